import type { LedgerRow } from './ledger-row';
import type { Held } from './tab-lock';

/** The claim of another tab, which may have another timeout, is believed up to this, in ms. */
const LONGEST_TERM = 62_000;

/** Who wants to spend the refresh token of a session, and when. */
export interface Claimant {
  /** The `seq` of the tokens to be spent. */
  readonly seq: number;
  /** Who claims. */
  readonly owner: string;
  readonly held: Held;
  readonly now: number;
  /** For how long this claim would stand, in ms. */
  readonly term: number;
  /** Whether the store was given the time to show what an owner that died has written. */
  readonly hasSettled: boolean;
}

/**
 * What a claim comes to: `granted`; `over`, the session has ended; `behind`, there are newer tokens
 * than these, and an owner that is at work; `lost`, there are newer ones, and nobody at work;
 * `refused`, the server said no to these tokens already; `settle`, their owner died, and it is time
 * to see what it has left; or `taken`, somebody else spends them.
 */
export type Verdict = 'granted' | 'over' | 'behind' | 'lost' | 'refused' | 'settle' | 'taken';

/** Decides whether a tab may spend the refresh token, by what the tabs have written down. */
export function decideClaim(row: LedgerRow | undefined, claimant: Claimant): Verdict {
  const { seq, owner, held, now, term, hasSettled } = claimant;
  if (row?.isOver) return 'over';
  if (!row || row.seq < seq) return 'granted';
  const isOwned = isTaken(row, owner, now, term);
  if (row.seq > seq) return isOwned ? 'behind' : 'lost';
  if (row.isRefused) return 'refused';
  // Whoever held the lock that we hold now is gone.
  if (isOwned && !(held && row.held)) return 'taken';
  // What the owner wrote before it died may not be seen here yet, nor by a tab that was frozen.
  if (row.owner && row.owner !== owner && !hasSettled) return 'settle';
  return 'granted';
}

/** Whether somebody other than `owner` is spending the refresh token. */
export function isTaken(
  row: LedgerRow | undefined,
  owner: string,
  now: number,
  term: number,
): boolean {
  return (
    !!row?.owner && row.owner !== owner && isAhead(row.until, now, Math.max(term, LONGEST_TERM))
  );
}

/** Whether a time is still to come; further away than it can be, the clock was set back since. */
export function isAhead(time = 0, now: number, longest: number): boolean {
  return time > now && time <= now + longest;
}
