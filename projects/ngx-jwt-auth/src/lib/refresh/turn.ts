import type { Clock } from '../clock';
import { decideClaim, isTaken, type Verdict } from '../tabs/claim';
import { writeRow, type LedgerRow, type LedgerRows, type Pause } from '../tabs/ledger-row';
import type { Held } from '../tabs/tab-lock';
import { isPromise } from '../token/is-promise';
import type { JwtStoredTokens, LoadedTokens } from '../token/jwt-token-store';
import type { Outcome } from './attempt';
import type { BackOff } from './back-off';
import type { SessionHost } from './session-host';
import { isGone, isNews, type StoreView } from './store-view';
import { REFUSAL_DELAY, SETTLE_DELAY, SLACK, STORE_DELAY } from './tab-delays';

/** How long it may take to be coherent where there is no ledger, in ms. */
const LEDGERLESS_DELAY = 50;
const LEDGERLESS_JITTER = 200;
const LEDGERLESS_HOLD = 1_000;

/** How often a tab that was frozen, or that has a slow store, claims anew. */
const MAX_TRIES = 3;

/** The attempt of one tab to refresh, in turn with the others. */
export interface Turn {
  /** Asks to spend the refresh token. */
  claim(): Promise<'granted' | 'refused' | 'transient'>;
  /** Shows and stores what the exchange brought, unless the session is over or further. */
  commit(next: JwtStoredTokens): Promise<Outcome>;
  /** Lets the next one try: after an exchange without a definite answer, or when there was none. */
  release(pause?: Pause): Promise<void>;
  /** Writes down that the server said no, unless the session is over or further. */
  refuse(): Promise<Outcome>;
  /** For how long the lock is kept afterwards, in ms. */
  holdFor: number;
}

/** What the attempts of a session have in common. */
export interface TurnContext {
  readonly session: SessionHost;
  readonly clock: Clock;
  readonly backOff: BackOff;
  readonly view: StoreView;
  /** Who this tab is. */
  readonly owner: string;
  /** For how long a claim stands, in ms. */
  readonly term: number;
  /** Whether there may be a ledger; where not, the lock alone has to do. */
  readonly isLedgered: boolean;
  /** Changes the ledger in one step. */
  readonly update: <T>(change: (rows: LedgerRows) => T) => Promise<T>;
  /** Whether newer tokens than these, which the store does not show, will not come any more. */
  readonly isLost: (tokens: JwtStoredTokens) => boolean;
  /** Ends the session of these tokens in this tab only. */
  readonly end: (tokens: JwtStoredTokens, reason: 'signed-out' | 'superseded') => void;
}

/** Decides with the row of the session and its store in view. */
type Decision<T> = (rows: LedgerRows, row: LedgerRow | undefined, seen: LoadedTokens) => T;

/** A verdict; or the store shows something else than these tokens, or it is not the time. */
type Claim = Verdict | 'news' | 'transient';

/** Begins an attempt to exchange these tokens; `hasWaited` while another tab held the lock. */
export function createTurn(
  { session, clock, backOff, view, owner, term, isLedgered, update, isLost, end }: TurnContext,
  tokens: JwtStoredTokens,
  held: Held,
  hasWaited: boolean,
): Turn {
  const { sid, seq } = tokens;
  let claimedAt: number;

  /**
   * Decides in one step with the ledger, once more when that failed: this tab may have been frozen,
   * and has to see what others wrote meanwhile; or the browser has closed the database.
   */
  const decide = async <T>(decision: Decision<T>): Promise<T> => {
    const seen = await view.look();
    const run = (): Promise<T> =>
      update((rows) => decision(rows, rows.get(sid), view.lookAgain(seen)));
    return run().catch(run);
  };

  /** Decides once, without a ledger all the same. What comes too late waits for the store to show why. */
  const conclude = async (decision: Decision<Outcome>): Promise<Outcome> => {
    let outcome: Outcome | undefined;
    const once: Decision<Outcome> = (...all) => (outcome ??= decision(...all));
    const concluded = await decide(once).catch(async () => {
      if (isLedgered) turn.holdFor = LEDGERLESS_HOLD;
      return once(new Map(), undefined, await view.look());
    });
    if (concluded === 'transient') await view.watch(tokens, STORE_DELAY);
    return concluded;
  };

  const claimOnce = (hasSettled: boolean): Promise<Claim> =>
    decide((rows, row, seen) => {
      if (isNews(seen, tokens)) return 'news';
      const now = (claimedAt = clock.now());
      const verdict = decideClaim(row, { seq, owner, held, now, term, hasSettled });
      if (verdict !== 'granted') return verdict;
      const pause = row?.pause;
      if (pause) backOff.join(tokens, pause);
      // For the pause of an owner that died somebody has waited already.
      if (!row?.owner && backOff.wait(tokens) > 0) return 'transient';
      writeRow(rows, sid, { seq, owner, held: !!held, until: now + term, pause });
      return verdict;
    });

  /** Without a ledger the lock has to do; without both, chance. */
  const claimWithoutLedger = async (error: unknown): Promise<Claim> => {
    if (held === false || (!held && isBlocked(error))) return 'transient';
    if (!held) await view.watch(tokens, Math.random() * LEDGERLESS_JITTER);
    else if (isLedgered) await view.watch(tokens, hasWaited ? SETTLE_DELAY : LEDGERLESS_DELAY);
    claimedAt = clock.now();
    return 'granted';
  };

  /** Whether there are newer tokens, or none of this session. */
  const isAhead = (row: LedgerRow | undefined, seen: LoadedTokens): boolean =>
    isNews(session.current(), tokens) || isNews(seen, tokens) || (!!row && row.seq > seq);

  /** An asynchronous store is written outside of the transaction: a sign-out may have come first. */
  const undo = async (): Promise<void> => {
    const isOver = await update((rows) => rows.get(sid)?.isOver).catch(() => undefined);
    // Not what somebody has signed in with since: an app's store may not look what it clears.
    if (isOver && (session.sid ?? sid) === sid) await session.stored?.clear(sid);
  };

  const turn: Turn = {
    holdFor: 0,

    async claim() {
      let hasSettled = false;
      for (let tries = 0; tries < MAX_TRIES;) {
        if (await view.catchUp(tokens)) return 'transient';
        const claim: Claim = await claimOnce(hasSettled).catch(claimWithoutLedger);
        switch (claim) {
          case 'news':
            break;
          case 'granted':
            // Else this tab was frozen, and somebody else may have taken over.
            if (!isNews(await view.look(), tokens) && clock.now() - claimedAt <= SLACK) {
              return claim;
            }
            tries++;
            break;
          case 'taken':
          case 'settle':
            await view.watch(tokens, SETTLE_DELAY);
            hasSettled = claim === 'settle';
            break;
          case 'over':
            end(tokens, 'signed-out');
            return 'transient';
          case 'behind':
            await view.watch(tokens, STORE_DELAY);
            return 'transient';
          case 'lost':
            if (await view.watch(tokens, STORE_DELAY)) return 'transient';
            // Where the store shows nothing of ours the tokens may live in the memory of that tab.
            if ((await view.look()) && isLost(tokens)) end(tokens, 'superseded');
            return 'transient';
          case 'refused':
          case 'transient':
            return claim;
        }
      }
      // It is not this tab that was frozen so often: the store is slow, and has shown nothing new.
      return 'granted';
    },

    // Who owns the row does not matter: the first valid answer wins.
    commit: (next) =>
      conclude((rows, row, seen) => {
        if (row?.isOver || isGone(seen, sid) || session.sid !== sid) return next;
        if (isAhead(row, seen)) return 'transient';
        session.set(next); // first: the app's store may tell of its own write, or sign out in it
        const saved = session.stored?.save(next);
        if (isPromise(saved)) void saved.then(undo);
        writeRow(rows, sid, { seq: next.seq });
        return 'committed';
      }),

    async release(pause) {
      await update((rows) => {
        if (rows.get(sid)?.owner === owner) writeRow(rows, sid, { seq, pause });
      }).catch(() => undefined);
    },

    async refuse() {
      await view.watch(tokens, REFUSAL_DELAY);
      const outcome = await conclude((rows, row, seen) => {
        if (row?.isOver || isAhead(row, seen) || isTaken(row, owner, clock.now(), term)) {
          return 'transient';
        }
        writeRow(rows, sid, { seq, isRefused: true });
        return 'refused';
      });
      // The answer of another tab that came right after that stands: it is not to be cleared.
      return (await view.catchUp(tokens)) ? 'transient' : outcome;
    },
  };
  return turn;
}

/** Whether a ledger that failed may be had later. */
function isBlocked(error: unknown): boolean {
  return (error as Error).name === 'TimeoutError';
}
