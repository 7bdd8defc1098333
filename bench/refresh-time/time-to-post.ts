import type { Browser, Page, Route } from '@playwright/test';
import type { ProbePage } from '../probe/src/probe-page.ts';
import { alternate } from '../support/alternate.ts';
import type { ServedApp } from '../support/serve-app.ts';
import { installSleep } from '../support/sleep-in-page.ts';
import { watchPosts } from './watch-posts.ts';

/** Longer than the access token lives. */
const SLEEP_SECONDS = 400;

/** Until the code is compiled. */
const WARM_UPS = 20;

declare const bench: ProbePage;

/**
 * For each app the milliseconds from a request with a stale token to the POST of its refresh, in one tab,
 * so many times in turn with the others.
 */
export async function timeToPost(
  browser: Browser,
  apps: readonly ServedApp[],
  tries: number,
): Promise<Map<ServedApp, number[]>> {
  const pages = new Map<ServedApp, Page>();
  for (const app of apps) pages.set(app, await openSignedIn(browser, app));
  return alternate(apps, { rounds: tries, warmUps: WARM_UPS }, async (app, round) => {
    const page = pages.get(app);
    if (!page) throw new Error(`${app.url} is not open.`);
    // The clocks of all pages and servers go on from try to try.
    await app.backend.setFaults({ clockOffset: (round + WARM_UPS + 1) * SLEEP_SECONDS });
    return page.evaluate(tryOnce, SLEEP_SECONDS * 1000);
  });
}

async function openSignedIn(browser: Browser, { url }: ServedApp): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(installSleep);
  await page.addInitScript(watchPosts);
  await page.route(url, isolate);
  await page.goto(url);
  await page.unroute(url);
  await page.waitForFunction(() => 'bench' in globalThis);
  await page.evaluate(() => bench.signIn());
  return page;
}

/** Only a page that is isolated from other origins has a clock with steps of less than 0.1 ms. */
async function isolate(route: Route): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({
    response,
    headers: {
      ...response.headers(),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  });
}

/** Runs in the page. */
async function tryOnce(sleep: number): Promise<number> {
  if (!crossOriginIsolated) throw new Error('The page is not isolated.');
  for (;;) {
    const { held, pending } = await navigator.locks.query();
    if (!held?.length && !pending?.length) break; // what the try before left is done
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  sleepInPage(sleep);
  const start = performance.now();
  const status = await bench.ask();
  if (status !== 200 || lastPostAt < start) throw new Error(`No refresh, and status ${status}.`);
  return lastPostAt - start;
}
