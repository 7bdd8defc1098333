import { expect } from '@playwright/test';
import type { Tab, TabEvent, TabResult } from '../../tabs/src/tab.ts';
import type { Backend } from '../backend.ts';
import type { Profile, TabPage } from '../browsers/tab-browser.ts';
import type { Username } from '../session.ts';

declare global {
  // What a page of the tabs app has.
  const tab: Tab;
  const tabs: readonly Tab[];
  /** Destroys the apps of the page, and starts others: as a shell of micro-frontends does. */
  const remount: () => Promise<void>;
}

/** Under which the tabs app keeps its session, if the address does not say another. */
export const KEY = 'tabs-app';

/** Opens a page of the app in a new tab and waits until it can be driven. */
export async function openTab(profile: Profile, path: string): Promise<TabPage> {
  const page = await profile.open(path);
  await untilReady(page);
  return page;
}

export async function untilReady(page: TabPage): Promise<void> {
  await page.waitFor(() => 'tab' in globalThis);
}

export async function signIn(page: TabPage, username: Username = 'viewer'): Promise<void> {
  const { code } = await page.evaluate((name) => tab.signIn(name), username);
  expect(code).toBeNull();
}

/** Waits until each tab says so. */
export async function expectStatus(
  pages: readonly TabPage[],
  status: 'anonymous' | 'authenticated',
): Promise<void> {
  for (const page of pages) await expect.poll(() => page.evaluate(() => tab.status())).toBe(status);
}

/**
 * Signs in on the first tab and waits until the access token of all has really run out. The
 * counters then start at 0, and new tokens live as long as usual.
 */
export async function signInAndExpire(
  pages: readonly TabPage[],
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
export async function expire(pages: readonly TabPage[], backend: Backend): Promise<void> {
  await expectStatus(pages, 'authenticated');
  await untilStale(pages);
  await backend.reset();
}

export async function untilStale(pages: readonly TabPage[]): Promise<void> {
  for (const page of pages) {
    await page.waitFor(() => (tab.expiresAt() ?? Infinity) <= Date.now());
  }
}

export function getAccessToken(page: TabPage): Promise<TabResult> {
  return page.evaluate(() => tab.getAccessToken());
}

/** All tabs need an access token, at the same moment. */
export function askTogether(pages: readonly TabPage[]): Promise<TabResult[]> {
  const at = Date.now() + 50 + 10 * pages.length;
  return Promise.all(pages.map((page) => page.evaluate((moment) => tab.ask(moment), at)));
}

/** One and the same token for all. */
export function expectOneToken(results: readonly TabResult[]): void {
  const tokens = new Set(results.map(({ value }) => value));
  expect(results.map(({ code }) => code)).toEqual(results.map(() => null));
  expect([...tokens]).toEqual([expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)]);
}

export function events(page: TabPage): Promise<readonly TabEvent[]> {
  return page.evaluate(() => tab.events);
}

/** The tab that sends the next refresh. */
export function nextToRefresh(profile: Profile): Promise<TabPage> {
  return new Promise((resolve) => {
    profile.onRequest((path, page) => {
      if (path === '/api/auth/refresh') resolve(page);
    });
  });
}

/** Waits until these tabs wait for a refresh, their own or that of another tab. */
export async function untilRefreshing(pages: readonly TabPage[]): Promise<void> {
  for (const page of pages) await page.waitFor(() => tab.isRefreshing());
}

/** Path, query and fragment of where the page is. */
export function urlOf(page: TabPage): Promise<string> {
  return page.evaluate(() => location.pathname + location.search + location.hash);
}

/** Waits until the page has this heading. */
export async function expectHeading(page: TabPage, text: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.querySelector('h1')?.textContent ?? null))
    .toBe(text);
}
