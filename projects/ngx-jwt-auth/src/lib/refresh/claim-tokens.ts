import { decideClaim, type Verdict } from '../tabs/claim';
import { writeRow } from '../tabs/ledger-row';
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

/** A verdict; or the store shows something else than these tokens, or it is not the time. */
type Claim = Verdict | 'news' | 'transient';

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

  const claimOnce = async (hasSettled: boolean): Promise<Claim> => {
    const seen = await view.look();
    return updateOrRetry(update, (rows) => {
      if (isNews(view.lookAgain(seen), tokens)) return 'news';
      const row = rows.get(sid);
      const now = (claimedAt = clock.now());
      const verdict = decideClaim(row, { seq, owner, held, now, term: longestTerm, hasSettled });
      if (verdict !== 'granted') return verdict;
      const pause = row?.pause;
      if (pause) backOff.join(tokens, pause);
      // For the pause of an owner that died somebody has waited already.
      if (!row?.owner && backOff.wait(tokens) > 0) return 'transient';
      writeRow(rows, sid, { seq, owner, held: !!held, until: now + term, pause });
      return verdict;
    });
  };

  /** Without a ledger the lock has to do; without both, chance. */
  const claimWithoutLedger = async (error: unknown): Promise<'granted' | 'transient'> => {
    if (held === false || (!held && isBlocked(error))) return 'transient';
    let delay = Math.random() * LEDGERLESS_JITTER;
    if (held) delay = hasWaited ? SETTLE_DELAY : LEDGERLESS_DELAY;
    if (isLedgered) keepLock(LEDGERLESS_HOLD);
    if (isLedgered || !held) await view.watch(tokens, delay);
    claimedAt = clock.now();
    return 'granted';
  };

  return async () => {
    let hasSettled = false;
    for (let tries = 0; tries < MAX_TRIES;) {
      if (await view.catchUp(tokens)) return 'transient';
      const verdict: Claim = await claimOnce(hasSettled).catch(claimWithoutLedger);
      switch (verdict) {
        case 'news':
          break;
        case 'granted':
          // Else this tab was frozen, and somebody else may have taken over.
          if (!isNews(await view.look(), tokens) && clock.now() - claimedAt <= SLACK) {
            return isCurrent(session, tokens) ? verdict : 'transient';
          }
          tries++;
          break;
        case 'taken':
        case 'settle':
          await view.watch(tokens, SETTLE_DELAY);
          hasSettled = verdict === 'settle';
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
        default:
          return verdict;
      }
    }
    // It is not this tab that was frozen so often: the store is slow, and has shown nothing new.
    return 'granted';
  };
}
