// `npm test -- refresh-time --base ../other`: measures how long a refresh takes to begin, with the
// library of this checkout and with that of another one in turn, in a real browser. It fails when this
// one takes more than the given share of the time.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../tools/built-package.mjs';
import { buildCheckout } from '../probe/build-checkout.ts';
import { launchBrowser } from '../support/launch-browser.ts';
import { markdownTable } from '../support/markdown-table.ts';
import { serveApp, type ServedApp } from '../support/serve-app.ts';
import { spreadOf } from '../support/spread-of.ts';
import { timeAfterCrash } from './time-after-crash.ts';
import { timeToPost } from './time-to-post.ts';

const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    tries: { type: 'string', default: '200' },
    crashes: { type: 'string', default: '15' },
  },
});
if (values.base === undefined) {
  console.error('npm test -- refresh-time --base <checkout> [--tries 200] [--crashes 15]');
  process.exit(2);
}
const base = resolve(values.base);
for (const [name, checkout] of [
  ['this', root],
  ['base', base],
] as const) {
  console.error(`Building ${name}`);
  await buildCheckout({ name: `refresh-time/${name}`, checkout, isProbed: false });
}

const apps = [await serveApp('refresh-time/this/app'), await serveApp('refresh-time/base/app')];
const browser = await launchBrowser('--process-per-tab');
try {
  console.error(`${values.tries} requests with a stale token each`);
  const toPost = await timeToPost(browser, apps, Number(values.tries));
  report('From the request to the POST', toPost, 0.6);
  console.error(`${values.crashes} crashes each`);
  const afterCrash = await timeAfterCrash(browser, apps, Number(values.crashes));
  report('From the crash of a tab to the POST of the other one', afterCrash, 0.5);
} finally {
  await browser.close();
  for (const app of apps) await app.close();
}

/** Prints a table, and whether the median is below that share of the one of the base. */
function report(
  title: string,
  times: ReadonlyMap<ServedApp, readonly number[]>,
  most: number,
): void {
  const [own, other] = apps.map((app) => spreadOf(times.get(app) ?? []));
  if (!own || !other) throw new Error('There are two apps.');
  const table = markdownTable({
    id: '',
    title,
    columns: [{ title, unit: 'ms', digits: 2 }],
    rows: [
      { variant: 'this checkout', cells: [own] },
      { variant: 'the base', cells: [other] },
    ],
  });
  const ratio = own.median / other.median;
  const isMet = ratio <= most;
  console.log(`\n${table}\n`);
  console.log(`${isMet ? 'ok    ' : 'FAILED'} ${ratio.toFixed(2)} of the base, at most ${most}`);
  if (!isMet) process.exitCode = 1;
}
