import { HttpClient } from '@angular/common/http';
import { inject, type EnvironmentProviders } from '@angular/core';
import {
  JwtAuth,
  provideJwtAuth,
  skipJwtAuth,
  withCookieRefresh,
  withTokenRevocation,
  type JwtTokenResponse,
} from 'ngx-jwt-auth';

/**
 * The access token stays in memory; after a reload the cookie brings the session back.
 *
 * @param api Such as http://localhost:3000
 */
export function provideAuth(api: string): EnvironmentProviders {
  return provideJwtAuth(
    { attachTo: [api], forbiddenUrl: '/forbidden' },
    withCookieRefresh(`${api}/auth/refresh`),
    withTokenRevocation(`${api}/auth/logout`),
  );
}

/** Called in an injection context. */
export function signIn(api: string, username: string, password: string): Promise<void> {
  return inject(JwtAuth).signIn(
    inject(HttpClient).post<JwtTokenResponse>(
      `${api}/auth/login`,
      { username, password },
      // Without `withCredentials` a browser drops the cookie of another origin.
      { context: skipJwtAuth(), withCredentials: true },
    ),
  );
}
