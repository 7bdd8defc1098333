import { MAX_PAUSE, MAX_RETRY_AFTER } from './max-pause';
import { readPause, type LedgerRow, type Pause } from './ledger-row';
import type { Held } from './tab-lock';

/** Who wants to spend the refresh token of a session, and when. */
export interface Claimant {
  /** The `seq` of the tokens to be spent. */
  readonly seq: number;
  /** The attempt that claims. */
  readonly owner: string;
  readonly held: Held;
  readonly now: number;
  /** For how long an owner is believed to be alone, in ms. */
  readonly term: number;
  /** Whether the store was given the time to show what an owner that died has written. */
  readonly hasSettled: boolean;
  /** Since when pauses of our own mean nothing: the user or the network came back. */
  readonly awakeSince: number;
}

/**
 * What a claim comes to: `granted`; `over`, the session has ended; `behind`, there are newer tokens
 * than these, and an owner that is at work; `refused`, the server said no to these tokens already;
 * `settle`, their owner died, and it is time to see what it has left; `taken`, somebody else spends
 * them; or `paused`, nobody should try yet.
 */
export type Verdict =
  | { readonly is: 'granted' | 'over' | 'refused' | 'settle' }
  | { readonly is: 'behind'; readonly isOwned: boolean }
  | { readonly is: 'taken'; readonly until: number }
  | { readonly is: 'paused'; readonly pause: Pause };

/** Decides whether a tab may spend the refresh token, by what the tabs have written down. */
export function decideClaim(row: LedgerRow | undefined, claimant: Claimant): Verdict {
  const { seq, owner, held, now, term, hasSettled } = claimant;
  if (row?.isOver) return { is: 'over' };
  if (!row || row.seq < seq) return { is: 'granted' };
  const { until = 0 } = row;
  const pause = readPause(row, now);
  const isOwned = isTaken(row, owner, now, term);
  if (row.seq > seq) return { is: 'behind', isOwned };
  if (row.isRefused) return { is: 'refused' };
  // Whoever held the lock that we hold now is gone.
  if (isOwned && !(held && row.held)) return { is: 'taken', until };
  // What the owner wrote before it died may not be seen here yet, nor by a tab that was frozen.
  if (row.owner && row.owner !== owner && !hasSettled) return { is: 'settle' };
  if (pause && !row.owner && isPaused(pause, claimant)) return { is: 'paused', pause };
  return { is: 'granted' };
}

/** Whether somebody other than `owner` is spending the refresh token. */
export function isTaken(
  row: LedgerRow | undefined,
  owner: string,
  now: number,
  term: number,
): boolean {
  return !!row?.owner && row.owner !== owner && isAhead(row.until ?? 0, now, term);
}

function isPaused({ at, cool, after }: Pause, { now, awakeSince }: Claimant): boolean {
  return (
    isAhead(after, now, MAX_RETRY_AFTER) || (at >= awakeSince && isAhead(cool, now, MAX_PAUSE))
  );
}

/** Whether a time is still to come; further away than it can be, the clock was set back since. */
function isAhead(time: number, now: number, longest: number): boolean {
  return time > now && time <= now + longest;
}
