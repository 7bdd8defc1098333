import type { Browser, CDPSession, Page } from '@playwright/test';
import { startLiveServer, type LiveServer } from '../live/live-server.ts';
import type { LivePage } from '../live/src/live-page.ts';
import { alternate } from '../support/alternate.ts';
import type { Bench } from '../support/bench.ts';
import { launchBrowser } from '../support/launch-browser.ts';
import { spreadOf } from '../support/spread-of.ts';
import type { Cell, Row } from '../support/table.ts';
import { buildVariants } from '../variants/build-variants.ts';

/** By the configuration of bench/variants. */
const APPS = [
  { app: 'none', variant: 'no auth' },
  { app: 'hand', variant: 'hand-written' },
  { app: 'library-typical', variant: 'ngx-jwt-auth, typical' },
  { app: 'auth0-angular-jwt', variant: '@auth0/angular-jwt' },
  { app: 'angular-oauth2-oidc', variant: 'angular-oauth2-oidc' },
  { app: 'angular-auth-oidc-client', variant: 'angular-auth-oidc-client' },
  { app: 'auth0-auth0-angular', variant: '@auth0/auth0-angular' },
] as const;

const OTHERS: readonly Row[] = [
  {
    variant: 'keycloak-angular',
    cells: { cannot: 'it keeps no session: each start asks the Keycloak server for one' },
  },
];

/** What Lighthouse takes for a phone on slow 4G. */
const PHONE = { latency: 150, kilobitsPerSecond: 1638.4, slowdown: 4 };

/** No token ends while it is measured. */
const FAULTS = { accessTokenLifetime: 24 * 60 * 60 };

interface Starter {
  readonly page: Page;
  readonly devtools: CDPSession;
  readonly server: LiveServer;
}

declare const bench: LivePage;

/** From the navigation to the first protected answer, of a user who is signed in, with an empty cache. */
export const benchStart: Bench = async ({ rounds, tell }) => {
  const apps = APPS.map(({ app }) => app);
  await buildVariants(apps, tell, 'live');
  const starters = new Map<string, Starter>();
  const browser = await launchBrowser();
  try {
    for (const { app, variant } of APPS) {
      starters.set(variant, await signIn(browser, await startLiveServer(app, FAULTS)));
    }
    tell(`${rounds} rounds as it is`);
    const fast = await measure(starters, rounds);
    tell(`${rounds} rounds throttled`);
    for (const { devtools } of starters.values()) await throttle(devtools);
    const slow = await measure(starters, rounds);
    const rows = APPS.map(({ variant }): Row => {
      return { variant, cells: [cellOf(fast, variant), cellOf(slow, variant)] };
    });
    return [
      {
        id: 'start',
        title: 'From the navigation to the first protected answer',
        columns: [
          { title: 'this machine', unit: 'ms', digits: 0 },
          { title: 'like a phone', unit: 'ms', digits: 0 },
        ],
        rows: [...rows, ...OTHERS],
        chart: 1,
        notes: [
          'Signed in before, with an empty cache, scripts in brotli. The app is as small as can be: in a real one the difference is the same, and its share smaller.',
          `Like a phone: ${PHONE.latency} ms and ${PHONE.kilobitsPerSecond} kbit/s, and a processor slowed down ${PHONE.slowdown} times.`,
          'Without auth the same request is answered with 401, which takes as long. The clients of identity providers start without asking the provider for its configuration or its session, which their usual set-up does.',
        ],
      },
    ];
  } finally {
    await browser.close();
    for (const { server } of starters.values()) server.close();
  }
};

/** In a page that is kept: some clients keep their session with the tab. */
async function signIn(browser: Browser, server: LiveServer): Promise<Starter> {
  const page = await (await browser.newContext()).newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(`${server.url}/?seed`);
  await page.evaluate(() => bench.seed());
  return { page, devtools, server };
}

async function throttle(devtools: CDPSession): Promise<void> {
  const bytesPerSecond = (PHONE.kilobitsPerSecond * 1000) / 8;
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: PHONE.latency,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: PHONE.slowdown });
}

/** Milliseconds by variant. */
async function measure(
  starters: ReadonlyMap<string, Starter>,
  rounds: number,
): Promise<Map<string, number[]>> {
  return alternate([...starters.keys()], { rounds }, async (variant) => {
    const starter = starters.get(variant);
    if (!starter) throw new Error(`${variant} was not started.`);
    const { page, server } = starter;
    await page.goto(`${server.url}/?start`);
    await page.waitForFunction(() => bench.firstAnswer !== null);
    const answer = await page.evaluate(() => bench.firstAnswer);
    const isGood = answer?.status === (variant === 'no auth' ? 401 : 200);
    if (!answer || !isGood) throw new Error(`${variant} was answered with ${answer?.status}.`);
    return answer.milliseconds;
  });
}

function cellOf(results: ReadonlyMap<string, readonly number[]>, variant: string): Cell {
  return spreadOf(results.get(variant) ?? []);
}
