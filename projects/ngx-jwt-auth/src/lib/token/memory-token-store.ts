import {
  storeKey,
  type JwtStoredTokens,
  type JwtTokenStore,
  type KeyedTokenStore,
} from './jwt-token-store';

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
export function memoryTokenStore(options?: { readonly key?: string }): () => JwtTokenStore {
  return () => {
    let record: JwtStoredTokens | null = null;
    const store: KeyedTokenStore = {
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
    return store;
  };
}
