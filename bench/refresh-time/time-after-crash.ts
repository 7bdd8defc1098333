import type { Browser, BrowserContext, Page } from '@playwright/test';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProbePage } from '../probe/src/probe-page.ts';
import { alternate } from '../support/alternate.ts';
import { requireProcesses } from '../support/require-processes.ts';
import type { ServedApp } from '../support/serve-app.ts';
import { installSleep } from '../support/sleep-in-page.ts';

/** Longer than the access token lives. */
const SLEEP_SECONDS = 400;

/** How long the second tab has waited when the first one crashes, in ms: from the one to the other. */
const LEAST_WAIT = 100;
const MOST_WAIT = 500;

/** How long the second tab may take, in ms. */
const PATIENCE = 30_000;

declare const bench: ProbePage;

/**
 * For each app the milliseconds from the crash of a tab, whose refresh is under way, to the POST of the
 * tab that waits for it; so many times in turn with the others.
 */
export function timeAfterCrash(
  browser: Browser,
  apps: readonly ServedApp[],
  tries: number,
): Promise<Map<ServedApp, number[]>> {
  return alternate(apps, { rounds: tries }, async (app, round) => {
    const context = await browser.newContext();
    try {
      const share = Math.max(0, round) / Math.max(1, tries - 1);
      return await tryOnce(browser, context, app, LEAST_WAIT + share * (MOST_WAIT - LEAST_WAIT));
    } finally {
      await context.close();
    }
  });
}

async function tryOnce(
  browser: Browser,
  context: BrowserContext,
  { url, backend }: ServedApp,
  wait: number,
): Promise<number> {
  await context.addInitScript(installSleep);
  await backend.reset();
  const first = await open(context, url);
  await first.evaluate(() => bench.signIn());
  const second = await open(context, url);
  await requireProcesses(browser, 2);
  await backend.setFaults({ clockOffset: SLEEP_SECONDS });
  for (const page of [first, second]) await sleep(page);

  const firstPost = await holdRefresh(first);
  const secondPost = await holdRefresh(second);
  const crash = await prepareCrash(first);
  await ask(first);
  await firstPost.sent;
  await ask(second);
  await delay(wait);
  const start = performance.now();
  crash();
  const tooLate = delay(PATIENCE, NaN, { ref: false });
  const waited = (await Promise.race([secondPost.sent, tooLate])) - start;
  if (Number.isNaN(waited)) throw new Error('The second tab did not take over.');
  return waited;
}

async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in globalThis);
  return page;
}

async function sleep(page: Page): Promise<void> {
  const isSignedIn = await page.evaluate((milliseconds) => {
    sleepInPage(milliseconds);
    return bench.isSignedIn();
  }, SLEEP_SECONDS * 1000);
  if (!isSignedIn) throw new Error('A tab is not signed in.');
}

/** Nobody waits for the answer: there may be none. */
async function ask(page: Page): Promise<void> {
  await page.evaluate(() => {
    bench.ask().catch(() => undefined);
  });
}

/** Answers no refresh of the page; tells when it sent one, by the clock of this process. */
async function holdRefresh(page: Page): Promise<{ readonly sent: Promise<number> }> {
  const { promise, resolve } = Promise.withResolvers<number>();
  await page.route('**/api/auth/refresh', () => {
    resolve(performance.now());
  });
  return { sent: promise };
}

/** Gives what ends the process of the page at once. */
async function prepareCrash(page: Page): Promise<() => void> {
  const session = await page.context().newCDPSession(page);
  return () => {
    // It cannot answer.
    session.send('Page.crash').catch(() => undefined);
  };
}
