import { inject } from '@angular/core';
import { CLOCK } from '../clock';
import { OWN } from '../own';
import { LEDGER } from '../tabs/ledger';
import { writeRow, type LedgerRow } from '../tabs/ledger-row';
import { TAB_LOCK } from '../tabs/tab-lock';
import { isPromise } from '../token/is-promise';
import { storeKey, TOKEN_STORE, type JwtStoredTokens } from '../token/jwt-token-store';
import type { BackOff } from './back-off';
import { endElsewhere } from './end-elsewhere';
import type { SessionHost } from './session-host';
import type { Sleeper } from './sleeper';
import { createStoreView } from './store-view';
import { SLACK, STORE_DELAY } from './tab-delays';
import { createTurn, type Turn, type TurnContext } from './turn';

/** From when on newer tokens that the store never showed are taken for lost, in ms. */
const LOST_AFTER = 10_000;

/** A lock that took longer than this, in ms, was held by another tab. */
const UNCONTENDED = 20;

/** What the tabs that share a session agree on before one of them spends its refresh token. */
export interface Turns {
  /** Runs an attempt while no other tab does, as far as that can be had. */
  take<T>(tokens: JwtStoredTokens, attempt: (turn: Turn) => Promise<T>): Promise<T>;
  /** Saves the tokens of a sign-in; the session that they replace ends in all tabs. */
  open(tokens: JwtStoredTokens, replaced: string | undefined): void | Promise<void>;
  /** Ends a session in all tabs. */
  close(sid: string): Promise<void>;
  /**
   * Whether what the store shows instead of these tokens was written for the session that they have
   * just replaced, by a tab that did not know yet: then they are saved again.
   */
  defend(tokens: JwtStoredTokens, stored: JwtStoredTokens | null): boolean;
}

/** Of a session that is over nothing else counts. */
const OVER: LedgerRow = { seq: 0, isOver: true };

/**
 * Makes the tabs take turns; called in an injection context. Undefined where no other tab can have
 * the same refresh token.
 */
export function createTurns(
  session: SessionHost,
  isCookie: boolean,
  timeout: number,
  backOff: BackOff,
  sleeper: Sleeper,
): Turns | undefined {
  const store = inject(TOKEN_STORE, OWN);
  if (!isCookie && (!store || store.reach === 'page')) return undefined;

  const clock = inject(CLOCK);
  const lock = inject(TAB_LOCK);
  const ledger = inject(LEDGER);
  const name = storeKey(store);
  const isPrivate = store?.reach === 'tab';
  const term = timeout + SLACK;
  const view = createStoreView(session, clock, sleeper);
  /** The last sign-in that took the place of another session, and when. */
  let takeover: { sid: string; replaced: string; at: number; isDefended?: true } | undefined;
  /** Tokens of which there are newer ones that the store did not show, and since when. */
  let behind: { readonly tokens: JwtStoredTokens; readonly since: number } | undefined;

  // Every tab sends the newest cookie, whatever it has seen: for a cookie the lock is enough.
  const isLedgered = !isCookie;
  const update: TurnContext['update'] = (change) =>
    isLedgered ? ledger(name, change) : Promise.reject(new DOMException());

  /** Not when the app is gone: the next one may have stored another session. */
  const saveAgain = (sid: string): void => {
    const now = session.current();
    if (now?.sid === sid && !session.isDestroyed) void session.stored?.save(now);
  };

  const context: TurnContext = {
    session,
    clock,
    backOff,
    view,
    owner: crypto.getRandomValues(new Uint32Array(2)).join('-'),
    term,
    isLedgered,
    update,
    isLost(tokens) {
      if (isPrivate) return true;
      if (behind?.tokens !== tokens) behind = { tokens, since: clock.now() };
      return clock.now() - behind.since >= LOST_AFTER;
    },
    end({ sid }, reason) {
      if (session.sid === sid) endElsewhere(session, reason, isPrivate);
    },
  };

  return {
    take(tokens, attempt) {
      const asked = clock.now();
      return new Promise((resolve, reject) => {
        // There is one cookie, whatever the session; else one session does not wait for another.
        lock(isCookie ? name : `${name}.${tokens.sid}`, term, async (held) => {
          const turn = createTurn(context, tokens, held, clock.now() - asked > UNCONTENDED);
          const result = await attempt(turn);
          if (turn.holdFor) {
            resolve(result); // nobody waits for what only keeps the others away
            await new Promise<void>((release) => clock.after(turn.holdFor, release));
          }
          return result;
        }).then(resolve, reject);
      });
    },

    open(tokens, replaced) {
      const { sid } = tokens;
      const old = replaced ?? view.lookAgain(undefined)?.sid ?? session.previous?.sid;
      const saved = session.stored?.save(tokens, replaced);
      takeover = old === undefined ? undefined : { sid, replaced: old, at: clock.now() };
      const written = update((rows) => {
        // A copy of a private store may live on in another tab.
        if (old !== undefined && !isPrivate) writeRow(rows, old, OVER);
        if (rows.has(sid)) return; // another tab has signed it out, or refreshed it
        writeRow(rows, sid, { seq: tokens.seq });
        if (!isPromise(saved)) saveAgain(sid);
      }).catch(() => undefined);
      // Both: the app may leave the page as soon as the sign-in is done.
      return written.then(() => saved);
    },

    close: (sid) =>
      update((rows) => {
        writeRow(rows, sid, OVER);
        // Again: another tab may have written it since. Not where there may be the record of another
        // session: what is seen here may be old, and an app's store may not look what it clears.
        const isReplaced = [...rows.values()].some(({ isOver }) => !isOver);
        if (store?.reach && !isReplaced) void session.stored?.clear(sid);
      }).catch(() => undefined),

    defend({ sid, seq }, stored) {
      const own = takeover;
      if (own?.sid !== sid || clock.now() - own.at > STORE_DELAY) return false;
      if (stored && stored.sid !== own.replaced) return false;
      if (own.isDefended) return true; // what it was before is looked at more than once
      own.isDefended = true;
      const save = (row?: LedgerRow): boolean => {
        // Another tab has refreshed these: what it stored is on its way.
        if (row && !row.isOver && row.seq > seq) return true;
        if (!row?.isOver) saveAgain(sid);
        return false;
      };
      void update((rows) => save(rows.get(sid)))
        .catch(() => save())
        .then((isOnItsWay) => {
          if (isOnItsWay) return undefined;
          if (takeover === own) takeover = undefined; // once: who insists is right
          return session.stored?.reread();
        });
      return true;
    },
  };
}
