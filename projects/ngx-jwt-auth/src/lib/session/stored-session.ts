import { DestroyRef, DOCUMENT, inject, InjectionToken } from '@angular/core';
import { listen } from '../listen';
import { chain } from '../token/chain';
import { isPromise } from '../token/is-promise';
import { TOKEN_STORE, type LoadedTokens } from '../token/jwt-token-store';
import { sameSubject } from '../token/same-subject';
import type { SessionHost, StoredSession } from '../refresh/session-host';

/** Makes what keeps a session in its store; none where tokens live in memory only. */
export const STORED_SESSION: InjectionToken<(session: SessionHost) => StoredSession> =
  new InjectionToken('');

/** Keeps a session in its store; called in an injection context. */
export function createStoredSession(session: SessionHost): StoredSession {
  const store = inject(TOKEN_STORE);
  const { ended } = session;
  /** The session that the store was seen to hold: of another one it may never have kept anything. */
  let held: string | undefined;

  const look: StoredSession['look'] = () =>
    chain(store.load(), (loaded) => {
      if (loaded && ended.has(loaded.sid)) return undefined;
      if (loaded) held = loaded.sid;
      return loaded === null && held !== session.sid ? undefined : loaded;
    });

  const adopt = (stored: LoadedTokens): void => {
    const before = session.current();
    const isSame = stored?.sid === before?.sid;
    if (stored === undefined) return;
    if (isSame && (stored?.seq ?? 0) <= (before?.seq ?? 0)) return;
    if (before && !isSame && session.refresh?.defend(before, stored)) return;
    const { turns } = session;
    const isContinued = before && stored && !isSame && sameSubject(before, stored);
    if (before && !isSame && !isContinued) {
      void session.end(stored ? 'session-changed' : 'signed-out', 'elsewhere');
    }
    // A listener may have signed out or in.
    if (!stored || session.turns !== turns) return;
    if (isContinued) {
      session.previous = before;
      session.continued = before.sid;
      ended.add(before.sid); // a store that is behind does not bring it back
    }
    session.set(stored);
    session.refresh?.abandon(); // who waits can go on with this one
    session.emit({ type: isSame ? 'refreshed' : 'signedIn', from: 'elsewhere' });
  };

  const reread = (): void | Promise<void> => {
    const before = session.current();
    return chain(look(), (stored) => {
      if (session.current() !== before) return reread(); // what was read is out of date
      adopt(stored);
    });
  };

  const clear: StoredSession['clear'] = (sid) => {
    if (sid) ended.add(sid);
    return store.clear(sid);
  };

  listen(inject(DOCUMENT).defaultView, 'pageshow', ({ persisted }) => {
    if (persisted) void reread(); // in the back/forward cache it heard of nothing
  });
  inject(DestroyRef).onDestroy(store.onExternalChange(() => void reread()));

  return {
    restore(start) {
      void chain(look(), (stored) => {
        if (
          stored &&
          session.current() === undefined &&
          (session.refresh?.canRefresh(stored) || session.isUsable(stored))
        ) {
          session.set(stored);
        } else start();
        // Never again, even if it cannot be removed.
        if (stored && session.sid !== stored.sid) ended.add(stored.sid);
      });
    },
    save(tokens, replaced) {
      // Of an app's store nobody knows whether it clears just that session; of ours the removal of
      // a record that is overwritten anyway would look like a sign-out.
      if (replaced && !store.reach) void clear(replaced);
      const saved = store.save(tokens);
      if (replaced && store.reach) void clear(replaced);
      if (!isPromise(saved)) void look(); // whether it is held
      if (ended.has(tokens.sid)) void clear(tokens.sid); // the app's store signed out in it
      return saved;
    },
    clear,
    reread,
    look,
  };
}
