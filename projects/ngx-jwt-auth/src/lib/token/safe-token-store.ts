import { devOnly, devThrow } from '../dev-mode';
import type { JwtTokenStore, KeyedTokenStore, SessionStore } from './jwt-token-store';
import { storeWarning } from './store-warning';
import { isStoredTokens } from './stored-tokens';

/** Makes a store safe to use: what it loads is validated, and it can throw without harm. */
export function safeTokenStore(store: JwtTokenStore & Partial<KeyedTokenStore>): SessionStore {
  const warn = storeWarning();

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
      checkIsSynchronous(tokens);
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

function checkIsSynchronous(loaded: unknown): void {
  devOnly(() => {
    if (!(loaded instanceof Promise)) return;
    devThrow(
      'load() of the token store returned a promise. Wrap the store: ' +
        'withTokenStore(asyncTokenStore(store)).',
    );
  });
}
