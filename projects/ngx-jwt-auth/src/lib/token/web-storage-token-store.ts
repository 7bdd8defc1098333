import { DOCUMENT, inject } from '@angular/core';
import {
  storeKey,
  type JwtStoredTokens,
  type KeyedTokenStore,
  type LoadedTokens,
  type TokenStoreOptions,
} from './jwt-token-store';
import { isStoredTokens } from './stored-tokens';

/** How many sessions that have ended are remembered: as many as slow tabs may still write. */
const MOST_ENDED = 8;

/**
 * A store on top of `localStorage` or `sessionStorage`. It looks the storage up at each use: where
 * cookies are blocked even reading the property throws, and the session handles that.
 */
export function webStorageTokenStore(
  area: 'localStorage' | 'sessionStorage',
  options?: TokenStoreOptions,
): KeyedTokenStore {
  // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- not used on the server
  const window = inject(DOCUMENT).defaultView!;
  const key = storeKey(options);
  /** A key for each session: tabs that wrote one list at the same time would lose entries. */
  const endedKey = `${key}.ended.`;
  /** Whether there is something that is not ours: a record of another version, say. */
  let isForeign = false;
  /** Whether somebody has cleared the whole storage: no session is to come back. */
  let isWiped = false;

  const hasEnded = (sid: string): boolean => window[area].getItem(endedKey + sid) !== null;

  const remember = (sid: string): void => {
    if (hasEnded(sid)) return;
    window[area].setItem(endedKey + sid, String(Date.now()));
    const ended = Object.entries<string>(window[area])
      .filter(([name]) => name.startsWith(endedKey))
      .sort(([, one], [, other]) => Number(one) - Number(other));
    for (const [name] of ended.slice(0, -MOST_ENDED)) window[area].removeItem(name);
  };

  return {
    key,
    reach: area === 'sessionStorage' ? 'tab' : 'browser',
    load: () => {
      const tokens = parse(window[area].getItem(key));
      isForeign = tokens === undefined;
      // The safe store around it knows what to make of undefined.
      return tokens && hasEnded(tokens.sid) ? null : (tokens as JwtStoredTokens | null);
    },
    save: (tokens) => {
      // What is not ours stays until somebody signs in.
      if (tokens.seq > 1 && isForeign) return;
      isWiped = false;
      window[area].setItem(key, JSON.stringify(tokens));
    },
    clear: (sid) => {
      try {
        // First: whoever sees the removal, or what a slower tab writes after it, sees this.
        if (sid !== undefined) remember(sid);
      } finally {
        const tokens = parse(window[area].getItem(key));
        if (tokens && (sid === undefined || tokens.sid === sid)) window[area].removeItem(key);
      }
    },
    hasEnded: (sid) => isWiped || hasEnded(sid),
    onExternalChange: (listener) => {
      const onStorage = (event: StorageEvent): void => {
        const { key: changed, newValue, storageArea } = event;
        if (storageArea !== window[area]) return;
        // A record of another version is left alone, and is no news for this one.
        if (changed !== null && (changed !== key || parse(newValue) === undefined)) return;
        isWiped = changed === null;
        listener();
      };
      window.addEventListener('storage', onStorage);
      return () => {
        window.removeEventListener('storage', onStorage);
      };
    },
  };
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
