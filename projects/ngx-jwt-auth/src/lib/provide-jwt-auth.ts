import { makeEnvironmentProviders, type EnvironmentProviders, type Provider } from '@angular/core';
import { addDevChecks, checkConfig } from './dev-checks';
import { ATTACHMENT, injectAttachment } from './http/attachment';
import { JWT_AUTH_CONFIG, type JwtAuthConfig } from './jwt-auth-config';
import type { JwtAuthFeature, JwtAuthFeatureKind } from './jwt-auth-feature';
import { createJwtAuth } from './session/create-jwt-auth';
import { JwtAuth } from './session/jwt-auth';
import { createJwtSession } from './session/jwt-session';
import { JWT_SESSION } from './session/session-core';
import { watchConfig } from './watch-config';

/**
 * Sets up the session of an app: which requests get the access token, where it is kept, how it is
 * refreshed.
 *
 * @param config The data, or a function that gives it: it runs once, in an injection context, for
 * values known only at run time.
 * @param features The behaviour, each kind at most once.
 *
 * @usageNotes
 * ```ts
 * const appConfig: ApplicationConfig = {
 *   providers: [
 *     provideRouter(routes),
 *     provideHttpClient(withInterceptors([jwtAuthInterceptor])),
 *     provideJwtAuth(
 *       { attachTo: ['https://api.example.com'], loginUrl: '/login' },
 *       withTokenStore(localStorageTokenStore()),
 *       withTokenRefresh('https://api.example.com/auth/refresh'),
 *     ),
 *   ],
 * };
 * ```
 *
 * In the providers of a child injector it makes a separate session; give it a store key of its own.
 *
 * @see {@link jwtAuthInterceptor} {@link JwtAuth}
 * @publicApi
 */
export function provideJwtAuth(
  config: JwtAuthConfig | (() => JwtAuthConfig) = {},
  ...features: readonly JwtAuthFeature<JwtAuthFeatureKind>[]
): EnvironmentProviders {
  const providers: (Provider | EnvironmentProviders)[] = [
    { provide: JwtAuth, useFactory: createJwtAuth },
    { provide: JWT_SESSION, useFactory: createJwtSession },
    {
      provide: JWT_AUTH_CONFIG,
      useFactory: () => {
        const data = typeof config === 'function' ? watchConfig(config)() : config;
        checkConfig(data);
        return data;
      },
    },
    { provide: ATTACHMENT, useFactory: injectAttachment },
    features.map(({ ɵproviders }) => ɵproviders),
  ];
  addDevChecks(providers, config, features);
  return makeEnvironmentProviders(providers);
}
