import { storeKey, type JwtStoredTokens, type KeyedTokenStore } from './jwt-token-store';
import type { JwtTokenStoreKind } from './jwt-token-store-kind';

/**
 * Keeps the tokens in memory only: the default, and out of reach of anything but running code. A
 * reload signs out, unless the refresh token is an HttpOnly cookie.
 *
 * @param options `key`: the key of the record, default `'ngx-jwt-auth'`; two apps on one origin need two.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth({}, withTokenStore(memoryTokenStore()), withCookieRefresh('/auth/refresh'));
 * ```
 *
 * @see {@link withTokenStore}
 * @publicApi
 */
export function memoryTokenStore(options?: { readonly key?: string }): JwtTokenStoreKind {
  const create = (): KeyedTokenStore => {
    let record: JwtStoredTokens | null = null;
    return {
      key: storeKey(options),
      reach: 'page',
      load: () => record,
      save: (tokens) => {
        record = tokens;
      },
      clear: (sid) => {
        if (sid === undefined || record?.sid === sid) record = null;
      },
    };
  };
  return { ɵcreate: create };
}
