import { summaryLine } from './summary-line.mjs';

/**
 * A `node --test` reporter that prints the summary line; `spec` does the rest.
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} events
 */
export default async function* nodeTestSummaryReporter(events) {
  for await (const { type, data } of events) {
    // One such event comes for every file, and the last, without a file, for the whole run.
    if (type !== 'test:summary' || data.file !== undefined) continue;
    const { tests, passed, skipped: skippedOnly, todo } = data.counts;
    const skipped = skippedOnly + todo;
    // Failed or cancelled: whatever is none of the others.
    const failed = tests - passed - skipped;
    // `node --test` is content with a pattern that matches no file.
    if (tests === 0) process.exitCode = 1;
    yield `\n${summaryLine({ passed, failed, skipped })}\n`;
  }
}
