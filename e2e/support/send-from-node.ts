import type { Send } from './backend.ts';

/** Sends the calls of a test from its own process. */
export const sendFromNode: Send = async (method, url, body) => {
  const response = await fetch(url, { method, ...(body !== undefined && { body }) });
  return { ok: response.ok, status: response.status, text: await response.text() };
};
