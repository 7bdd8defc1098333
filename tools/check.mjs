// `npm run check`: everything that has to hold before a change is merged, one after the other. It
// goes on after a failure, so that one run tells all that is wrong.
//
//   npm run check                    all
//   npm run check -- size "api"      only those whose name contains one of the words
import { spawnSync } from 'node:child_process';
import { root } from './built-package.mjs';

/** In this order: what is quick first, and the build before what looks at it. */
const checks = [
  ['format', 'format:check'],
  ['lint', 'lint'],
  ['types of all programs', 'typecheck'],
  ['unused code', 'unused'],
  ['tests of the tools', 'test:tools'],
  ['unit tests with coverage', 'test:lib'],
  ['build', 'build'],
  ['public API', 'tools/check-api.mjs'],
  ['docblocks', 'tools/check-docblocks.mjs'],
  ['API reference', 'tools/check-api-docs.mjs'],
  ['examples', 'tools/check-examples.mjs'],
  ['type tests', 'tools/type-tests.mjs'],
  ['package', 'tools/check-package.mjs'],
  ['licences', 'tools/check-licences.mjs'],
  ['size', 'tools/size.mjs'],
  ['development texts', 'tools/check-dev-strings.mjs'],
  ['scenarios', 'tools/check-scenarios.mjs'],
  ['errors', 'tools/check-errors.mjs'],
  ['links', 'tools/check-links.mjs'],
].map(([name = '', command = '']) => ({ name, command }));

const words = process.argv.slice(2);
const chosen = checks.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);
/** @type {string[]} */
const failed = [];

for (const { name, command } of chosen) {
  const start = performance.now();
  const [program, args] = commandLine(command);
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
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

/**
 * A tool of ours, or an npm script.
 * @param {string} command
 * @returns {[string, string[]]}
 */
function commandLine(command) {
  if (command.endsWith('.mjs')) return [process.execPath, [command]];
  // npm says where it is when it runs a script; Windows cannot spawn `npm` by its bare name.
  const npm = process.env['npm_execpath'];
  return npm ? [process.execPath, [npm, 'run', command]] : ['npm', ['run', command]];
}
