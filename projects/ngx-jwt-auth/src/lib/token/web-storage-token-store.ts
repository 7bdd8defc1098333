import { DOCUMENT, inject } from '@angular/core';
import {
  storeKey,
  type JwtStoredTokens,
  type LoadedTokens,
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
    /** Undefined when there is something that is not ours: a record of another version, say. */
    const read = (): LoadedTokens => parse(window[area].getItem(key));

    const store: KeyedTokenStore = {
      key,
      reach: area === 'sessionStorage' ? 'tab' : 'browser',
      load: () => {
        const tokens = read();
        const isEnded = tokens?.sid === window[area].getItem(endedKey);
        // The safe store around it knows what to make of undefined.
        return isEnded ? null : (tokens as JwtStoredTokens | null);
      },
      save: (tokens) => {
        // What is not ours stays until somebody signs in.
        if (tokens.seq > 1 && read() === undefined) return;
        window[area].setItem(key, JSON.stringify(tokens));
      },
      clear: (sid) => {
        try {
          // First: whoever sees the removal, or what a slower tab writes after it, sees this.
          if (sid !== undefined) window[area].setItem(endedKey, sid);
        } finally {
          const tokens = read();
          if (tokens && (sid === undefined || tokens.sid === sid)) window[area].removeItem(key);
        }
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
  return parse(json) !== undefined;
}

function parse(json: string | null): LoadedTokens {
  if (json === null) return null;
  try {
    const value: unknown = JSON.parse(json);
    return isStoredTokens(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
