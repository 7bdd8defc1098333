import { createTabRules } from '../tabs/create-tab-rules';
import type { JwtTokenStoreKind } from './jwt-token-store-kind';
import { webStorageTokenStore } from './web-storage-token-store';

/**
 * Keeps the tokens in `sessionStorage`: the session survives a reload, belongs to one tab and ends
 * with it. Any script that runs in the page can read it.
 *
 * @param options `key`: the key of the record, default `'ngx-jwt-auth'`; two apps on one origin need two.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth({}, withTokenStore(sessionStorageTokenStore()));
 * ```
 *
 * @see {@link withTokenStore}
 * @publicApi
 */
export function sessionStorageTokenStore(options?: { readonly key?: string }): JwtTokenStoreKind {
  return {
    ɵcreate: () => webStorageTokenStore('sessionStorage', options),
    ɵtabRules: createTabRules,
  };
}
