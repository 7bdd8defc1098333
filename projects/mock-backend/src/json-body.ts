import type { Context } from 'hono';
import { isRecord, type FieldErrors } from './validation.ts';

export type JsonBody =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly message: string };

/** The body as a JSON object. No body at all counts as `{}`: which fields are required is said later. */
export async function readJsonBody(c: Context): Promise<JsonBody> {
  const body = await c.req.text();
  if (body.trim() === '') return { ok: true, value: {} };
  try {
    const value: unknown = JSON.parse(body);
    if (isRecord(value)) return { ok: true, value };
  } catch {
    // Told below, together with JSON that is not an object.
  }
  return { ok: false, message: 'The body must be a JSON object.' };
}

export function badRequest(c: Context, message: string): Response {
  return c.json({ error: 'invalid_request', message }, 400);
}

export function invalidFields(c: Context, errors: FieldErrors): Response {
  const fields = Object.keys(errors).join(', ');
  return c.json({ message: `Please correct: ${fields}.`, errors }, 400);
}
