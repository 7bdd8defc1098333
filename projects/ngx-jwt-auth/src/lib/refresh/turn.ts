import type { Clock } from '../clock';
import { decideClaim, isTaken, type Verdict } from '../tabs/claim';
import {
  readPause,
  writeRow,
  type LedgerRow,
  type LedgerRows,
  type Pause,
} from '../tabs/ledger-row';
import type { Held } from '../tabs/tab-lock';
import { isPromise } from '../token/is-promise';
import type { JwtStoredTokens, LoadedTokens } from '../token/jwt-token-store';
import type { BackOff } from './back-off';
import { isCurrent } from './is-current';
import type { SessionHost } from './session-host';
import { isGone, isNews, type StoreView } from './store-view';

/** How long an attempt may take on top of its exchange, in ms; then it asks anew. */
export const SLACK = 2_000;

/** The term of another tab, which may have another timeout, is believed up to this, in ms. */
const LONGEST_TERM = 62_000;

/** How long the store may take to show what the ledger knows of, in ms, */
export const STORE_DELAY = 2_000;
/** what a tab that died has written, */
const SETTLE_DELAY = 1_000;
/** and the success of another tab that explains a refusal. */
const REFUSAL_DELAY = 250;

/** How long it may take to be coherent where there is no ledger, in ms. */
const LEDGERLESS_DELAY = 50;
const LEDGERLESS_JITTER = 200;
const LEDGERLESS_HOLD = 1_000;

/** How often a tab that was frozen, or that has a slow store, claims anew. */
const MAX_TRIES = 3;

/** The attempt of one tab to refresh, in turn with the others. */
export interface Turn {
  /** For how long the lock is kept afterwards, in ms. */
  holdFor: number;
  /**
   * Asks to spend the refresh token: `granted`; `settled`, there is nothing left to do, the session
   * shows why; `refused`, the server said no already; or `unavailable` for now.
   */
  claim(): Promise<'granted' | 'settled' | 'refused' | 'unavailable'>;
  /** Shows and stores what the exchange brought, unless the session is over or further. */
  commit(next: JwtStoredTokens): Promise<'committed' | 'over' | 'late'>;
  /** Lets the next one try after an exchange without a definite answer. */
  release(pause: Pause): Promise<void>;
  /** Writes down that the server said no; `isKept` says whether the access token is used to its end. */
  refuse(isKept: () => boolean): Promise<'over' | 'refused' | 'late'>;
}

/** What the attempts of a session have in common. */
export interface TurnContext {
  readonly session: SessionHost;
  readonly clock: Clock;
  readonly backOff: BackOff;
  readonly view: StoreView;
  /** For how long a claim stands, in ms. */
  readonly term: number;
  /** Whether there is one; where not, the lock alone has to do. */
  readonly isLedgered: boolean;
  /** Changes the ledger in one step. */
  readonly update: <T>(change: (rows: LedgerRows) => T) => Promise<T>;
  /** Whether newer tokens than these, which the store does not show, will not come any more. */
  readonly isLost: (tokens: JwtStoredTokens) => boolean;
  /** Ends the session of these tokens in this tab only. */
  readonly end: (tokens: JwtStoredTokens, reason: 'signed-out' | 'superseded') => void;
}

/** Begins an attempt to exchange these tokens; `hasWaited`: for a lock that another tab held. */
export function createTurn(
  { session, clock, backOff, view, term, isLedgered, update, isLost, end }: TurnContext,
  tokens: JwtStoredTokens,
  held: Held,
  hasWaited: boolean,
): Turn {
  const { sid, seq } = tokens;
  const owner = crypto.getRandomValues(new Uint32Array(2)).join('-');
  let claimedAt: number;

  /** A ledger that is late may mean that this tab was frozen: then it would miss what others wrote. */
  const updateOrRetry: typeof update = (change) =>
    update(change).catch((error: unknown) => {
      if (isBlocked(error)) return update(change);
      throw error;
    });

  const claimOnce = async (hasSettled: boolean): Promise<Verdict | undefined> => {
    const seen = await view.look();
    return updateOrRetry((rows) => {
      if (isNews(view.lookAgain(seen), tokens)) return undefined;
      const row = rows.get(sid);
      const now = (claimedAt = clock.now());
      const { awakeSince } = backOff;
      const verdict = decideClaim(row, {
        seq,
        owner,
        held,
        now,
        term: Math.max(term, LONGEST_TERM),
        hasSettled,
        awakeSince,
      });
      if (verdict.is === 'granted') {
        const pause = readPause(row, now);
        writeRow(rows, sid, { seq, owner, held: !!held, until: now + term, pause });
        if (pause) backOff.join(tokens, pause);
      }
      return verdict;
    });
  };

  /** Whether there are newer tokens, or none of this session. */
  const isAhead = (row: LedgerRow | undefined, seen: LoadedTokens): boolean =>
    !isCurrent(session, tokens) || isNews(seen, tokens) || (!!row && row.seq > seq);

  /** Without a ledger the lock has to do; without both, chance. */
  const claimWithoutLedger = async (error: unknown): Promise<boolean> => {
    if (held === false || (!held && isBlocked(error))) return false;
    turn.holdFor = LEDGERLESS_HOLD;
    const delay = hasWaited ? SETTLE_DELAY : LEDGERLESS_DELAY;
    await view.watch(tokens, held ? delay : Math.random() * LEDGERLESS_JITTER);
    claimedAt = clock.now();
    return true;
  };

  /**
   * Decides with the ledger and the store in view, in one step; without a ledger all the same. What
   * comes too late waits for the store to show why.
   */
  const decide = async <T extends string>(
    decision: (rows: LedgerRows, row: LedgerRow | undefined, seen: LoadedTokens) => T,
  ): Promise<T> => {
    const seen = await view.look();
    let result: T | undefined;
    const run = (rows: LedgerRows): T =>
      (result = decision(rows, rows.get(sid), view.lookAgain(seen)));
    const decided = await updateOrRetry((rows) => result ?? run(rows)).catch(
      () => result ?? run(new Map()),
    );
    if (decided === 'late') await view.watch(tokens, STORE_DELAY);
    return decided;
  };

  /** An asynchronous store is written outside of the transaction: a sign-out may have come first. */
  const undo = async (): Promise<void> => {
    const isOver = await update((rows) => rows.get(sid)?.isOver).catch(() => undefined);
    // Not what somebody has signed in with since: an app's store may not look what it clears.
    if (isOver && (session.sid ?? sid) === sid) await session.stored?.clear(sid);
  };

  const turn: Turn = {
    holdFor: 0,

    async claim() {
      if (!isLedgered) {
        if (held === false) return 'unavailable';
        if (!held) await view.watch(tokens, Math.random() * LEDGERLESS_JITTER);
      }
      let hasSettled = false;
      for (let tries = 0; tries < MAX_TRIES;) {
        if (await view.catchUp(tokens)) return 'settled';
        let verdict: Verdict | undefined;
        try {
          verdict = await claimOnce(hasSettled);
        } catch (error) {
          if (!(await claimWithoutLedger(error))) return 'unavailable';
          verdict = { is: 'granted' };
        }
        switch (verdict?.is) {
          case undefined:
            break; // the store shows something new
          case 'over':
            end(tokens, 'signed-out');
            return 'settled';
          case 'refused':
            return 'refused';
          case 'paused':
            backOff.join(tokens, verdict.pause);
            return 'unavailable';
          case 'behind':
            if (await view.watch(tokens, STORE_DELAY)) return 'settled';
            // Where the store shows nothing of ours the tokens may live in the memory of that tab.
            if (verdict.isOwned || !(await view.look()) || !isLost(tokens)) return 'unavailable';
            end(tokens, 'superseded');
            return 'settled';
          case 'settle':
            await view.watch(tokens, SETTLE_DELAY);
            hasSettled = true;
            break;
          case 'taken':
            await view.watch(tokens, Math.min(verdict.until - clock.now() + 50, 1_000));
            break;
          case 'granted':
            // Else this tab was frozen, and somebody else may have taken over.
            if (!isNews(await view.look(), tokens) && clock.now() - claimedAt <= SLACK) {
              return isCurrent(session, tokens) ? 'granted' : 'settled';
            }
            tries++;
        }
      }
      // It is not this tab that was frozen so often: the store is slow, and has shown nothing new.
      return 'granted';
    },

    // Who owns the row does not matter: the first valid answer wins.
    commit: (next) =>
      decide((rows, row, seen) => {
        if (row?.isOver || isGone(seen, sid) || session.sid !== sid) return 'over';
        if (isAhead(row, seen)) return 'late';
        const saved = session.stored?.save(next);
        if (isPromise(saved)) void saved.then(undo);
        session.set(next);
        writeRow(rows, sid, { seq: next.seq });
        return 'committed';
      }),

    async release(pause) {
      await update((rows) => {
        if (rows.get(sid)?.owner === owner) writeRow(rows, sid, { seq, pause });
      }).catch(() => undefined);
    },

    async refuse(isKept) {
      if (await view.watch(tokens, REFUSAL_DELAY)) return 'late';
      return decide((rows, row, seen) => {
        if (row?.isOver || isAhead(row, seen) || isTaken(row, owner, clock.now(), LONGEST_TERM)) {
          return 'late';
        }
        const isToBeUsed = isKept();
        if (!isToBeUsed) void session.stored?.clear(sid);
        writeRow(rows, sid, isToBeUsed ? { seq, isRefused: true } : { seq, isOver: true });
        return isToBeUsed ? 'refused' : 'over';
      });
    },
  };
  return turn;
}

/** Whether a ledger that failed may be had later. */
function isBlocked(error: unknown): boolean {
  return (error as Error).name === 'TimeoutError';
}
