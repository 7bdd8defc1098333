import type { StormResult } from '../variants/src/rig/page-bench.ts';

export interface Storm extends StormResult {
  /** How long the main thread has worked for it, in milliseconds. */
  readonly work: number;
}

/** The storm of median time, with what went wrong in any of them. */
export function inTheMiddle(storms: readonly Storm[]): Storm {
  const byTime = storms.toSorted((one, other) => one.milliseconds - other.milliseconds);
  const middle = byTime[Math.floor(storms.length / 2)];
  if (!middle) throw new Error('There was no storm.');
  const count = (what: 'failed' | 'hanging' | 'doubled'): number =>
    storms.reduce((sum, each) => sum + each[what], 0);
  return {
    ...middle,
    refreshes: Math.max(...storms.map(({ refreshes }) => refreshes)),
    failed: count('failed'),
    hanging: count('hanging'),
    doubled: count('doubled'),
  };
}
