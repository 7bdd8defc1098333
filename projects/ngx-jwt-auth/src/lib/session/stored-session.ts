import { DestroyRef, inject, InjectionToken } from '@angular/core';
import { isPromise } from '../token/is-promise';
import { TOKEN_STORE, type LoadedTokens } from '../token/jwt-token-store';
import type { SessionHost, StoredSession } from '../refresh/session-host';

/** Makes what keeps a session in its store; none where tokens live in memory only. */
export const STORED_SESSION: InjectionToken<(session: SessionHost) => StoredSession> =
  new InjectionToken('STORED_SESSION');

/** Keeps a session in its store; called in an injection context. */
export function createStoredSession(session: SessionHost): StoredSession {
  const store = inject(TOKEN_STORE);
  /** Which sessions ended here: a store that is behind must not bring one back. */
  const ended = new Set<string>();

  const load = (use: (stored: LoadedTokens) => void | Promise<void>): void | Promise<void> => {
    const stored = store.load();
    return isPromise(stored) ? stored.then(use) : use(stored);
  };

  const adopt = (stored: LoadedTokens): void => {
    const before = session.current();
    const isSame = stored?.sid === before?.sid;
    if (stored === undefined || (stored && ended.has(stored.sid))) return;
    if (isSame && (stored?.seq ?? 0) <= (before?.seq ?? 0)) return;
    const { turns } = session;
    if (before && !isSame) void session.end(stored ? 'session-changed' : 'signed-out', 'elsewhere');
    // A listener may have signed out or in.
    if (!stored || session.turns !== turns) return;
    session.set(stored);
    session.refresh?.abandon(); // who waits can go on with this one
    session.emit({ type: isSame ? 'refreshed' : 'signedIn', from: 'elsewhere' });
  };

  const reread: StoredSession['reread'] = (sid) => {
    const before = session.current();
    return load((stored) => {
      if (session.current() !== before) return reread(sid); // what was read is out of date
      // For one session an empty store is no news: it may never have kept anything.
      if (!sid || (stored && sid === session.sid)) adopt(stored);
    });
  };

  const stopListening = store.onExternalChange(() => void reread());
  inject(DestroyRef).onDestroy(stopListening);

  return {
    restore(use) {
      void load((stored) => {
        use(stored ?? null);
        // Never again, even if it cannot be removed.
        if (stored && session.sid !== stored.sid) ended.add(stored.sid);
      });
    },
    save: (tokens) => store.save(tokens),
    clear(sid) {
      if (sid) ended.add(sid);
      return store.clear(sid);
    },
    reread,
  };
}
