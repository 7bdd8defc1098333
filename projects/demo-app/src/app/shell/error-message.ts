import { HttpErrorResponse } from '@angular/common/http';
import { JwtAuthError, type JwtAuthErrorCode } from 'ngx-jwt-auth';

const UNREACHABLE = 'The server cannot be reached. Check your connection and try again.';
const SESSION_OVER = 'Your session is over. Please sign in again.';
const UNKNOWN = 'Something went wrong. Please try again.';

const BY_CODE: Readonly<Record<JwtAuthErrorCode, string>> = {
  NOT_SIGNED_IN: 'Please sign in first.',
  SESSION_OVER,
  SESSION_CHANGED: 'Somebody else is signed in now, so this was not sent.',
  REFRESH_NOT_CONFIGURED: 'This session cannot be renewed.',
  // The session may go on until its access token ends.
  REFRESH_REJECTED: 'The server does not renew your session any more. Please sign in again.',
  REFRESH_UNAVAILABLE:
    'Your session could not be renewed, because the server cannot be reached. You are still signed in: try again in a moment.',
  TOKEN_RESPONSE_INVALID: 'The server sent an answer that this app does not understand.',
};

/** What to tell the user about a failed request or a failed command of `JwtAuth`. */
export function errorMessage(error: unknown): string {
  if (error instanceof JwtAuthError) return BY_CODE[error.code];
  if (!(error instanceof HttpErrorResponse)) return UNKNOWN;
  if (error.error instanceof JwtAuthError) return BY_CODE[error.error.code];
  if (error.status === 0 || (error.status >= 502 && error.status <= 504)) return UNREACHABLE;
  if (error.status >= 500) return 'The server has a problem. Please try again later.';
  const message = serverMessage(error.error);
  if (message !== null) return message;
  if (error.status === 401) return SESSION_OVER;
  if (error.status === 403) return 'You are not allowed to do this.';
  if (error.status === 404) return 'This is not here any more.';
  return UNKNOWN;
}

/** The `message` of the server's own error replies: written for users. */
function serverMessage(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('message' in body)) return null;
  return typeof body.message === 'string' && body.message !== '' ? body.message : null;
}
