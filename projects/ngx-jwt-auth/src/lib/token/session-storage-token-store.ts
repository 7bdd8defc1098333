import type { JwtTokenStore, JwtTokenStoreOptions } from './jwt-token-store';
import { webStorageTokenStore } from './web-storage-token-store';

/**
 * Keeps the tokens in `sessionStorage`: the session survives a reload, belongs to one tab and ends
 * with it. Any script that runs in the page can read it.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth({}, withTokenStore(sessionStorageTokenStore()));
 * ```
 *
 * @see {@link withTokenStore}
 * @publicApi
 */
export function sessionStorageTokenStore(options?: JwtTokenStoreOptions): () => JwtTokenStore {
  return webStorageTokenStore('sessionStorage', options);
}
