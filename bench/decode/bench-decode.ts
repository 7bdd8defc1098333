import type { Page } from '@playwright/test';
import { requireBuiltPackage } from '../../tools/built-package.mjs';
import { ngBuild } from '../../tools/ng-build.mjs';
import { alternate } from '../support/alternate.ts';
import type { Bench } from '../support/bench.ts';
import { launchBrowser } from '../support/launch-browser.ts';
import { serveApp } from '../support/serve-app.ts';
import { spreadOf } from '../support/spread-of.ts';
import { installPeers } from '../variants/install-peers.ts';
import { DECODERS, type Decoder, type DecodePage } from './src/decode-page.ts';

/** How often the claims are read: in a template that is nothing. */
const READS = 10_000;
/** The clock of a page has steps of 0.1 ms: whoever is fast is measured so many times in a row. */
const REPEATS = 100;

/** Bytes, and how many of that length are decoded in one go. */
const LENGTHS = [
  { length: 300, title: '300 B', count: 2000 },
  { length: 1500, title: '1.5 kB', count: 1000 },
  { length: 8000, title: '8 kB', count: 300 },
] as const;

const TITLES: Readonly<Record<Decoder, string>> = {
  'ngx-jwt-auth': 'ngx-jwt-auth',
  'jwt-decode': 'jwt-decode',
  jose: 'jose, decodeJwt()',
};

/** What it takes to get at the claims, in a page. */
export const benchDecode: Bench = async ({ rounds, tell }) => {
  tell('building');
  requireBuiltPackage();
  installPeers(tell);
  await ngBuild('bench/decode', 'dist/bench/decode', ['decode']);
  const app = await serveApp('decode');
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(app.url);
    await page.waitForFunction(() => 'bench' in globalThis);
    tell(`${rounds} rounds of reading and decoding`);
    const results = await alternate(DECODERS, { rounds, warmUps: 2 }, (decoder) =>
      measure(page, decoder),
    );
    return [
      {
        id: 'decode',
        title: 'Getting at the claims of a token',
        columns: [
          { title: 'the current token, 10,000 reads', unit: 'ms' },
          ...LENGTHS.map(({ title }) => ({ title: `a new token of ${title}, once`, unit: 'µs' })),
        ],
        rows: DECODERS.map((decoder) => {
          const measured = results.get(decoder) ?? [];
          const columns = measured[0]?.map((_, column) =>
            measured.map((row) => row[column] ?? NaN),
          );
          return { variant: TITLES[decoder], cells: (columns ?? []).map(spreadOf) };
        }),
        notes: [
          'Reads of the current token: `JwtAuth.claims()` against a call of the decoder each time, since that is what apps write that have only a decoder; its token has 1.5 kB.',
          'No two new tokens are alike. None of the three verifies a signature.',
        ],
      },
    ];
  } finally {
    await browser.close();
    await app.close();
  }
};

declare const bench: DecodePage;

/** The columns of the table. */
async function measure(page: Page, decoder: Decoder): Promise<number[]> {
  // Only the library is too fast for one go.
  const repeats = decoder === 'ngx-jwt-auth' ? REPEATS : 1;
  const reading = await page.evaluate(([name, times]) => bench.readCurrent(name, times), [
    decoder,
    READS * repeats,
  ] as const);
  const columns = [reading / repeats];
  for (const { length, count } of LENGTHS) {
    const milliseconds = await page.evaluate(
      ([name, bytes, times]) => bench.decodeNew(name, bytes, times),
      [decoder, length, count] as const,
    );
    columns.push((milliseconds * 1000) / count);
  }
  return columns;
}
