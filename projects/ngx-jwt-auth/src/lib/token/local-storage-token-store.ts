import type { JwtTokenStore, JwtTokenStoreOptions } from './jwt-token-store';
import { webStorageTokenStore } from './web-storage-token-store';

/**
 * Keeps the tokens in `localStorage`: the session survives a reload and is shared by all tabs. Any
 * script that runs in the page can read it.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth({}, withTokenStore(localStorageTokenStore({ key: 'movies' })));
 * ```
 *
 * @see {@link withTokenStore}
 * @publicApi
 */
export function localStorageTokenStore(options?: JwtTokenStoreOptions): () => JwtTokenStore {
  return webStorageTokenStore('localStorage', options);
}
