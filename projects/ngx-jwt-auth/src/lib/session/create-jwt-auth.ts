import { computed, inject } from '@angular/core';
import { authError } from '../errors';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { claimsOf } from '../token/decode-jwt';
import type { JwtClaims, JwtRole } from '../token/jwt-auth-types';
import { jwtRoles } from '../token/jwt-roles';
import type { JwtAuth } from './jwt-auth';
import { JWT_SESSION } from './session-core';

/** Makes the public face of a session; called in an injection context. */
export function createJwtAuth(): JwtAuth {
  const session = inject(JWT_SESSION);
  const { rolesClaim } = inject(JWT_AUTH_CONFIG);
  const { tokens } = session;

  const claims = computed(() => {
    const now = tokens();
    return now ? claimsOf<JwtClaims>(now) : null;
  });

  const roles = computed(
    // The one place where the strings of a token become the roles that the app declared. Here
    // they are strings still; for an app that augments JwtAuthTypes they are not.
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion
    () => jwtRoles(claims(), rolesClaim) as readonly JwtRole[],
  );

  const hasRole = (role: JwtRole): boolean => roles().includes(role);

  const getAccessToken = async (): Promise<string | null> => {
    const { sid } = session;
    const failure = await session.ensureFresh();
    const now = session.current();
    if (!now) return null;
    if (sid && sid !== now.sid) return getAccessToken(); // that of the new session
    if (failure && !session.isUsable(now)) throw failure;
    return now.accessToken;
  };

  return {
    status: computed(() => {
      const now = tokens();
      return now ? 'authenticated' : now === null ? 'anonymous' : 'unknown';
    }),
    isAuthenticated: computed(() => !!tokens()),
    isRefreshing: session.isRefreshing.asReadonly(),
    claims,
    roles,
    expiresAt: computed(() => {
      const at = tokens()?.expiresAt;
      return at ? new Date(at) : null; // 0 is that of pendingTokens()
    }),
    sessionKey: computed(() => tokens()?.sid ?? null),
    events: session.events.asObservable(),
    signIn: (reply) => session.signIn(reply),
    signOut: () => session.signOut(),
    async refresh() {
      if (session.refresh) await session.refresh.now();
      else throw authError(session.isBrowser ? 'REFRESH_NOT_CONFIGURED' : 'NOT_SIGNED_IN');
    },
    getAccessToken,
    hasRole,
    hasAnyRole: (...anyOf) => anyOf.some(hasRole),
    // The types rule out an empty requirement; where it comes in all the same it is not met.
    hasEveryRole: (...all: readonly JwtRole[]) => all.length > 0 && all.every(hasRole),
    whenReady: () => session.ready,
  };
}
