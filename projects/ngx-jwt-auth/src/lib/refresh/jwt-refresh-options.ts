import type { HttpContext, HttpErrorResponse } from '@angular/common/http';
import { InjectionToken } from '@angular/core';
import type { Observable } from 'rxjs';
import type { JwtTokenResponse } from '../token/token-response';

declare const ngDevMode: unknown;

/**
 * How the access token is refreshed.
 *
 * @usageNotes
 * ```ts
 * const django: JwtRefreshOptions = { refreshTokenField: 'refresh', timeout: 5_000 };
 * ```
 *
 * @see {@link withTokenRefresh} {@link withCookieRefresh}
 * @publicApi
 */
export interface JwtRefreshOptions {
  /** The body field of the URL form. Default `'refreshToken'`; Django: `'refresh'`, OAuth: `'refresh_token'`. */
  readonly refreshTokenField?: string;
  /** Seconds before its end from which a token is refreshed. Default 30; never more than a quarter of its lifetime. */
  readonly refreshBeforeExpiry?: number;
  /** Milliseconds for one attempt, body included; nobody waits longer than 1.5 times it. Default 10,000. */
  readonly timeout?: number;
  /** Whether an answer to the refresh ends the session. Default: 400, 401, 403. */
  readonly isSessionOver?: (error: HttpErrorResponse) => boolean;
}

/**
 * Exchanges the refresh token your way; called in an injection context.
 *
 * Pass `context` on to `HttpClient`, or the call waits for itself. Throw
 * `new JwtAuthError('REFRESH_REJECTED', ...)` to end the session. `accessToken` is the one to be
 * replaced, which may have run out; `null` for a session that is being restored.
 *
 * @usageNotes
 * ```ts
 * const refresh: JwtRefreshFn = ({ refreshToken, context }) =>
 *   inject(HttpClient).post<JwtTokenResponse>('/oauth/token', { grant_type: 'refresh_token', refresh_token: refreshToken }, { context });
 * ```
 *
 * @see {@link withTokenRefresh} {@link withCookieRefresh}
 * @publicApi
 */
export type JwtRefreshFn = (request: {
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
  readonly context: HttpContext;
}) => JwtTokenResponse | Promise<JwtTokenResponse> | Observable<JwtTokenResponse>;

/** The options of `withTokenRefresh()`; none where there is no refresh. */
export const REFRESH_OPTIONS: InjectionToken<JwtRefreshOptions> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'REFRESH_OPTIONS' : '',
);
