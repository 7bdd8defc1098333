import { devOnly, devWarn } from '../dev-mode';
import type { JwtTokenStore, KeyedTokenStore, SessionStore } from './jwt-token-store';
import { isStoredTokens } from './stored-tokens';

/** Makes a store safe to use: what it loads is validated, and it can throw without harm. */
export function safeTokenStore(store: JwtTokenStore & Partial<KeyedTokenStore>): SessionStore {
  let isWarned = false;

  const attempt = <T>(call: () => T): T | undefined => {
    try {
      return call();
    } catch {
      devOnly(() => {
        if (isWarned) return;
        isWarned = true;
        devWarn(
          'The token store failed (cookies blocked, quota exceeded, or no answer in time). The ' +
            'session lives in memory: it works, and a reload signs out.',
        );
      });
      return undefined;
    }
  };

  return {
    ...store,
    load: () => {
      const tokens: unknown = attempt(() => store.load());
      return tokens === null || isStoredTokens(tokens) ? tokens : undefined;
    },
    save: (tokens) => attempt(() => store.save(tokens)),
    clear: (sid) => attempt(() => store.clear(sid)),
    hasEnded: store.hasEnded && ((sid) => attempt(() => store.hasEnded?.(sid)) ?? true),
    onExternalChange: (listener) => {
      const stop = attempt(() => store.onExternalChange?.(listener));
      return () => attempt(() => stop?.());
    },
  };
}
