import type { HttpContext } from '@angular/common/http';
import { EnvironmentInjector, inject, InjectionToken } from '@angular/core';
import { defer } from 'rxjs';
import { CLOCK } from '../clock';
import { devOnly, devWarn } from '../dev-mode';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { jwtAuthFeature, type JwtAuthFeature } from '../jwt-auth-feature';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { pendingTokens } from '../token/pending-tokens';
import { bearer } from './bearer';
import { callFunction } from './call-function';
import { injectPostTokens } from './post-tokens';

/**
 * Revokes the refresh token your way; called in an injection context. A promise or an observable
 * that it returns is run to its end. Pass `context` on to `HttpClient`.
 *
 * `accessToken` may have run out; it is `null` for a session that is still being restored.
 *
 * @usageNotes
 * ```ts
 * const revoke: JwtRevokeFn = ({ refreshToken, context }) =>
 *   inject(HttpClient).post('/oauth/revoke', { token: refreshToken }, { context });
 * ```
 *
 * @see {@link withTokenRevocation}
 * @publicApi
 */
export type JwtRevokeFn = (request: {
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
  readonly context: HttpContext;
}) => unknown;

/**
 * Tells the server that the tokens of a session are not used any more; of a cookie session that is
 * still being restored only the id is known.
 */
type Revocation = (sid: string, tokens: JwtStoredTokens | null | undefined) => void;

/** The revocation of this provider; none when the app configured none. */
export const TOKEN_REVOCATION: InjectionToken<Revocation> = new InjectionToken('');

/**
 * Revokes the refresh token on the server when the user signs out: best effort, and never a
 * reason for `signOut()` to wait or fail.
 *
 * @param revoke A URL that takes what the refresh URL takes, with the access token in the header
 * unless it has run out; or a function that makes the call.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth(
 *   {},
 *   withTokenStore(localStorageTokenStore()),
 *   withTokenRefresh('/auth/refresh'),
 *   withTokenRevocation('/auth/logout'),
 * );
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7009 | RFC 7009}
 * @publicApi
 */
export function withTokenRevocation(
  revoke: string | JwtRevokeFn,
): JwtAuthFeature<'TokenRevocation'> {
  return jwtAuthFeature('TokenRevocation', [
    {
      provide: TOKEN_REVOCATION,
      useFactory: () => injectRevocation(revoke),
    },
  ]);
}

function injectRevocation(revoke: string | JwtRevokeFn): Revocation {
  const { header = 'Authorization', scheme = 'Bearer' } = inject(JWT_AUTH_CONFIG);
  const clock = inject(CLOCK);
  // One that has run out is left out: many servers refuse a call for it that needs none.
  const authorize = ({ accessToken, expiresAt }: JwtStoredTokens): Record<string, string> =>
    expiresAt === null || clock.now() < expiresAt ? { [header]: bearer(scheme, accessToken) } : {};
  const post =
    typeof revoke === 'string'
      ? injectPostTokens(revoke, authorize)
      : callFunction(revoke, inject(EnvironmentInjector));
  return (sid, tokens) => {
    defer(() => post(tokens ?? pendingTokens(sid))).subscribe({
      // The user is signed out here in any case; what is left runs out on the server.
      error: () => {
        devOnly(() => {
          devWarn('The refresh token could not be revoked; it lives on until it expires.');
        });
      },
    });
  };
}
