import { HttpXsrfTokenExtractor } from '@angular/common/http';
import { DOCUMENT, inject } from '@angular/core';
import { jwtAuthFeature, type JwtAuthFeature } from '../jwt-auth-feature';
import { TOKEN_REFRESH, type SessionCore } from '../session/session-core';
import { createCookieSession } from './cookie-session';
import { REFRESH_OPTIONS, type JwtRefreshFn, type JwtRefreshOptions } from './jwt-refresh-options';
import { COOKIE_POST, type CookiePost } from '../endpoint/post-tokens';
import { createTokenRefresh } from './token-refresh';

/**
 * Refreshes the access token with a refresh token that is an HttpOnly cookie, and restores the
 * session at start-up.
 *
 * @param refresh A URL that takes an empty JSON body by POST, with credentials and the XSRF header,
 * below the app's interceptors; or a function that makes the call.
 * @param options See {@link JwtRefreshOptions}.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth({ attachTo: ['/api'] }, withCookieRefresh('/auth/refresh'));
 * ```
 *
 * @see {@link withTokenRefresh} for a refresh token in the reply
 * @publicApi
 */
export function withCookieRefresh(
  refresh: string | JwtRefreshFn,
  options: Omit<JwtRefreshOptions, 'refreshTokenField'> = {},
): JwtAuthFeature<'TokenRefresh'> {
  return jwtAuthFeature('TokenRefresh', [
    { provide: REFRESH_OPTIONS, useValue: options },
    { provide: COOKIE_POST, useFactory: injectCookiePost },
    {
      provide: TOKEN_REFRESH,
      useValue: (session: SessionCore) =>
        createTokenRefresh(session, refresh, options, createCookieSession),
    },
  ]);
}

function injectCookiePost(): CookiePost {
  const xsrf = inject(HttpXsrfTokenExtractor, { optional: true });
  const document = inject(DOCUMENT);
  return {
    headersFor(url) {
      const isSameOrigin = new URL(url, document.baseURI).origin === document.location.origin;
      const token = isSameOrigin && xsrf?.getToken();
      return token ? { 'X-XSRF-TOKEN': token } : {};
    },
  };
}
