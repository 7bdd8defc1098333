import { withInterceptors } from '@angular/common/http';
import { JwtAuth, jwtAuthInterceptor, provideJwtAuth, withTokenRefresh } from 'ngx-jwt-auth';
import { OTHER_API, REFRESH_URL } from '../rig/urls';
import type { Variant } from '../rig/variant';
import { secondsLeft } from './seconds-left';

/** Tokens in memory, and a refresh: for this tab alone. */
export const libraryMemory: Variant = {
  http: () => [withInterceptors([jwtAuthInterceptor])],
  providers: () => [provideJwtAuth({ attachTo: ['/', OTHER_API] }, withTokenRefresh(REFRESH_URL))],
  seed: () => undefined,
  ready: (injector, session) => {
    const { accessToken, refreshToken } = session;
    const reply = { accessToken, refreshToken, expiresIn: secondsLeft(session) };
    return injector.get(JwtAuth).signIn(reply);
  },
};
