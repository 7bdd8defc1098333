import { summaryLine } from './summary-line.mjs';

/** A Karma plugin whose reporter, `summary`, prints the summary line. */
export const karmaSummaryPlugin = { 'reporter:summary': ['type', KarmaSummaryReporter] };

/** @this {Record<string, unknown>} */
function KarmaSummaryReporter() {
  let line = '';
  let printed = false;

  /** @param {{ forEach(visit: (browser: { lastResult: KarmaResult }) => void): void }} browsers */
  this['onRunComplete'] = (browsers) => {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    browsers.forEach(({ lastResult }) => {
      counts.passed += lastResult.success;
      // An error outside of a spec (a file that does not load, an afterAll, a lost browser) is no
      // failed spec for Karma. It fails the run, so the line must not say "0 failed".
      const failedOutside = lastResult.error || lastResult.disconnected ? 1 : 0;
      counts.failed += lastResult.failed + failedOutside;
      counts.skipped += lastResult.skipped;
    });
    line = summaryLine(counts);
  };

  // Once: after an error outside of a spec Karma completes and exits twice, and CI would count twice.
  /** @param {() => void} done */
  this['onExit'] = (done) => {
    if (line && !printed) console.log(`\n${line}`);
    printed = true;
    done();
  };
}

/**
 * @typedef {{ success: number; failed: number; skipped: number; error: boolean; disconnected: boolean }} KarmaResult
 */
