import { createTabRules } from '../tabs/create-tab-rules';
import type { JwtTokenStore } from './jwt-token-store';
import type { JwtTokenStoreKind } from './jwt-token-store-kind';

/**
 * Makes a store of your own one for {@link withTokenStore}.
 *
 * @param store The store, or a function that makes it in an injection context.
 *
 * @usageNotes
 * ```ts
 * const record = signal<JwtStoredTokens | null>(null);
 * provideJwtAuth(
 *   {},
 *   withTokenStore(
 *     customTokenStore({
 *       load: () => record(),
 *       save: (tokens) => record.set(tokens),
 *       clear: (sid) => {
 *         if (!sid || record()?.sid === sid) record.set(null);
 *       },
 *     }),
 *   ),
 * );
 * ```
 *
 * @see {@link asyncTokenStore} for a store whose methods return promises
 * @publicApi
 */
export function customTokenStore(store: JwtTokenStore | (() => JwtTokenStore)): JwtTokenStoreKind {
  return {
    ɵcreate: typeof store === 'function' ? store : () => store,
    ɵtabRules: createTabRules,
  };
}
