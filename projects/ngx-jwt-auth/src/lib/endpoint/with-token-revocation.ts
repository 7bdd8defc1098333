import type { HttpContext } from '@angular/common/http';
import { EnvironmentInjector, inject } from '@angular/core';
import { defer } from 'rxjs';
import { CLOCK } from '../clock';
import { devOnly, devWarn } from '../dev-mode';
import { injectCredentials } from '../http/attachment';
import { jwtAuthFeature, type JwtAuthFeature } from '../jwt-auth-feature';
import { TOKEN_REVOCATION, type Revocation } from '../session/session-core';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { pendingTokens } from '../token/pending-tokens';
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
  const { header, prefix } = injectCredentials();
  const clock = inject(CLOCK);
  // One that has run out is left out: many servers refuse a call for it that needs none.
  const authorize = ({ accessToken, expiresAt }: JwtStoredTokens): Record<string, string> =>
    expiresAt === null || clock.now() < expiresAt ? { [header]: prefix + accessToken } : {};
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
