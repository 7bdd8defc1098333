import { DOCUMENT, inject } from '@angular/core';
import {
  storeKey,
  type JwtStoredTokens,
  type JwtTokenStore,
  type TokenStoreOptions,
  type KeyedTokenStore,
} from './jwt-token-store';
import { isStoredTokens } from './stored-tokens';

/**
 * A store on top of `localStorage` or `sessionStorage`. It looks the storage up at each use: where
 * cookies are blocked even reading the property throws, and the session handles that.
 */
export function webStorageTokenStore(
  area: 'localStorage' | 'sessionStorage',
  options?: TokenStoreOptions,
): () => JwtTokenStore {
  return () => {
    // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- not used on the server
    const window = inject(DOCUMENT).defaultView!;
    const key = storeKey(options);
    const endedKey = `${key}.ended`;
    const read = (): JwtStoredTokens | null => parse(window[area].getItem(key));

    const store: KeyedTokenStore = {
      key,
      load: () => {
        const tokens = read();
        return tokens?.sid === window[area].getItem(endedKey) ? null : tokens;
      },
      save: (tokens) => {
        window[area].setItem(key, JSON.stringify(tokens));
      },
      clear: (sid) => {
        const tokens = read();
        if (tokens && (sid === undefined || tokens.sid === sid)) window[area].removeItem(key);
        if (sid !== undefined) window[area].setItem(endedKey, sid);
      },
      onExternalChange: (listener) => {
        const onStorage = (event: StorageEvent): void => {
          // A record of another version is left alone, and is no news for this one.
          const isNews = event.key === null || (event.key === key && isOurs(event.newValue));
          if (isNews && event.storageArea === window[area]) listener();
        };
        window.addEventListener('storage', onStorage);
        return () => {
          window.removeEventListener('storage', onStorage);
        };
      },
    };
    return store;
  };
}

function isOurs(json: string | null): boolean {
  return json === null || parse(json) !== null;
}

function parse(json: string | null): JwtStoredTokens | null {
  try {
    const value: unknown = JSON.parse(String(json));
    return isStoredTokens(value) ? value : null;
  } catch {
    return null;
  }
}
