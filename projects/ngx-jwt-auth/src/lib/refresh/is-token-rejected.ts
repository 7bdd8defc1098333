import type { HttpErrorResponse } from '@angular/common/http';

/** A challenge that another access token cannot answer, or one of another scheme altogether. */
const OTHER_CHALLENGE = /insufficient_scope|^(?!.*\bbearer\b)\s*(?:basic|dpop)\b/i;

/**
 * Whether an API refused the access token: 401, unless its challenge (RFC 6750, section 3) says
 * otherwise. Another origin may hide the header, so that its absence must mean yes.
 */
export function isTokenRejected(error: HttpErrorResponse): boolean {
  const challenges = error.headers.getAll('WWW-Authenticate')?.join() ?? '';
  return error.status === 401 && !OTHER_CHALLENGE.test(challenges);
}
