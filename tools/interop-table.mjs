import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './built-package.mjs';
import { backends } from './interop-backends.mjs';

/**
 * How each scenario ended with each backend: true, false, or not there.
 * @typedef {Map<string, Map<string, boolean>>} Outcomes
 */

/**
 * What README.md shows: the backends, and a table with a row for each scenario.
 * @param {Outcomes} outcomes
 */
export function interopTable(outcomes) {
  const list = backends.map(
    ({ name, packages, session }) =>
      `- [${name}](examples/${name}): ${versionsOf(name, packages)}. ${session}.`,
  );
  const rows = [
    ['', ...backends.map(({ name }) => name)],
    ['---', ...backends.map(() => ':-:')],
    ...[...outcomes].map(([scenario, results]) => [
      scenario,
      ...backends.map(({ name }) => mark(results.get(name))),
    ]),
  ];
  return formatted([...list, '', ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n'));
}

/** @param {boolean | undefined} isPassed */
function mark(isPassed) {
  return isPassed === undefined ? '–' : isPassed ? '✓' : '✗';
}

/**
 * What is locked is what ran.
 * @param {string} name
 * @param {readonly string[]} packages
 */
function versionsOf(name, packages) {
  const lock = readFileSync(join(root, 'examples', name, 'package-lock.json'), 'utf8');
  const locked = JSON.parse(lock).packages;
  return packages.map((each) => `${each} ${locked[`node_modules/${each}`].version}`).join(', ');
}

/**
 * As `npm run format` leaves it.
 * @param {string} markdown
 */
async function formatted(markdown) {
  const readme = join(root, 'README.md');
  const options = await resolveConfig(readme);
  return (await format(markdown, { ...options, filepath: readme })).trim();
}
