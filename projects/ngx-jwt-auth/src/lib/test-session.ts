import {
  inject,
  InjectionToken,
  Injector,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
  type EnvironmentProviders,
} from '@angular/core';
import { CLOCK } from './clock';
import { APP_CONFIG, IS_TEST } from './dev-checks';
import { devOnly, devThrow } from './dev-mode';
import { ATTACHMENT, injectAttachment } from './http/attachment';
import { JWT_AUTH_CONFIG } from './jwt-auth-config';
import { OWN } from './own';
import { REFRESH_OPTIONS, type JwtRefreshFn } from './refresh/jwt-refresh-options';
import { createTokenRefresh } from './refresh/token-refresh';
import { createJwtAuth } from './session/create-jwt-auth';
import { JwtAuth } from './session/jwt-auth';
import { createJwtSession } from './session/jwt-session';
import {
  JWT_SESSION,
  STORED_SESSION,
  TOKEN_REFRESH,
  TOKEN_REVOCATION,
  type SessionCore,
  type JwtSession,
  type TokenRefresh,
} from './session/session-core';
import { createStoredSession } from './session/stored-session';
import { TAB_CHANNEL } from './tabs/tab-channel';
import { TAB_RULES } from './tabs/tab-rules';
import {
  TOKEN_STORE,
  type JwtStoredTokens,
  type JwtTokenStore,
  type SessionStore,
} from './token/jwt-token-store';
import { safeTokenStore } from './token/safe-token-store';

/** What `ngx-jwt-auth/testing` sees of a session. Not for apps: it changes without notice. */
export interface ɵJwtTestSession {
  /** Where the app's config has the roles. */
  readonly rolesClaim: string | readonly string[] | undefined;
  /** Whether there is anything to refresh with: not in an app without a feature that refreshes. */
  readonly isRefreshable: boolean;
  /** The tokens now; null when nobody is signed in. */
  readonly tokens: JwtStoredTokens | null;
  /** Lets the life of these tokens be over, with all that follows from it. */
  expire(tokens: JwtStoredTokens): void;
}

/** The session of {@link ɵprovideJwtTestSession}; it is not made before one of its members is asked. */
export const ɵJWT_TEST_SESSION: InjectionToken<ɵJwtTestSession> = new InjectionToken(
  'JWT_TEST_SESSION',
);

const TEST_STORE: InjectionToken<SessionStore> = new InjectionToken('JWT_TEST_STORE');
const TEST_REFRESH: InjectionToken<JwtRefreshFn> = new InjectionToken('JWT_TEST_REFRESH');

/**
 * For `ngx-jwt-auth/testing`: the session as the library always makes it, with another store and
 * another refresh, no revocation, and no other tab. The config of a `provideJwtAuth()` before it
 * and the options of its refresh stay in force.
 */
export function ɵprovideJwtTestSession(
  store: () => JwtTokenStore,
  refresh: JwtRefreshFn,
): EnvironmentProviders {
  const build = { isForDevelopment: false };
  devOnly(() => (build.isForDevelopment = true));
  // Only there the config of the app is kept for it: production must not pay for tests.
  if (!build.isForDevelopment) throw new Error('ngx-jwt-auth/testing needs a development build.');
  return makeEnvironmentProviders([
    { provide: JWT_AUTH_CONFIG, useFactory: () => inject(APP_CONFIG, OWN) ?? {} },
    // The same as in provideJwtAuth(), which may be missing.
    { provide: JwtAuth, useFactory: createJwtAuth },
    { provide: JWT_SESSION, useFactory: createJwtSession },
    { provide: ATTACHMENT, useFactory: injectAttachment },
    { provide: STORED_SESSION, useValue: createStoredSession },
    { provide: TAB_RULES, useValue: undefined },
    { provide: TEST_STORE, useFactory: () => pageStore(store()) },
    { provide: TOKEN_STORE, useExisting: TEST_STORE },
    { provide: TEST_REFRESH, useValue: refresh },
    { provide: TOKEN_REFRESH, useValue: createTestRefresh },
    { provide: TOKEN_REVOCATION, useValue: () => undefined },
    { provide: TAB_CHANNEL, useValue: () => () => undefined },
    { provide: ɵJWT_TEST_SESSION, useFactory: injectTestSession },
    { provide: IS_TEST, useValue: true },
    provideEnvironmentInitializer(() => {
      const isInForce =
        inject(TOKEN_REFRESH) === createTestRefresh && inject(TOKEN_STORE) === inject(TEST_STORE);
      if (isInForce) return;
      devThrow(
        'provideJwtAuthTesting() stands before provideJwtAuth(), which would win: the test would ' +
          'use the real store and the real refresh. Put it behind.',
      );
    }),
  ]);
}

/** Of this page alone: no other tab can have its tokens, there is nothing to agree on with them. */
function pageStore(store: JwtTokenStore): SessionStore {
  return { ...safeTokenStore(store), reach: 'page' };
}

/** The refresh of the app's options, none if it has none; a cookie would be kept in the browser. */
function createTestRefresh(session: SessionCore): TokenRefresh | undefined {
  const configured = inject(REFRESH_OPTIONS, OWN);
  if (!configured && inject(APP_CONFIG, OWN)) return undefined;
  // After a failure the library pauses. A test goes on: it is about what the user does then, later.
  (session as JwtSession).events.subscribe((event) => {
    const tokens = session.current();
    const isPaused = event.type === 'refreshFailed' && event.error.code === 'REFRESH_UNAVAILABLE';
    if (tokens && isPaused) session.set({ ...tokens }); // pauses are kept for the tokens that failed
  });
  return createTokenRefresh(session, inject(TEST_REFRESH), configured ?? {});
}

function injectTestSession(): ɵJwtTestSession {
  const injector = inject(Injector);
  const session = (): JwtSession => injector.get(JWT_SESSION);
  return {
    get rolesClaim() {
      return injector.get(JWT_AUTH_CONFIG).rolesClaim;
    },
    get isRefreshable() {
      return !!session().refresh;
    },
    get tokens() {
      return session().current() ?? null;
    },
    expire(tokens) {
      const ours = session();
      const { refresh } = ours;
      if (refresh?.canRefresh(tokens)) {
        ours.set({ ...tokens, expiresAt: injector.get(CLOCK).now() });
      } else {
        void ours.end(refresh?.isRefused(tokens) ? 'refresh-rejected' : 'expired');
      }
    },
  };
}
