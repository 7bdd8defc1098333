import { HttpErrorResponse } from '@angular/common/http';
import { JwtAuthError } from '../errors';

/** What may be told of a failure: never a body, a header or a query, which can hold a token. */
export function strippedCause(error: unknown): object {
  if (error instanceof JwtAuthError) {
    const cause = error.cause === undefined ? {} : { cause: strippedCause(error.cause) };
    return new JwtAuthError(error.code, error.message, cause);
  }
  // The message of a parse error quotes the text that it could not parse.
  if (!(error instanceof HttpErrorResponse)) return { name: (error as Error | null)?.name };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it tells a reader of logs more than a number
  const { status, statusText, url } = error;
  return { status, statusText, url: url?.replace(/[?#].*/s, '') ?? null };
}
