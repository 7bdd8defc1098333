import { isDeepStrictEqual } from 'node:util';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { barChart } from '../support/bar-chart.ts';
import type { Machine } from '../support/machine.ts';
import { markdownTable } from '../support/markdown-table.ts';
import { readResult, type Result } from '../support/results.ts';
import type { Table } from '../support/table.ts';
import { replacePart } from './replace-part.ts';
import { summaryTable } from './summary-table.ts';

const root = new URL('../../', import.meta.url);
const IMAGES = 'docs/images/';

/** Writes what the benches found last into the documents, so that nobody copies numbers. */
export async function writeReport(names: readonly string[]): Promise<void> {
  const results = names.map(readResult);
  const [first] = results;
  if (!first) throw new Error('No bench has a result.');
  // Numbers of two machines in one table would say nothing.
  const others = results.filter(({ machine }) => !isDeepStrictEqual(machine, first.machine));
  if (others.length > 0) {
    const list = others.map(({ name }) => name).join(', ');
    throw new Error(`Measured elsewhere, or with other versions, than ${first.name}: ${list}.`);
  }

  mkdirSync(new URL(IMAGES, root), { recursive: true });
  const tables = results.flatMap((result) => result.tables);
  for (const table of tables) {
    const chart = barChart(table);
    if (chart !== null) writeFileSync(new URL(chartOf(table), root), chart);
  }

  const intro = `${describe(first.machine)} ${datesOf(results)}`;
  await updatePage('docs/performance.md', [
    ['bench:machine', `${intro} ${listPeers(first.machine)}`],
    ...results.map((result): [string, string] => [`bench:${result.name}`, section(result)]),
  ]);
  await updatePage('README.md', [['bench', `${markdownTable(summaryTable(tables))}\n\n${intro}`]]);
}

/** The tables of a bench, each below its chart. */
function section({ tables }: Result): string {
  return tables
    .flatMap((table) => [
      // One alone has the heading of the page.
      ...(tables.length > 1 ? [`### ${table.title}`] : []),
      ...(table.chart === undefined
        ? []
        : [`![${table.title}: the numbers of the table as bars](images/bench-${table.id}.svg)`]),
      markdownTable(table),
    ])
    .join('\n\n');
}

function chartOf({ id }: Table): string {
  return `${IMAGES}bench-${id}.svg`;
}

function describe(machine: Machine): string {
  const { cpu, cores, memory, system, browser, node, angular, library } = machine;
  return `Measured on ${cores} cores of ${cpu}, ${memory} GiB, ${system}; ${browser} (headless), Node ${node}, Angular ${angular}, ngx-jwt-auth ${library};`;
}

function listPeers({ peers }: Machine): string {
  const list = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return `Compared with ${list.join(', ')}.`;
}

function datesOf(results: readonly Result[]): string {
  const days = [...new Set(results.map(({ date }) => date))].sort();
  return days.length === 1 ? `${days.join()}.` : `${days[0] ?? ''} to ${days.at(-1) ?? ''}.`;
}

/** As `npm run format` leaves it. */
async function updatePage(path: string, parts: readonly [string, string][]): Promise<void> {
  const file = fileURLToPath(new URL(path, root));
  let page = readFileSync(file, 'utf8');
  for (const [name, text] of parts) {
    try {
      page = replacePart(page, name, text);
    } catch (error) {
      throw new Error(`${path} cannot be written.`, { cause: error });
    }
  }
  writeFileSync(file, await format(page, { ...(await resolveConfig(file)), filepath: file }));
}
