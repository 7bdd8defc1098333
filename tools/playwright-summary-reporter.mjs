import { summaryLine } from './summary-line.mjs';

/** A Playwright reporter that prints the summary line; `list` does the rest. */
export default class PlaywrightSummaryReporter {
  /** Errors outside of a test: a config or a spec file that does not load. */
  #errors = 0;
  /** @type {import('@playwright/test/reporter').Suite | undefined} */
  #suite;

  /**
   * @param {import('@playwright/test/reporter').FullConfig} _config
   * @param {import('@playwright/test/reporter').Suite} suite
   */
  onBegin(_config, suite) {
    this.#suite = suite;
  }

  onError() {
    this.#errors++;
  }

  onEnd() {
    const counts = { passed: 0, failed: this.#errors, skipped: 0 };
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome();
      // Retries are off. Should they come back, a flaky test is still not a passed one.
      if (outcome === 'expected') counts.passed++;
      else if (outcome === 'skipped') counts.skipped++;
      else counts.failed++;
    }
    console.log(`\n${summaryLine(counts)}`);
  }

  // Without this Playwright would add a terminal reporter of its own.
  printsToStdio() {
    return true;
  }
}
