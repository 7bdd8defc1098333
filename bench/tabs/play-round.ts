import type { Page } from '@playwright/test';
import { setTimeout as delay } from 'node:timers/promises';
import type { LiveServer } from '../live/live-server.ts';
import type { Answer, LivePage } from '../live/src/live-page.ts';

/** What came of one round. */
export interface Round {
  readonly refreshCalls: number;
  /** Tabs that are refused when they ask once more. */
  readonly signedOut: number;
  /** From the moment at which all tabs asked until the last one had an answer, in milliseconds. */
  readonly milliseconds: number;
}

/** Longer than the access token lives. */
const SLEEP_SECONDS = 400;
/** How early the tabs are told when to ask, so that all know it by then. */
const NOTICE = 100;
/** Until the tabs ask once more: whoever is signed out knows it by then. */
const PAUSE = 300;

declare const bench: LivePage;

/**
 * One sign-in, which all tabs find when they are loaded. The computer sleeps until the access token has
 * ended; then all tabs ask for something at the same moment.
 */
export async function playRound(pages: readonly Page[], server: LiveServer): Promise<Round> {
  // No app of the round before may meddle.
  await Promise.all(pages.map((page) => page.goto('about:blank')));
  await server.backend.reset();
  await signIn(pages[0], server);
  await Promise.all(pages.map((page) => load(page, server)));
  await server.backend.setFaults({ clockOffset: SLEEP_SECONDS });
  await Promise.all(pages.map(sleep));

  const answers = await askTogether(pages);
  await delay(PAUSE);
  const { refreshCalls } = await server.backend.stats();
  const last = await askTogether(pages);
  return {
    refreshCalls,
    signedOut: last.filter(({ status }) => status !== 200).length,
    milliseconds: Math.max(...answers.map(({ milliseconds }) => milliseconds)),
  };
}

async function signIn(page: Page | undefined, server: LiveServer): Promise<void> {
  await page?.goto(`${server.url}/?seed`);
  await page?.evaluate(() => bench.seed());
}

/** Until the app has got an answer: it is signed in. */
async function load(page: Page, server: LiveServer): Promise<void> {
  await page.goto(`${server.url}/?start`);
  await page.waitForFunction(() => bench.firstAnswer !== null);
  const status = await page.evaluate(() => bench.firstAnswer?.status);
  if (status !== 200) throw new Error(`A tab that should be signed in got ${status}.`);
}

async function sleep(page: Page): Promise<void> {
  await page.evaluate((milliseconds) => {
    sleepInPage(milliseconds);
  }, SLEEP_SECONDS * 1000);
}

function askTogether(pages: readonly Page[]): Promise<Answer[]> {
  // By the clock of the pages.
  const at = Date.now() + SLEEP_SECONDS * 1000 + NOTICE;
  return Promise.all(pages.map((page) => page.evaluate((moment) => bench.ask(moment), at)));
}
