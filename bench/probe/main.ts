// `npm test -- probe`: counts how many files and functions of the library a request goes through, in a real
// browser and without development code, and draws the way as Markdown. It fails above the bars.
//
//   npm test -- probe
//   npm test -- probe --root ../other   the library of another checkout, in the app of this one
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { root } from '../../tools/built-package.mjs';
import { buildCheckout } from './build-checkout.ts';
import { drawFiles } from './draw-files.ts';
import { drawTree } from './draw-tree.ts';
import { measureWay, type WayCounts } from './measure-way.ts';
import { recordWays, type Ways } from './record-ways.ts';

const TITLES: Readonly<Record<keyof Ways, string>> = {
  valid: 'a valid token, the first request',
  next: 'a valid token, the next request',
  stale: 'a stale token, in one tab',
};

/** The most that there may be. */
const BARS: Readonly<Record<keyof Ways, Partial<WayCounts>>> = {
  valid: { reads: 0, decodes: 0 }, // it also makes what all requests share
  next: { files: 7, calls: 20, reads: 0, decodes: 0 },
  stale: { files: 24, calls: 200, reads: 3, decodes: 1 },
};

const { values } = parseArgs({ options: { root: { type: 'string', default: root } } });
await buildCheckout({ name: 'probe', checkout: resolve(values.root), isProbed: true });
const ways = await recordWays('probe/app');

console.log(
  '| the way of | files | calls | changes of file | reads of the store | decodes of a token |',
);
console.log('| --- | --- | --- | --- | --- | --- |');
for (const name of ['valid', 'next', 'stale'] as const) {
  const cells: readonly number[] = Object.values(measureWay(ways[name]));
  console.log(`| ${[TITLES[name], ...cells].join(' | ')} |`);
}
for (const name of ['valid', 'stale'] as const) {
  const { calls, otherReads, decodes, decodesInAll } = ways[name];
  console.log(`\n## ${TITLES[name]}\n`);
  console.log(`- other reads in the storage: ${otherReads}`);
  console.log(`- decoded on the way: ${JSON.stringify(decodes)}`);
  console.log(`- since the start, with claims(): ${JSON.stringify(decodesInAll)}`);
  console.log(`\n\`\`\`mermaid\n${drawFiles(calls)}\n\`\`\``);
  console.log(`\n\`\`\`text\n${drawTree(calls)}\n\`\`\``);
}
console.log();
for (const name of ['valid', 'next', 'stale'] as const) {
  const counts = measureWay(ways[name]);
  for (const [what, most] of Object.entries(BARS[name])) {
    const count = counts[what as keyof WayCounts];
    const isMet = count <= most;
    console.log(
      `${isMet ? 'ok    ' : 'FAILED'} ${TITLES[name]}: ${what} ${count}, at most ${most}`,
    );
    if (!isMet) process.exitCode = 1;
  }
}
