// `npm run bench`: measures the library beside hand-written code and other libraries, in one run on one
// machine, and prints what came out as Markdown; dist/bench/<name>.json has it for programs.
//
//   npm run bench                    all
//   npm run bench -- size storm      some
//   npm run bench -- --rounds 15     more rounds of each timing, 7 at least
//   npm run bench -- --write         also writes the charts, docs/performance.md and README.md
//   npm run bench -- --no-run --write   writes them from what was measured last
//
//   npm run bench -- size-ratio <commit>   only the library, beside its size at that commit
import { parseArgs } from 'node:util';
import { benchRequest } from './request/bench-request.ts';
import { writeReport } from './report/write-report.ts';
import { benchSize } from './size/bench-size.ts';
import { sizeRatio } from './size/size-ratio.ts';
import { benchStorm } from './storm/bench-storm.ts';
import { LEAST_ROUNDS } from './support/alternate.ts';
import type { Bench } from './support/bench.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { describeMachine, type Machine } from './support/machine.ts';
import { markdownTable } from './support/markdown-table.ts';
import { writeResult } from './support/results.ts';
import type { Table } from './support/table.ts';
import { benchTabs } from './tabs/bench-tabs.ts';

const benches: Readonly<Record<string, Bench>> = {
  size: benchSize,
  request: benchRequest,
  storm: benchStorm,
  tabs: benchTabs,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    rounds: { type: 'string', default: String(LEAST_ROUNDS) },
    run: { type: 'boolean', default: true },
    write: { type: 'boolean', default: false },
  },
});
if (positionals[0] === 'size-ratio') {
  await sizeRatio(positionals[1]);
  process.exit();
}
const unknown = positionals.filter((name) => !(name in benches));
const rounds = Number(values.rounds);
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < LEAST_ROUNDS) {
  console.error(`npm run bench -- [${Object.keys(benches).join('] [')}] [--rounds <7 or more>]`);
  process.exit(2);
}

let failed = 0;
/** Those that came to no result. */
const broken: string[] = [];
if (values.run) {
  const machine = await findMachine();
  for (const [name, bench] of Object.entries(benches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const start = performance.now();
    console.log(`\n# ${name}`);
    try {
      const tables = await bench({ rounds, tell: (line) => console.error(`${name}: ${line}`) });
      for (const table of tables) failed += print(table);
      writeResult({ name, date: new Date().toISOString().slice(0, 10), machine, tables });
    } catch (error) {
      // The others are measured all the same.
      console.error(error);
      broken.push(name);
    }
    console.log(`\n(${((performance.now() - start) / 1000).toFixed(0)} s)`);
  }
}
if (broken.length > 0) console.error(`Without a result: ${broken.join(', ')}. Nothing is written.`);
else if (values.write) await writeReport(Object.keys(benches));
process.exitCode = failed + broken.length > 0 ? 1 : 0;

async function findMachine(): Promise<Machine> {
  const browser = await launchBrowser();
  const machine = describeMachine(browser.version());
  await browser.close();
  return machine;
}

/** Gives how many of its checks failed. */
function print(table: Table): number {
  console.log(`\n## ${table.title}\n\n${markdownTable(table)}\n`);
  const checks = table.checks ?? [];
  for (const { claim, isMet } of checks) console.log(`${isMet ? 'ok    ' : 'FAILED'} ${claim}`);
  return checks.filter(({ isMet }) => !isMet).length;
}
