import { withInterceptors } from '@angular/common/http';
import { authHttpInterceptorFn, provideAuth0 } from '@auth0/auth0-angular';
import { CLIENT_ID } from '../../rig/tokens';
import { ISSUER, OTHER_API, OWN_API } from '../../rig/urls';
import type { Variant } from '../../rig/variant';

const SCOPE = 'openid profile email offline_access';

/** Its own interceptor, which asks for a token before each request, and refresh tokens. */
export const auth0Auth0Angular: Variant = {
  http: () => [withInterceptors([authHttpInterceptorFn])],
  providers: () => [
    provideAuth0({
      domain: ISSUER,
      clientId: CLIENT_ID,
      authorizationParams: { redirect_uri: location.origin },
      useRefreshTokens: true,
      cacheLocation: 'localstorage',
      httpInterceptor: { allowedList: [`${OWN_API}/*`, `${OTHER_API}/*`] },
    }),
  ],
  // Its cache of tokens, and the cookie that tells it to look there.
  seed({ accessToken, refreshToken, idToken, expiresAt }) {
    const expiresIn = Math.round((expiresAt - Date.now()) / 1000);
    const claims = JSON.parse(atob(idToken.split('.')[1] ?? '')) as { sub: string };
    const decodedToken = { claims, user: { sub: claims.sub } };
    const body = {
      client_id: CLIENT_ID,
      access_token: accessToken,
      refresh_token: refreshToken,
      scope: SCOPE,
      audience: 'default',
      expires_in: expiresIn,
      token_type: 'Bearer',
    };
    const prefix = `@@auth0spajs@@::${CLIENT_ID}::`;
    keep(`${prefix}default::${SCOPE}`, { body, expiresAt: Math.floor(expiresAt / 1000) });
    keep(`${prefix}@@user@@`, { id_token: idToken, decodedToken });
    document.cookie = `auth0.${CLIENT_ID}.is.authenticated=true; path=/`;
  },
};

function keep(key: string, entry: object): void {
  localStorage.setItem(key, JSON.stringify(entry));
}
