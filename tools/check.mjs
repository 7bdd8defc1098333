// `npm run check`: everything that has to hold before a change is merged, one after the other. It
// goes on after a failure, so that one run tells all that is wrong.
//
//   npm run check                    all
//   npm run check -- size "api"      only those whose name contains one of the words
import { spawnSync } from 'node:child_process';
import { root } from './built-package.mjs';

/** In this order: what is quick first, and the build before what looks at it. */
const checks = [
  ['format', 'prettier --check .'],
  ['lint', 'eslint . --max-warnings 0'],
  ['import cycles', 'depcruise --config .dependency-cruiser.cjs projects/ngx-jwt-auth/src'],
  ['types of all programs', 'node tools/typecheck.mjs'],
  ['unused code', 'knip && knip --production --include files,exports,types'],
  ['tests of the tools', 'node tools/run.mjs test tools'],
  ['unit tests with coverage', 'node tools/run.mjs test lib'],
  ['build', 'node tools/run.mjs build'],
  ['public API', 'node tools/check-api.mjs'],
  ['docblocks', 'node tools/check-docblocks.mjs'],
  ['API reference', 'node tools/check-api-docs.mjs'],
  ['examples', 'node tools/check-examples.mjs'],
  ['type tests', 'node tools/type-tests.mjs'],
  ['package', 'node tools/check-package.mjs'],
  ['licences', 'node tools/check-licences.mjs'],
  ['size', 'node tools/size.mjs'],
  ['development texts', 'node tools/check-dev-strings.mjs'],
  ['scenarios', 'node tools/check-scenarios.mjs'],
  ['errors', 'node tools/check-errors.mjs'],
  ['links', 'node tools/check-links.mjs'],
].map(([name = '', command = '']) => ({ name, command }));

const words = process.argv.slice(2);
const chosen = checks.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);
/** @type {string[]} */
const failed = [];

for (const { name, command } of chosen) {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, {
    cwd: root,
    shell: true,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}`);
  if (status !== 0) {
    failed.push(name);
    const output = `${stdout}${stderr}${error ?? ''}`.trim();
    console.log(output.replace(/^/gm, '    '));
  }
}

if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
console.log(`${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || chosen.length === 0 ? 1 : 0;
