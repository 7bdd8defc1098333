import type { JwtAuthFeature } from '../jwt-auth-feature';
import type { JwtRefreshFn, JwtRefreshOptions, RefreshSettings } from './jwt-refresh-options';
import { withTokenRefresh } from './with-token-refresh';

/**
 * Refreshes the access token as {@link withTokenRefresh} does, with the refresh token in an HttpOnly
 * cookie, and restores the session at start-up.
 *
 * @param refresh A URL that takes an empty JSON body by POST, with credentials and the XSRF header,
 * below the app's interceptors; or a function that makes the call.
 * @param options See {@link JwtRefreshOptions}.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth({}, withCookieRefresh('/auth/refresh'));
 * ```
 *
 * @publicApi
 */
export function withCookieRefresh(
  refresh: string | JwtRefreshFn,
  options: Omit<JwtRefreshOptions, 'refreshTokenField'> = {},
): JwtAuthFeature<'TokenRefresh'> {
  const settings: RefreshSettings = { ...options, cookie: true };
  return withTokenRefresh(refresh, settings);
}
