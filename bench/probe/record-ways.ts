import type { Page } from '@playwright/test';
import { launchBrowser } from '../support/launch-browser.ts';
import { serveApp, type ServedApp } from '../support/serve-app.ts';
import { installSleep } from '../support/sleep-in-page.ts';
import type { ProbePage, Way } from './src/probe-page.ts';

/** Longer than the access token lives. */
const SLEEP_SECONDS = 400;

declare const bench: ProbePage;

/** The ways of requests through the library of a checkout. */
export interface Ways {
  /** With a valid token, the first request after a reload. */
  readonly valid: Way;
  /** The one after it. */
  readonly next: Way;
  /** With a stale token, not the first request. */
  readonly stale: Way;
}

/** Sends the requests in a real browser with one tab; `app` is below `dist/bench`. */
export async function recordWays(app: string): Promise<Ways> {
  const server = await serveApp(app);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addInitScript(installSleep);
    await page.goto(server.url);
    await page.waitForFunction(() => 'bench' in globalThis);
    await page.evaluate(() => bench.signIn());
    await reload(page);
    const valid = await page.evaluate(() => bench.recordWay());
    const next = await page.evaluate(() => bench.recordWay());
    await reload(page);
    await page.evaluate(() => bench.recordWay());
    await sleep(page, server);
    const stale = await page.evaluate(() => bench.recordWay());
    for (const { status, calls } of [valid, next, stale]) {
      if (status !== 200) throw new Error(`A request was answered with ${status}.`);
      if (calls.length === 0) throw new Error('The library tells nothing of its calls.');
    }
    const { refreshCalls } = await server.backend.stats();
    if (refreshCalls !== 1) throw new Error(`There were ${refreshCalls} refreshes instead of one.`);
    return { valid, next, stale };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await page.waitForFunction(() => 'bench' in globalThis && bench.isSignedIn());
}

/** Page and server find that time has passed. */
async function sleep(page: Page, { backend }: ServedApp): Promise<void> {
  await backend.setFaults({ clockOffset: SLEEP_SECONDS });
  await page.evaluate((milliseconds) => {
    sleepInPage(milliseconds);
  }, SLEEP_SECONDS * 1000);
}
