import { withInterceptorsFromDi } from '@angular/common/http';
import { importProvidersFrom } from '@angular/core';
import { JwtModule } from '@auth0/angular-jwt';
import { OTHER_API } from '../../rig/urls';
import type { Variant } from '../../rig/variant';

/** As its README sets it up; the app keeps the token itself. */
export const auth0AngularJwt: Variant = {
  http: () => [withInterceptorsFromDi()],
  providers: () => [
    importProvidersFrom(
      JwtModule.forRoot({
        config: {
          tokenGetter: () => localStorage.getItem('access_token'),
          allowedDomains: [new URL(OTHER_API).host],
        },
      }),
    ),
  ],
  seed({ accessToken }) {
    localStorage.setItem('access_token', accessToken);
  },
};
