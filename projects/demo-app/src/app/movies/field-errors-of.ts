import type { HttpErrorResponse } from '@angular/common/http';

/** The messages by field of a 400 reply: `{ "errors": { "year": "Must be ..." } }`. */
export function fieldErrorsOf({
  status,
  error,
}: HttpErrorResponse): Readonly<Record<string, string>> {
  const body: unknown = error;
  if (status !== 400 || !isRecord(body) || !isRecord(body['errors'])) return {};
  const entries = Object.entries(body['errors']).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
