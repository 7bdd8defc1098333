import { devOnly } from './dev-mode';

/**
 * What a {@link JwtAuthError} is about; stable within a major version.
 *
 * | code | meaning |
 * | --- | --- |
 * | `NOT_SIGNED_IN` | a session is needed and there is none |
 * | `SESSION_OVER` | the session ended while the call was waiting |
 * | `SESSION_CHANGED` | another session took its place while the call was waiting |
 * | `REFRESH_NOT_CONFIGURED` | this session has no way to be refreshed |
 * | `REFRESH_REJECTED` | the server refused the refresh token; a refresh function throws it to end the session |
 * | `REFRESH_UNAVAILABLE` | the refresh got no definite answer; the session stands |
 * | `TOKEN_RESPONSE_INVALID` | a reply held no usable access token |
 *
 * @usageNotes
 * ```ts
 * const isOutage = (code: JwtAuthErrorCode): boolean => code === 'REFRESH_UNAVAILABLE';
 * ```
 *
 * @see {@link JwtAuthError}
 * @publicApi
 */
export type JwtAuthErrorCode =
  | 'NOT_SIGNED_IN'
  | 'SESSION_OVER'
  | 'SESSION_CHANGED'
  | 'REFRESH_NOT_CONFIGURED'
  | 'REFRESH_REJECTED'
  | 'REFRESH_UNAVAILABLE'
  | 'TOKEN_RESPONSE_INVALID';

/**
 * The error of every command of the library, with a stable `code` to branch on.
 *
 * `cause`, where there is one, is a stripped copy of the failed HTTP answer (`status`,
 * `statusText`, `url`): never a body, never headers, never a token.
 *
 * @usageNotes
 * ```ts
 * try {
 *   await auth.refresh();
 * } catch (error) {
 *   if (error instanceof JwtAuthError && error.code === 'REFRESH_UNAVAILABLE') {
 *     showOfflineBanner();
 *   }
 * }
 * ```
 *
 * A failed request carries it in `HttpErrorResponse.error`.
 *
 * @publicApi
 */
export class JwtAuthError extends Error {
  override readonly name: string = 'JwtAuthError';
  readonly code: JwtAuthErrorCode;

  constructor(code: JwtAuthErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Makes an error of the library; production leaves its message at the code. */
export function authError(code: JwtAuthErrorCode, cause?: object): JwtAuthError {
  let message: string = code;
  devOnly(() => {
    message = {
      NOT_SIGNED_IN: 'This needs a session, and there is none.',
      SESSION_OVER: 'The session ended meanwhile.',
      SESSION_CHANGED: 'Another session took the place of this one meanwhile.',
      REFRESH_NOT_CONFIGURED:
        'This session cannot be refreshed: add withTokenRefresh(), or let the server send a refresh token.',
      REFRESH_REJECTED: 'The server refused the refresh.',
      REFRESH_UNAVAILABLE: 'The refresh got no definite answer; the session stands.',
      TOKEN_RESPONSE_INVALID:
        'The reply holds no usable access token. Map it to { accessToken, refreshToken, expiresIn }.',
    }[code];
  });
  return new JwtAuthError(code, message, cause && { cause });
}
