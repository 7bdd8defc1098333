import { expect, type BrowserContext, type Page } from '@playwright/test';
import type { Tab, TabEvent, TabResult } from '../../tabs/src/tab.ts';
import type { Backend } from '../backend.ts';
import type { Username } from '../session.ts';

declare global {
  // What a page of the tabs app has.
  const tab: Tab;
  const tabs: readonly Tab[];
}

/** Under which the tabs app keeps its session, if the address does not say another. */
export const KEY = 'tabs-app';

/** Opens a page of the app in a new tab and waits until it can be driven. */
export async function openTab(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await untilReady(page);
  return page;
}

export async function untilReady(page: Page): Promise<void> {
  await page.waitForFunction(() => 'tab' in globalThis);
}

export async function signIn(page: Page, username: Username = 'viewer'): Promise<void> {
  const { code } = await page.evaluate((name) => tab.signIn(name), username);
  expect(code).toBeNull();
}

/** Waits until each tab says so. */
export async function expectStatus(
  pages: readonly Page[],
  status: 'anonymous' | 'authenticated',
): Promise<void> {
  for (const page of pages) await expect.poll(() => page.evaluate(() => tab.status())).toBe(status);
}

/**
 * Signs in on the first tab and waits until the access token of all has really run out. The
 * counters then start at 0, and new tokens live as long as usual.
 */
export async function signInAndExpire(
  pages: readonly Page[],
  backend: Backend,
  username?: Username,
): Promise<void> {
  const [first] = pages;
  if (!first) throw new Error('No tab to sign in on.');
  await backend.setFaults({ accessTokenLifetime: 1 });
  await signIn(first, username);
  await expire(pages, backend);
}

/** As `signInAndExpire()`, for tabs that are signed in, with a token that lives for a second. */
export async function expire(pages: readonly Page[], backend: Backend): Promise<void> {
  await expectStatus(pages, 'authenticated');
  await untilStale(pages);
  await backend.reset();
}

export async function untilStale(pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    await page.waitForFunction(() => (tab.expiresAt() ?? Infinity) <= Date.now());
  }
}

export function getAccessToken(page: Page): Promise<TabResult> {
  return page.evaluate(() => tab.getAccessToken());
}

/** All tabs need an access token, at the same moment. */
export function askTogether(pages: readonly Page[]): Promise<TabResult[]> {
  const at = Date.now() + 50 + 10 * pages.length;
  return Promise.all(pages.map((page) => page.evaluate((moment) => tab.ask(moment), at)));
}

/** One and the same token for all. */
export function expectOneToken(results: readonly TabResult[]): void {
  const tokens = new Set(results.map(({ value }) => value));
  expect(results.map(({ code }) => code)).toEqual(results.map(() => null));
  expect([...tokens]).toEqual([expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)]);
}

export function events(page: Page): Promise<readonly TabEvent[]> {
  return page.evaluate(() => tab.events);
}

/** The tab that sends the next refresh. */
export async function nextToRefresh(context: BrowserContext): Promise<Page> {
  const request = await context.waitForEvent('request', isRefresh);
  return request.frame().page();
}

/** Waits until these tabs wait for a refresh, their own or that of another tab. */
export async function untilRefreshing(pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.waitForFunction(() => tab.isRefreshing());
}

function isRefresh(request: { url(): string }): boolean {
  return request.url().endsWith('/api/auth/refresh');
}
