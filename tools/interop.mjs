// `npm test -- interop`: the library against real servers, those in examples/, made of the packages
// that people use. It installs them (npm ci, in their own folders), builds a client and runs
// e2e/backends in a browser. The table of a full run stands in README.md, and has to agree.
//
//   npm test -- interop             all
//   npm test -- interop express     one, or some
//   npm test -- interop --update    writes the table into README.md
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, root } from './built-package.mjs';
import { backends } from './interop-backends.mjs';
import { interopTable } from './interop-table.mjs';
import { summaryLine } from './summary-line.mjs';

const README = join(root, 'README.md');
const REPORT = join(root, 'dist/interop.json');
/** Where the table stands. */
const PLACE = /(?<=<!-- interop -->\n)[^]*(?=<!-- \/interop -->)/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { update: { type: 'boolean', default: false } },
});
const names = backends.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0)
  fail(`No such backend: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
const chosen = names.filter((name) => positionals.length === 0 || positionals.includes(name));

for (const name of chosen) {
  const folder = join(root, 'examples', name);
  if (!isInstalled(folder)) run(npm('ci', '--ignore-scripts'), folder);
  // The types, and the JavaScript where the server needs a build.
  run(npm('run', name === 'nestjs' ? 'build' : 'typecheck'), folder);
}
rmSync(REPORT, { force: true });
const projects = chosen.flatMap((name) => ['--project', name]);
const playwright = join(root, 'node_modules/@playwright/test/cli.js');
spawnSync(process.execPath, [playwright, 'test', '--config', 'e2e/backends', ...projects], {
  cwd: root,
  stdio: 'inherit',
});

const { outcomes, errors } = readReport();
const table = await interopTable(outcomes);
console.log(`\n${table}\n`);
const problems = [...errors, ...(chosen.length === names.length ? checkReadme() : [])];
for (const problem of problems) console.log(problem);
const results = [...outcomes.values()].flatMap((row) => [...row.values()]);
const passed = results.filter((isPassed) => isPassed).length;
const failed = results.length - passed + problems.length;
console.log(summaryLine({ passed, failed, skipped: 0 }));
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/**
 * Since the lockfile was changed last.
 * @param {string} folder
 */
function isInstalled(folder) {
  const modifiedAt = (/** @type {string} */ file) =>
    statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return modifiedAt('node_modules/.package-lock.json') > modifiedAt('package-lock.json');
}

/**
 * @param {[string, string[]]} command
 * @param {string} cwd
 */
function run([program, args], cwd) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) fail(`${args.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`);
}

/**
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function npm(...args) {
  // npm says where it is when it runs a script; Windows cannot spawn `npm` by its bare name.
  const path = process.env['npm_execpath'];
  return path ? [process.execPath, [path, ...args]] : ['npm', args];
}

/** What Playwright's own JSON reporter wrote. */
function readReport() {
  const report = JSON.parse(readFileSync(REPORT, 'utf8'));
  /** @type {import('./interop-table.mjs').Outcomes} */
  const outcomes = new Map();
  for (const { specs } of report.suites) {
    for (const { title, tests } of specs) {
      const row = outcomes.get(title) ?? new Map();
      outcomes.set(title, row);
      for (const { projectName, status } of tests) row.set(projectName, status === 'expected');
    }
  }
  /** @type {string[]} */
  const errors = report.errors.map((/** @type {{ message: string }} */ { message }) => message);
  return { outcomes, errors };
}

/** The table of a full run is the one in README.md. */
function checkReadme() {
  const page = readFileSync(README, 'utf8');
  const now = `\n${table}\n\n`;
  const [there] = PLACE.exec(page) ?? [];
  if (there === undefined) return ['README.md has no <!-- interop --> and <!-- /interop -->.'];
  if (values.update)
    writeFileSync(
      README,
      page.replace(there, () => now),
    );
  else if (there !== now) return ['README.md has another table: npm test -- interop --update'];
  return [];
}
