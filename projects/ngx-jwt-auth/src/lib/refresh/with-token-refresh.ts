import { jwtAuthFeature, type JwtAuthFeature } from '../jwt-auth-feature';
import { TOKEN_REFRESH, type SessionCore } from '../session/session-core';
import { REFRESH_OPTIONS, type JwtRefreshFn, type JwtRefreshOptions } from './jwt-refresh-options';
import { createTokenRefresh } from './token-refresh';

/**
 * Refreshes the access token: once for all requests that wait, and only when one needs it.
 *
 * @param refresh A URL that takes the refresh token in a JSON body by POST, below the app's
 * interceptors; or a function that makes the call.
 * @param options See {@link JwtRefreshOptions}.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth(
 *   { attachTo: ['https://api.example.com'] },
 *   withTokenStore(localStorageTokenStore()),
 *   withTokenRefresh('https://api.example.com/auth/refresh'),
 * );
 * ```
 *
 * @see {@link withCookieRefresh} for a refresh token in an HttpOnly cookie
 * @publicApi
 */
export function withTokenRefresh(
  refresh: string | JwtRefreshFn,
  options: JwtRefreshOptions = {},
): JwtAuthFeature<'TokenRefresh'> {
  return jwtAuthFeature('TokenRefresh', [
    { provide: REFRESH_OPTIONS, useValue: options },
    {
      provide: TOKEN_REFRESH,
      useValue: (session: SessionCore) => createTokenRefresh(session, refresh, options),
    },
  ]);
}
