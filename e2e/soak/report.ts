import type { Run, SoakOptions } from './options.ts';
import { percentile, type Tally } from './tally.ts';

/** The least share of rounds in which hand-written code has to fail: else this rig shows nothing. */
const NAIVE_FAILURES = 0.1;

/** Prints what a run came to, and how many of its checks passed. */
export function report(
  run: Run,
  { isNaive, seed }: SoakOptions,
  browser: string,
  tally: Tally,
  seconds: number,
): { passed: number; failed: number } {
  const { rounds, avoidableReuses, avoidableSignOuts, extraCalls } = tally;
  const what = isNaive ? 'lock and second look, without the library' : 'library';
  const load = run.isLoaded ? 'CPU load' : 'no CPU load';
  console.log(`\n${browser}, ${run.tabs} tabs with a process each, ${load}, seed ${seed}: ${what}`);
  const lines: [string, string | number][] = [
    ['contended rounds', `${rounds} (${(rounds / seconds).toFixed(1)} a second)`],
    ['rounds not counted', tally.uncontended],
    ['refresh calls', tally.refreshCalls],
    ['  after a fault', tally.takeovers],
    ['  without need', extraCalls],
    ['avoidable reuses', avoidableReuses],
    ['forced reuses', tally.forcedReuses],
    ['avoidable sign-outs', avoidableSignOuts],
    ['told to try later', tally.unavailable],
    ...Object.entries(tally.waits).map(([fault, waits]): [string, string] => {
      return [`waited, ${fault}`, waits.length === 0 ? 'nobody' : summary(waits)];
    }),
  ];
  for (const [name, value] of lines) console.log(`  ${name.padEnd(20)} ${value}`);

  const checks = isNaive
    ? [
        [
          `fails in ${NAIVE_FAILURES * 100} % of the rounds`,
          avoidableReuses >= NAIVE_FAILURES * rounds,
        ],
      ]
    : [
        ['no avoidable reuse', avoidableReuses === 0],
        ['no avoidable sign-out', avoidableSignOuts === 0],
        ['one refresh a round, and one for each takeover', extraCalls === 0],
      ];
  for (const [name, isMet] of checks) console.log(`  ${isMet ? 'ok    ' : 'FAILED'} ${name}`);
  const passed = checks.filter(([, isMet]) => isMet).length;
  return { passed, failed: checks.length - passed };
}

function summary(waits: readonly number[]): string {
  const [p50, p99, most] = [50, 99, 100].map((percent) => percentile(waits, percent).toFixed(0));
  return `p50 ${p50} ms, p99 ${p99} ms, at most ${most} ms (${waits.length})`;
}
