import { HttpErrorResponse } from '@angular/common/http';
import { JwtAuthError } from '../errors';

/** What may be told of a failure: never a body, a header or a query, which can hold a token. */
export function strippedCause(error: unknown): object {
  if (error instanceof HttpErrorResponse) {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- it tells a reader of logs more than a number
    const { status, statusText, url } = error;
    return { status, statusText, url: url?.replace(/[?#].*/s, '') ?? null };
  }
  // Its message may quote what could not be parsed.
  const { name, code } = Object(error) as Partial<JwtAuthError>;
  return error instanceof JwtAuthError ? { name, code } : { name };
}
