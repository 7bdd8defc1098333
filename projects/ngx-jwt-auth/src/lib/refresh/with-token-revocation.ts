import { HttpContext } from '@angular/common/http';
import { EnvironmentInjector, inject, InjectionToken, runInInjectionContext } from '@angular/core';
import { isObservable } from 'rxjs';
import { AUTH_MODE } from '../auth-mode';
import { DEV_MODE, devWarn } from '../dev-mode';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { jwtAuthFeature, type JwtAuthFeature } from '../jwt-auth-feature';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { authorizationHeader } from './authorization-header';
import { injectPostTokens } from './post-tokens';

/**
 * Revokes the refresh token your way; called in an injection context. A promise or an observable
 * that it returns is run to its end. Pass `context` on to `HttpClient`.
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
  readonly refreshToken: string | null;
  readonly context: HttpContext;
}) => unknown;

/** Tells the server that tokens are not used any more, or null when the app does not. */
export const TOKEN_REVOCATION: InjectionToken<((tokens: JwtStoredTokens) => void) | null> =
  new InjectionToken('TOKEN_REVOCATION');

/**
 * Revokes the refresh token on the server when the user signs out: best effort, and never a
 * reason for `signOut()` to wait or fail.
 *
 * @param revoke A URL that takes what the refresh URL takes, with the access token in the header;
 * or a function that makes the call.
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
      useFactory: () => (typeof revoke === 'string' ? injectPost(revoke) : injectCall(revoke)),
    },
  ]);
}

function injectPost(url: string): (tokens: JwtStoredTokens) => void {
  const post = injectPostTokens(url);
  const { name, value } = authorizationHeader(inject(JWT_AUTH_CONFIG));
  return (tokens) => {
    post(tokens, { [name]: value(tokens.accessToken) }).subscribe({ error: warn });
  };
}

function injectCall(revoke: JwtRevokeFn): (tokens: JwtStoredTokens) => void {
  const injector = inject(EnvironmentInjector);
  return (tokens) => {
    const context = new HttpContext().set(AUTH_MODE, 'skip');
    const refreshToken = tokens.refreshToken ?? null;
    try {
      const result = runInInjectionContext(injector, () => revoke({ refreshToken, context }));
      if (isObservable(result)) result.subscribe({ error: warn });
      else Promise.resolve(result).catch(warn);
    } catch {
      warn();
    }
  };
}

/** The user is signed out here in any case; what is left runs out on the server. */
function warn(): void {
  if (DEV_MODE) devWarn('The refresh token could not be revoked; it lives on until it expires.');
}
