import { HttpClient } from '@angular/common/http';
import { inject, type EnvironmentProviders } from '@angular/core';
import {
  JwtAuth,
  localStorageTokenStore,
  provideJwtAuth,
  skipJwtAuth,
  withTokenRefresh,
  withTokenRevocation,
  withTokenStore,
  type JwtTokenResponse,
} from 'ngx-jwt-auth';

/** @param api Such as http://localhost:3000 */
export function provideAuth(api: string): EnvironmentProviders {
  return provideJwtAuth(
    { attachTo: [api], forbiddenUrl: '/forbidden' },
    withTokenStore(localStorageTokenStore()),
    withTokenRefresh(`${api}/auth/refresh`, { refreshTokenField: 'refresh_token' }),
    withTokenRevocation(`${api}/auth/logout`),
  );
}

/** Called in an injection context. */
export function signIn(api: string, username: string, password: string): Promise<void> {
  return inject(JwtAuth).signIn(
    inject(HttpClient).post<JwtTokenResponse>(
      `${api}/auth/login`,
      { username, password },
      { context: skipJwtAuth() },
    ),
  );
}
