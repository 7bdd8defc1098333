import { devOnly, devThrow } from '../dev-mode';
import type { JwtTokenStore, KeyedTokenStore, LoadedTokens, SessionStore } from './jwt-token-store';
import { storeWarning } from './store-warning';
import { isStoredTokens } from './stored-tokens';

/** Makes a store safe to use: what it loads is validated, and it can throw without harm. */
export function safeTokenStore(store: JwtTokenStore & Partial<KeyedTokenStore>): SessionStore {
  const warn = storeWarning();
  /** Whether there is something that is not ours: a record of another version, say. */
  let isForeign = false;

  const attempt = <T>(call: () => T): T | undefined => {
    try {
      return call();
    } catch {
      warn();
      return undefined;
    }
  };

  return {
    ...store,
    load: () => {
      const tokens: unknown = attempt(() => store.load());
      devOnly(() => {
        if (!(tokens instanceof Promise)) return;
        devThrow(
          'load() of the token store returned a promise. Wrap the store: ' +
            'withTokenStore(asyncTokenStore(store)).',
        );
      });
      isForeign = tokens != null && !isStoredTokens(tokens);
      return isForeign ? undefined : (tokens as LoadedTokens);
    },
    save: (tokens) => {
      // What is not ours stays until somebody signs in.
      if (tokens.seq === 1 || !isForeign) return attempt(() => store.save(tokens));
    },
    clear: (sid) => attempt(() => store.clear(sid)),
    hasEnded: store.hasEnded && ((sid) => attempt(() => store.hasEnded?.(sid)) ?? true),
    onExternalChange: (listener) => {
      const stop = attempt(() => store.onExternalChange?.(listener));
      return () => attempt(() => stop?.());
    },
  };
}
