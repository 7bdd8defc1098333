import type { Clock } from '../clock';
import { isTaken } from '../tabs/claim';
import { writeRow, type LedgerRow, type LedgerRows, type Pause } from '../tabs/ledger-row';
import type { Held } from '../tabs/tab-lock';
import { isPromise } from '../token/is-promise';
import type { JwtStoredTokens, LoadedTokens } from '../token/jwt-token-store';
import type { Outcome } from './attempt';
import type { BackOff } from './back-off';
import { createClaim } from './claim-tokens';
import { isCurrent } from './is-current';
import type { SessionHost } from './session-host';
import { isGone, isNews, type StoreView } from './store-view';
import { REFUSAL_DELAY, STORE_DELAY } from './tab-delays';
import { updateOrRetry, type UpdateLedger } from './update-ledger';

/** The attempt of one tab to refresh, in turn with the others. */
export interface Turn {
  /** For how long the lock is kept afterwards, in ms. */
  holdFor: number;
  /** Asks to spend the refresh token. */
  claim(): Promise<'granted' | 'refused' | 'transient'>;
  /** Shows and stores what the exchange brought, unless the session is over or further. */
  commit(next: JwtStoredTokens): Promise<Outcome>;
  /** Lets the next one try after an exchange without a definite answer. */
  release(pause: Pause): Promise<void>;
  /** Writes down that the server said no, unless the session is over or further. */
  refuse(): Promise<Outcome>;
}

/** What the attempts of a session have in common. */
export interface TurnContext {
  readonly session: SessionHost;
  readonly clock: Clock;
  readonly backOff: BackOff;
  readonly view: StoreView;
  /** For how long a claim stands, in ms. */
  readonly term: number;
  /** For how long that of another tab is believed to stand. */
  readonly longestTerm: number;
  /** Whether there may be a ledger; where not, the lock alone has to do. */
  readonly isLedgered: boolean;
  readonly update: UpdateLedger;
  /** Whether newer tokens than these, which the store does not show, will not come any more. */
  readonly isLost: (tokens: JwtStoredTokens) => boolean;
  /** Ends the session of these tokens in this tab only. */
  readonly end: (tokens: JwtStoredTokens, reason: 'signed-out' | 'superseded') => void;
}

/** Who makes an attempt. */
export interface TurnHolder {
  readonly owner: string;
  readonly held: Held;
  /** Whether it waited for the lock while another tab held it. */
  readonly hasWaited: boolean;
}

/** Begins an attempt to exchange these tokens. */
export function createTurn(
  context: TurnContext,
  tokens: JwtStoredTokens,
  held: Held,
  hasWaited: boolean,
): Turn {
  const { session, clock, view, longestTerm, update } = context;
  const { sid, seq } = tokens;
  const owner = crypto.getRandomValues(new Uint32Array(2)).join('-');

  /** Whether there are newer tokens, or none of this session. */
  const isAhead = (row: LedgerRow | undefined, seen: LoadedTokens): boolean =>
    !isCurrent(session, tokens) || isNews(seen, tokens) || (!!row && row.seq > seq);

  /**
   * Decides once, with the ledger and the store in view, in one step; without a ledger all the same.
   * What comes too late waits for the store to show why.
   */
  const decide = async (
    decision: (rows: LedgerRows, row: LedgerRow | undefined, seen: LoadedTokens) => Outcome,
  ): Promise<Outcome> => {
    const seen = await view.look();
    let outcome: Outcome | undefined;
    const once = (rows: LedgerRows): Outcome =>
      (outcome ??= decision(rows, rows.get(sid), view.lookAgain(seen)));
    const decided = await updateOrRetry(update, once).catch(() => once(new Map()));
    if (decided === 'transient') await view.watch(tokens, STORE_DELAY);
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

    claim: createClaim(context, tokens, { owner, held, hasWaited }, (ms) => {
      turn.holdFor = ms;
    }),

    // Who owns the row does not matter: the first valid answer wins.
    commit: (next) =>
      decide((rows, row, seen) => {
        if (row?.isOver || isGone(seen, sid) || session.sid !== sid) return next;
        if (isAhead(row, seen)) return 'transient';
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

    async refuse() {
      if (await view.watch(tokens, REFUSAL_DELAY)) return 'transient';
      return decide((rows, row, seen) => {
        if (row?.isOver || isAhead(row, seen) || isTaken(row, owner, clock.now(), longestTerm)) {
          return 'transient';
        }
        writeRow(rows, sid, { seq, isRefused: true });
        return 'refused';
      });
    },
  };
  return turn;
}
