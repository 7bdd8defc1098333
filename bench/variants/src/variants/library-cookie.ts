import { withInterceptors } from '@angular/common/http';
import { JwtAuth, jwtAuthInterceptor, provideJwtAuth, withCookieRefresh } from 'ngx-jwt-auth';
import { OTHER_API, REFRESH_URL } from '../rig/urls';
import type { Variant } from '../rig/variant';
import { secondsLeft } from './seconds-left';

/** The refresh token is a cookie, which the server has set; the access token is in memory. */
export const libraryCookie: Variant = {
  http: () => [withInterceptors([jwtAuthInterceptor])],
  providers: () => [provideJwtAuth({ attachTo: ['/', OTHER_API] }, withCookieRefresh(REFRESH_URL))],
  seed: () => undefined,
  ready: (injector, session) => {
    const { accessToken } = session;
    return injector.get(JwtAuth).signIn({ accessToken, expiresIn: secondsLeft(session) });
  },
};
