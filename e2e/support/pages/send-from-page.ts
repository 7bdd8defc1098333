import type { Page } from '@playwright/test';
import type { Send } from '../backend.ts';

/** Sends the calls of a test from within the browser, where alone a worker answers. */
export function sendFromPage(page: Page): Send {
  return (method, url, body) =>
    page.evaluate(
      async ([method, url, body]) => {
        const response = await fetch(url, { method, ...(body !== undefined && { body }) });
        return { ok: response.ok, status: response.status, text: await response.text() };
      },
      [method, url, body] as const,
    );
}
