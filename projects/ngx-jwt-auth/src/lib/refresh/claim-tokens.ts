import { decideClaim, type Verdict } from '../tabs/claim';
import { readPause, writeRow } from '../tabs/ledger-row';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { isCurrent } from './is-current';
import { isNews } from './store-view';
import { SETTLE_DELAY, SLACK, STORE_DELAY } from './tab-delays';
import type { Turn, TurnContext, TurnHolder } from './turn';
import { isBlocked, updateOrRetry } from './update-ledger';

/** How long it may take to be coherent where there is no ledger, in ms. */
const LEDGERLESS_DELAY = 50;
const LEDGERLESS_JITTER = 200;
const LEDGERLESS_HOLD = 1_000;

/** How often a tab that was frozen, or that has a slow store, claims anew. */
const MAX_TRIES = 3;

/** Makes what claims these tokens for an attempt; see `Turn.claim()`. */
export function createClaim(
  {
    session,
    clock,
    backOff,
    view,
    term,
    longestTerm,
    isLedgered,
    update,
    isLost,
    end,
  }: TurnContext,
  tokens: JwtStoredTokens,
  { owner, held, hasWaited }: TurnHolder,
  keepLock: (ms: number) => void,
): Turn['claim'] {
  const { sid, seq } = tokens;
  let claimedAt: number;

  const claimOnce = async (hasSettled: boolean): Promise<Verdict | undefined> => {
    const seen = await view.look();
    return updateOrRetry(update, (rows) => {
      if (isNews(view.lookAgain(seen), tokens)) return undefined;
      const row = rows.get(sid);
      const now = (claimedAt = clock.now());
      const { awakeSince } = backOff;
      const verdict = decideClaim(row, {
        seq,
        owner,
        held,
        now,
        term: longestTerm,
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

  /** Without a ledger the lock has to do; without both, chance. */
  const claimWithoutLedger = async (error: unknown): Promise<boolean> => {
    if (held === false || (!held && isBlocked(error))) return false;
    keepLock(LEDGERLESS_HOLD);
    const delay = hasWaited ? SETTLE_DELAY : LEDGERLESS_DELAY;
    await view.watch(tokens, held ? delay : Math.random() * LEDGERLESS_JITTER);
    claimedAt = clock.now();
    return true;
  };

  return async () => {
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
  };
}
