import { inject, makeEnvironmentProviders, type EnvironmentProviders } from '@angular/core';
import { ɵprovideJwtTestSession } from 'ngx-jwt-auth';
import { JwtAuthTestingController } from './jwt-auth-testing-controller';
import { TESTING_OPTIONS, type JwtAuthTestingOptions } from './jwt-auth-testing-options';
import { TestTokenServer } from './test-token-server';
import { TestTokenStore } from './test-token-store';
import { TestTokens } from './test-tokens';

/**
 * Sets up the session of a test: the real one, with your interceptor, guards and templates, but
 * with tokens in memory and a refresh that {@link JwtAuthTestingController} answers. It needs no
 * network and no storage, and hears of no other tab.
 *
 * Put it behind the app's own `provideJwtAuth()`: the config (`attachTo`, `loginUrl`, `rolesClaim`)
 * and the options of the refresh stay in force. Without one there is an empty config, and a
 * refresh. Only where the app has no feature that refreshes, a session ends with its access token.
 *
 * @param options Who is signed in when the test begins; nobody unless told otherwise.
 *
 * @usageNotes
 * ```ts
 * TestBed.configureTestingModule({
 *   providers: [
 *     ...appConfig.providers,
 *     provideHttpClientTesting(),
 *     provideJwtAuthTesting({ signedInAs: 'ada', roles: ['admin'] }),
 *   ],
 * });
 * ```
 *
 * @see {@link JwtAuthTestingController} {@link createTestJwt}
 * @publicApi
 */
export function provideJwtAuthTesting(options: JwtAuthTestingOptions = {}): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: TESTING_OPTIONS, useValue: options },
    TestTokens,
    TestTokenStore,
    TestTokenServer,
    JwtAuthTestingController,
    ɵprovideJwtTestSession(
      () => inject(TestTokenStore),
      () => inject(TestTokenServer).exchange(),
    ),
  ]);
}
