import { DestroyRef, DOCUMENT, inject } from '@angular/core';
import { listen } from '../listen';
import { TOKEN_STORE, type JwtStoredTokens, type LoadedTokens } from '../token/jwt-token-store';
import { sameSubject } from '../token/decode-jwt';
import type { SessionCore, StoredSession } from './session-core';
import { takeUp } from './take-up';

/** Keeps a session in its store; called in an injection context. */
export function createStoredSession(session: SessionCore): StoredSession {
  const store = inject(TOKEN_STORE);
  const { ended } = session;
  /** The session that the store has shown last: of another one it may never have kept anything. */
  let shownSid: string | undefined;

  /** What the store holds; 'over' for the record of a session that has ended. */
  const look = (): LoadedTokens | 'over' => {
    const loaded = store.load();
    if (loaded && ended.has(loaded.sid)) return 'over';
    if (loaded) shownSid = loaded.sid;
    return loaded === null && shownSid !== session.sid ? undefined : loaded;
  };

  const read: StoredSession['read'] = () => {
    const loaded = look();
    return loaded === 'over' ? undefined : loaded;
  };

  const save: StoredSession['save'] = (tokens, replaced) => {
    // Of an app's store nobody knows whether it clears just that session; of ours the removal of
    // a record that is overwritten anyway would look like a sign-out.
    if (replaced && !store.reach) void clear(replaced);
    const saved = store.save(tokens);
    if (replaced && store.reach) void clear(replaced);
    if (shownSid !== tokens.sid) read();
    if (ended.has(tokens.sid)) void clear(tokens.sid); // the app's store signed out in it
    return saved;
  };

  const clear: StoredSession['clear'] = (sid) => {
    if (sid) ended.add(sid);
    // Whoever ended it has cleared it, and somebody may have signed in since.
    else if (look() === 'over') return undefined;
    return store.clear(sid);
  };

  const reread = (): void => {
    if (session.isDestroyed) return;
    const before = session.current();
    const stored = look();
    if (
      stored === 'over' ||
      (stored === null && before && store.hasEnded?.(before.sid) === false)
    ) {
      // A tab that did not know yet has overwritten or removed the record of this session.
      if (before && !session.refresh?.heal()) void save(before);
    } else if (stored === undefined) {
      // It is no news that the store cannot tell.
    } else if (stored?.sid !== before?.sid) {
      replace(session, before, stored);
    } else if (stored && before && stored.seq !== before.seq) {
      if (stored.seq > before.seq) takeUp(session, stored);
      else void save(before); // an older write came later
    }
  };

  const { sync: load } = store;
  const sync = load && (() => load().then(reread));
  const catchUp = (): void => {
    if (sync) void sync();
    else reread();
  };

  listen(inject(DOCUMENT).defaultView, 'pageshow', ({ persisted }) => {
    if (persisted) catchUp(); // in the back/forward cache it heard of nothing
  });
  inject(DestroyRef).onDestroy(store.onExternalChange(reread));

  return {
    restore(start) {
      const begin = (): void => {
        const found = read();
        const isGood = found && (!!session.refresh?.canRefresh(found) || session.isUsable(found));
        if (isGood && session.current() === undefined) session.set(found);
        else start();
        // Never again, even if it cannot be removed.
        if (found && session.sid !== found.sid) ended.add(found.sid);
      };
      if (load) void load().then(begin);
      else begin();
    },
    save,
    clear,
    read,
    reread,
    catchUp,
    sync,
  };
}

/** Goes on with what stands in the store in place of the session before: another one, or none. */
function replace(
  session: SessionCore,
  before: JwtStoredTokens | null | undefined,
  stored: JwtStoredTokens | null,
): void {
  const { epoch } = session;
  const isContinued = before && stored && sameSubject(before, stored);
  if (before && !isContinued) {
    void session.end(stored ? 'session-changed' : 'signed-out', 'elsewhere');
  }
  // A listener may have signed out or in.
  if (!stored || session.epoch !== epoch) return;
  if (isContinued) {
    session.continued = before.sid;
    session.ended.add(before.sid); // an old record does not bring it back
  }
  takeUp(session, stored);
}
