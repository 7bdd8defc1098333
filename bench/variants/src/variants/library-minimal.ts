import { withInterceptors } from '@angular/common/http';
import { JwtAuth, jwtAuthInterceptor, provideJwtAuth } from 'ngx-jwt-auth';
import { OTHER_API } from '../rig/urls';
import type { Variant } from '../rig/variant';

/** Tokens in memory, no refresh: whoever comes back has to sign in. */
export const libraryMinimal: Variant = {
  http: () => [withInterceptors([jwtAuthInterceptor])],
  providers: () => [provideJwtAuth({ attachTo: ['/', OTHER_API] })],
  seed: () => undefined,
  ready: (injector, { accessToken }) => injector.get(JwtAuth).signIn(accessToken),
};
