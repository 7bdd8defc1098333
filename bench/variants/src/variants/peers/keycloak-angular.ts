import { withInterceptors } from '@angular/common/http';
import {
  createInterceptorCondition,
  INCLUDE_BEARER_TOKEN_INTERCEPTOR_CONFIG,
  includeBearerTokenInterceptor,
  provideKeycloak,
  type IncludeBearerTokenCondition,
} from 'keycloak-angular';
import { CLIENT_ID } from '../../rig/tokens';
import { ISSUER, OTHER_API, OWN_API } from '../../rig/urls';
import type { Variant } from '../../rig/variant';

/** Its own interceptor, which asks for a token before each request. */
export const keycloakAngular: Variant = {
  http: () => [withInterceptors([includeBearerTokenInterceptor])],
  // It keeps its tokens in memory; those of before are given to it when it starts, and it refreshes them.
  providers: ({ accessToken, refreshToken, idToken }) => [
    provideKeycloak({
      config: { url: ISSUER, realm: 'bench', clientId: CLIENT_ID },
      initOptions: { token: accessToken, refreshToken, idToken, checkLoginIframe: false },
      providers: [
        {
          provide: INCLUDE_BEARER_TOKEN_INTERCEPTOR_CONFIG,
          useValue: [condition(OWN_API), condition(OTHER_API)],
        },
      ],
    }),
  ],
  seed: () => undefined,
};

function condition(api: string): IncludeBearerTokenCondition {
  return createInterceptorCondition<IncludeBearerTokenCondition>({
    urlPattern: new RegExp(`^${api}(/.*)?$`, 'i'),
    bearerPrefix: 'Bearer',
  });
}
