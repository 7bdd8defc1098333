import type { Outcome } from '../refresh/outcome';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import {
  createSteps,
  isTaken,
  SETTLE_DELAY,
  SLACK,
  type Decision,
  type TurnContext,
} from './create-steps';
import { writeRow } from './ledger';
import type { Held } from './tab-lock';
import type { Turn } from './tab-rules';

/** How long the store may take to show newer tokens that the ledger knows of, in ms. */
const STORE_DELAY = 2_000;

/** From when on newer tokens that the store never showed are taken for lost, in ms. */
const LOST_AFTER = 10_000;

/**
 * What a claim comes to. `taken`: another tab is spending the refresh token. `settle`: a tab that
 * claimed before is gone, and what it wrote may not be seen here yet. `behind`: there are newer tokens.
 */
type Verdict = 'granted' | 'refused' | 'settle' | 'taken' | 'behind' | 'unavailable';

/** Begins the attempt of one tab to refresh these tokens. */
export function createTurn(context: TurnContext, tokens: JwtStoredTokens, held: Held): Turn {
  const { session, clock, backOff, term } = context;
  const { sid, seq } = tokens;
  /** Until when our claim stands; it names the claim. */
  const own = { until: 0 };
  const begunAt = clock.now();
  const { decide, conclude, rest } = createSteps(context, tokens);

  const judge =
    (hasSettled: boolean): Decision<Verdict> =>
    (rows, row) => {
      if (row?.isRefused) return 'refused';
      // Whoever has the lock may have gone on without the ledger.
      if (held === false && context.settledAt > begunAt) return 'unavailable';
      // Whoever held the lock that we hold now is gone.
      if (isTaken(context, row, own.until) && !(held && row?.isLocked)) return 'taken';
      // What the tab wrote that claimed before may not be seen here yet.
      if ((row?.until || clock.now() < context.settledAt) && !hasSettled) return 'settle';
      if (row?.pause) backOff.join(tokens, row.pause);
      // For the pause of a tab that died somebody has waited already.
      if (!row?.until && backOff.wait(tokens) > 0) return 'unavailable';
      const until = (own.until = clock.now() + term);
      writeRow(rows, sid, { seq, until, isLocked: !!held, pause: row?.pause });
      return 'granted';
    };

  /** Without a ledger the lock has to do; without both, chance. */
  const claimWithoutLedger = async (error: unknown): Promise<'granted' | 'unavailable'> => {
    const mayBeHadLater = (error as Error).name === 'TimeoutError';
    if (held === false || (!held && mayBeHadLater)) return 'unavailable';
    await rest(SETTLE_DELAY * (held ? 1 : Math.random()));
    own.until = clock.now() + term;
    return 'granted';
  };

  const claimOnce = (hasSettled: boolean): Promise<Verdict> =>
    decide<Verdict>(judge(hasSettled), !!held).catch(claimWithoutLedger); // the lock keeps others away

  return {
    async claim() {
      for (let hasSettled = false; session.isCurrent(tokens);) {
        await session.stored?.sync?.();
        const verdict = await claimOnce(hasSettled);
        if (verdict === 'taken' || verdict === 'settle') {
          await rest(SETTLE_DELAY);
          hasSettled = verdict === 'settle';
        } else if (verdict === 'behind') {
          await rest(STORE_DELAY);
          await session.stored?.sync?.();
          session.stored?.reread();
          giveUpLost(context, tokens);
          return 'unavailable';
        } else {
          if (verdict === 'granted') session.stored?.reread();
          // Else this tab was frozen, and another one may have taken over.
          if (verdict !== 'granted' || clock.now() <= own.until - term + SLACK) return verdict;
        }
      }
      return 'unavailable';
    },

    async commit(next) {
      const outcome = await conclude((rows) => {
        // Who has claimed does not matter: the first valid answer wins.
        // First: the app's store may tell of its own write, or sign out in it.
        if (session.sid === sid) session.set(next);
        void session.stored?.save(next)?.then(() => undo(context, tokens));
        writeRow(rows, sid, { seq: next.seq });
        return { kind: 'renewed' };
      });
      if (session.sid !== sid) session.stored?.reread();
      const isLate = outcome.kind !== 'renewed' && isOver(context, tokens);
      return isLate ? { kind: 'late', tokens: next } : outcome;
    },

    release: (pause) =>
      decide((rows, row) => {
        if (!isTaken(context, row, own.until)) writeRow(rows, sid, { seq, pause });
      }).catch(() => undefined),

    async refuse() {
      const outcome = await conclude((rows, row): Outcome => {
        if (isTaken(context, row, own.until)) return { kind: 'unavailable' };
        writeRow(rows, sid, { seq, isRefused: true });
        return { kind: 'refused' };
      });
      await session.stored?.sync?.();
      session.stored?.reread(); // the answer of another tab that came right after stands
      return outcome;
    },
  };
}

/** Whether the session is over, by what this tab has heard and its store shows. */
function isOver({ session }: TurnContext, { sid }: JwtStoredTokens): boolean {
  const seen = session.stored?.read();
  const isGone = seen === null || (!!seen && seen.sid !== sid);
  return session.sid !== sid || session.ended.has(sid) || isGone;
}

/** Ends the session once newer tokens, which the store does not show, are taken for lost. */
function giveUpLost(context: TurnContext, tokens: JwtStoredTokens): void {
  const { clock, session, end } = context;
  const now = clock.now();
  if (context.behind?.tokens !== tokens) context.behind = { tokens, since: now - STORE_DELAY };
  const isLost = session.isCurrent(tokens) && now - context.behind.since >= LOST_AFTER;
  // Where the store shows nothing of ours they may live in the memory of another tab.
  if (isLost && session.stored?.read()) end(tokens.sid, 'superseded');
}

/** An asynchronous store has saved it after the transaction: a sign-out may have come first. */
async function undo({ session, update }: TurnContext, { sid }: JwtStoredTokens): Promise<void> {
  const isOverByNow = await update((rows) => rows.get(sid)?.isOver).catch(() => undefined);
  // Not what somebody has signed in with since: an app's store may not look what it clears.
  if (isOverByNow && (session.sid ?? sid) === sid) await session.stored?.clear(sid);
}
