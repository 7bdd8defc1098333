import { withInterceptors } from '@angular/common/http';
import {
  authInterceptor,
  provideAuth,
  withAppInitializerAuthCheck,
} from 'angular-auth-oidc-client';
import { CLIENT_ID } from '../../rig/tokens';
import { ISSUER, OTHER_API, OWN_API } from '../../rig/urls';
import type { Variant } from '../../rig/variant';

/** Its id for the only configuration of an app, and its key in the storage. */
const CONFIG_ID = `0-${CLIENT_ID}`;

/** Its own interceptor, and its renewal by a periodic check, with a refresh token. */
export const angularAuthOidcClient: Variant = {
  http: () => [withInterceptors([authInterceptor()])],
  providers: () => [
    provideAuth(
      {
        config: {
          authority: ISSUER,
          authWellknownEndpoints: { issuer: ISSUER, tokenEndpoint: `${ISSUER}/oauth/token` },
          redirectUrl: location.origin,
          clientId: CLIENT_ID,
          scope: 'openid offline_access',
          responseType: 'code',
          silentRenew: true,
          useRefreshToken: true,
          autoUserInfo: false,
          secureRoutes: [OWN_API, OTHER_API],
        },
      },
      withAppInitializerAuthCheck(),
    ),
  ],
  seed({ accessToken, refreshToken, idToken, expiresAt }) {
    const entry = {
      authzData: accessToken,
      authnResult: { id_token: idToken, refresh_token: refreshToken },
      access_token_expires_at: expiresAt,
    };
    sessionStorage.setItem(CONFIG_ID, JSON.stringify(entry));
  },
};
