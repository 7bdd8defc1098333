import type { Tally } from './bench/tally';

/** How somebody came through an experiment. */
export type Verdict = 'held' | 'costly' | 'broke';

/**
 * Broke: requests that nobody is ever told about, data of somebody else, a token spent twice, or a
 * user thrown out for nothing. Costly: all came right, with more calls than the other one needed.
 */
export function compare(own: Tally, other: Tally, endsSession: boolean): Verdict {
  if (isBroken(own, endsSession)) return 'broke';
  // Who gave up early has made fewer calls.
  if (isBroken(other, endsSession)) return 'held';
  const isDearer = own.refreshCalls > other.refreshCalls || own.sentTwice > other.sentTwice;
  return isDearer ? 'costly' : 'held';
}

function isBroken(tally: Tally, endsSession: boolean): boolean {
  const isThrownOut = !endsSession && tally.signedInTabs < tally.tabs;
  return tally.lost > 0 || tally.asOther > 0 || tally.reuses > 0 || isThrownOut;
}
