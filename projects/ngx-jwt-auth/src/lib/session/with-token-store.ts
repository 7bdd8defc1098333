import { jwtAuthFeature, type JwtAuthFeature } from '../jwt-auth-feature';
import { TOKEN_STORE, type JwtTokenStore } from '../token/jwt-token-store';
import { safeTokenStore } from '../token/safe-token-store';
import { createStoredSession, STORED_SESSION } from './stored-session';

/**
 * Says where the tokens are kept; without it they live in memory.
 *
 * @param store One of the library's stores, your own, or a function that makes it in an injection
 * context.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth({}, withTokenStore(localStorageTokenStore()));
 * ```
 *
 * @see {@link localStorageTokenStore} {@link sessionStorageTokenStore} {@link memoryTokenStore}
 * {@link asyncTokenStore}
 * @publicApi
 */
export function withTokenStore(
  store: JwtTokenStore | (() => JwtTokenStore),
): JwtAuthFeature<'TokenStore'> {
  return jwtAuthFeature('TokenStore', [
    {
      provide: TOKEN_STORE,
      useFactory: () => safeTokenStore(typeof store === 'function' ? store() : store),
    },
    { provide: STORED_SESSION, useValue: createStoredSession },
  ]);
}
