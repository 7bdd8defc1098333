import { createTabRules } from '../tabs/create-tab-rules';
import type { JwtTokenStoreKind } from './jwt-token-store-kind';
import { webStorageTokenStore } from './web-storage-token-store';

/**
 * Keeps the tokens in `localStorage`: the session survives a reload and is shared by all tabs. Any
 * script that runs in the page can read it.
 *
 * @param options `key`: the key of the record, default `'ngx-jwt-auth'`; two apps on one origin need two.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth({}, withTokenStore(localStorageTokenStore({ key: 'movies' })));
 * ```
 *
 * @see {@link withTokenStore}
 * @publicApi
 */
export function localStorageTokenStore(options?: { readonly key?: string }): JwtTokenStoreKind {
  return {
    ɵcreate: () => webStorageTokenStore('localStorage', options),
    ɵtabRules: createTabRules,
  };
}
