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
import { switchMap } from 'rxjs';

/**
 * The session is better-auth's own, in its HttpOnly cookie; with it the app gets a JWT, whenever the
 * last one has run out. There is no refresh token.
 *
 * @param api Such as http://localhost:3000
 */
export function provideAuth(api: string): EnvironmentProviders {
  return provideJwtAuth(
    { attachTo: [api], neverAttachTo: [`${api}/api/auth`], forbiddenUrl: '/forbidden' },
    withCookieRefresh(({ context }) =>
      inject(HttpClient).get<JwtTokenResponse>(`${api}/api/auth/token`, {
        context,
        withCredentials: true,
      }),
    ),
    withTokenRevocation(({ context }) =>
      inject(HttpClient).post(`${api}/api/auth/sign-out`, {}, { context, withCredentials: true }),
    ),
  );
}

/** Called in an injection context. */
export function signIn(api: string, email: string, password: string): Promise<void> {
  const http = inject(HttpClient);
  const options = { context: skipJwtAuth(), withCredentials: true };
  return inject(JwtAuth).signIn(
    http
      .post(`${api}/api/auth/sign-in/email`, { email, password }, options)
      // The `token` of that answer is the session's, no JWT: ask for one.
      .pipe(switchMap(() => http.get<JwtTokenResponse>(`${api}/api/auth/token`, options))),
  );
}
