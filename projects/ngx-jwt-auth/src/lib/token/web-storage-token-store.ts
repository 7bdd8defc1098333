import { DOCUMENT, inject } from '@angular/core';
import { CLOCK } from '../clock';
import {
  storeKey,
  type JwtStoredTokens,
  type KeyedTokenStore,
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
  const clock = inject(CLOCK);
  const key = storeKey(options);
  /** A key for each session: tabs that wrote one list at the same time would lose entries. */
  const endedKey = `${key}.ended.`;
  /** Whether somebody has cleared the whole storage: no session is to come back. */
  let isWiped = false;

  const hasEnded = (sid: string): boolean => window[area].getItem(endedKey + sid) !== null;

  const remember = (sid: string): void => {
    if (hasEnded(sid)) return;
    const before = Object.entries<string>(window[area])
      .filter(([name]) => name.startsWith(endedKey))
      .sort(([, one], [, other]) => Number(one) - Number(other));
    window[area].setItem(endedKey + sid, String(clock.now()));
    // The new one stays, also when the clock was set back.
    for (const [name] of before.slice(0, 1 - MOST_ENDED)) window[area].removeItem(name);
  };

  return {
    key,
    reach: area === 'sessionStorage' ? 'tab' : 'browser',
    load: () => {
      const tokens = read(window[area], key);
      return tokens && hasEnded(tokens.sid) ? null : tokens;
    },
    save: (tokens) => {
      isWiped = false;
      window[area].setItem(key, JSON.stringify(tokens));
    },
    clear: (sid) => {
      try {
        // First: whoever sees the removal, or what a slower tab writes after it, sees this.
        if (sid !== undefined) remember(sid);
      } finally {
        const tokens = read(window[area], key);
        // What is not ours is left alone, and what is old: it may hide the record of another session.
        const isMeant =
          isStoredTokens(tokens) && (sid ? tokens.sid === sid : !hasEnded(tokens.sid));
        if (isMeant) window[area].removeItem(key);
      }
    },
    hasEnded: (sid) => isWiped || hasEnded(sid),
    onExternalChange: (listener) => {
      const onStorage = (event: StorageEvent): void => {
        const { key: changed, storageArea } = event;
        if (storageArea !== window[area]) return;
        // The mark of a session that ended comes alone where an own record hides the other's.
        if (changed !== null && changed !== key && !changed.startsWith(endedKey)) return;
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

/** Gives whatever there is; the safe store around it validates. */
function read(storage: Storage, key: string): JwtStoredTokens | null {
  const json = storage.getItem(key);
  try {
    return JSON.parse(json ?? 'null') as JwtStoredTokens | null;
  } catch {
    return json as never; // it is not ours
  }
}
