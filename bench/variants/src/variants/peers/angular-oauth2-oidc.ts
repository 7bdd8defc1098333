import { withInterceptorsFromDi } from '@angular/common/http';
import { OAuthService, provideOAuthClient } from 'angular-oauth2-oidc';
import { CLIENT_ID } from '../../rig/tokens';
import { ISSUER, OTHER_API, OWN_API } from '../../rig/urls';
import type { Variant } from '../../rig/variant';

/** Its own interceptor, the code flow with a refresh token, and the refresh by timer that it documents. */
export const angularOauth2Oidc: Variant = {
  http: () => [withInterceptorsFromDi()],
  providers: () => [
    provideOAuthClient({
      resourceServer: { allowedUrls: [OWN_API, OTHER_API], sendAccessToken: true },
    }),
  ],
  seed({ accessToken, refreshToken, expiresAt }) {
    sessionStorage.setItem('access_token', accessToken);
    sessionStorage.setItem('access_token_stored_at', String(Date.now()));
    sessionStorage.setItem('expires_at', String(expiresAt));
    sessionStorage.setItem('refresh_token', refreshToken);
  },
  ready(injector) {
    const oauth = injector.get(OAuthService);
    oauth.configure({
      issuer: `${ISSUER}/`,
      tokenEndpoint: `${ISSUER}/oauth/token`,
      clientId: CLIENT_ID,
      responseType: 'code',
      scope: 'openid offline_access',
    });
    oauth.setupAutomaticSilentRefresh();
  },
};
