import { type Clock, isAhead } from '../clock';
import type { Outcome } from '../refresh/outcome';
import { type SessionCore } from '../session/session-core';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { LedgerRow, LedgerRows } from './ledger';
import type { TabRulesSetup } from './tab-rules';

/** What the attempts of a session have in common. */
export interface TurnContext extends TabRulesSetup {
  readonly session: SessionCore;
  readonly clock: Clock;
  /** For how long a claim stands, in ms. */
  readonly term: number;
  /** Changes the ledger in one step. */
  readonly update: <T>(change: (rows: LedgerRows) => T, isEager?: boolean) => Promise<T>;
  /** Whether the store is of this tab alone. */
  readonly isPrivate: boolean;
  /** Ends the session in this tab only. */
  readonly end: (sid: string, reason: 'signed-out' | 'superseded') => void;
  /** Until when the store may show what was before: a step failed, since this tab was frozen perhaps. */
  settledAt: number;
  /** Tokens of which there are newer ones that the store does not show, and since when. */
  behind?: { readonly tokens: JwtStoredTokens; readonly since: number };
}

/** Decides with the row of these tokens, if there is one. */
export type Decision<T> = (rows: LedgerRows, row?: LedgerRow) => T;

/** The steps of one attempt: each is one transaction of the ledger. */
export interface Steps {
  /**
   * Adopts what other tabs have come to, and decides only where these are the newest tokens still.
   * It rejects without a ledger.
   */
  readonly decide: <T>(
    decision: Decision<T>,
    isEager?: boolean,
  ) => Promise<T | 'behind' | 'unavailable'>;
  /** As `decide()`, once, and without a ledger all the same. */
  readonly conclude: (decision: Decision<Outcome>) => Promise<Outcome>;
  /** Waits, as long as these are the tokens of the session. */
  readonly rest: (ms: number) => Promise<void>;
}

/** How long the store may take to show anything: what a tab wrote before it died, or without a ledger. */
export const SETTLE_DELAY = 450;

/** How long an attempt may take on top of its exchange, in ms; then it asks anew. */
export const SLACK = 2_000;

/** The claim of another tab, which may have another timeout, is believed up to this, in ms. */
const LONGEST_TERM = 62_000;

/** Makes the steps of an attempt to refresh these tokens. */
export function createSteps(context: TurnContext, tokens: JwtStoredTokens): Steps {
  const { session, clock, sleeper, update, isPrivate, end } = context;
  const { sid, seq } = tokens;

  /** Whether the session stands and has no newer tokens; of a destroyed app the store knows. */
  const isNewest = (rows: LedgerRows, row?: LedgerRow): boolean => {
    // The record of a session that is over came later than this one.
    const isBack = session.sid !== sid && rows.get(`${session.sid}`)?.isOver;
    if (isBack && row && !row.isOver) return !session.ended.has(sid);
    const seen = session.isDestroyed ? session.stored?.read() : tokens;
    return (
      !row?.isOver &&
      session.sid === sid &&
      (session.current() ?? tokens) === tokens &&
      (!seen || (seen.sid === sid && seen.seq <= seq)) &&
      seen !== null
    );
  };

  const decide: Steps['decide'] = (decision, isEager) => {
    const step = (rows: LedgerRows): ReturnType<typeof decision> | 'behind' | 'unavailable' => {
      session.stored?.reread();
      const row = rows.get(sid);
      if (row?.isOver) end(sid, 'signed-out');
      if (!isNewest(rows, row)) return 'unavailable';
      if (!row || row.seq <= seq) return decision(rows, row?.seq === seq ? row : undefined);
      if (!isPrivate) return 'behind';
      end(sid, 'superseded');
      return 'unavailable';
    };
    const askedAt = clock.now();
    // Once more: this tab may have been frozen, or the browser has closed the database.
    return update(step, isEager).catch(async () => {
      if (clock.now() - askedAt >= SETTLE_DELAY) await rest(SETTLE_DELAY);
      return update(step, isEager);
    });
  };

  const rest: Steps['rest'] = async (ms) => {
    let end = clock.now() + ms;
    let wasFrozen = false;
    for (let left; (left = end - clock.now()) > 0 && session.isCurrent(tokens);) {
      await sleeper.sleep(left);
      // Frozen meanwhile, it has yet to hear of what others did; once, as timers may be slow as well.
      if (!wasFrozen && (wasFrozen = clock.now() > end + SLACK)) end = clock.now() + ms;
    }
  };

  return {
    decide,
    async conclude(decision) {
      let outcome: Outcome | undefined;
      const once: Decision<Outcome> = (rows, row) => (outcome ??= decision(rows, row));
      await decide(once).catch(() => {
        session.stored?.reread();
        if (isNewest(new Map())) once(new Map());
      });
      return outcome ?? { kind: 'unavailable' };
    },
    rest,
  };
}

/** Whether a tab is spending the refresh token: another one than that whose claim has this name. */
export function isTaken(
  { clock, term }: TurnContext,
  row: LedgerRow | undefined,
  claim: number,
): boolean {
  return row?.until !== claim && isAhead(row?.until, clock.now(), Math.max(term, LONGEST_TERM));
}
