// Runs the tests in files that match the given patterns with Node's own runner, and prints the line
// that CI reads.
import { spawnSync } from 'node:child_process';

const reporters = ['spec', './tools/node-test-summary-reporter.mjs'];
const { status } = spawnSync(
  process.execPath,
  [
    '--test',
    ...reporters.flatMap((name) => [
      `--test-reporter=${name}`,
      '--test-reporter-destination=stdout',
    ]),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
