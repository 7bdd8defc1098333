import { expect, type Page } from '@playwright/test';
import type { Backend } from './backend.ts';

export type Username = 'admin' | 'editor' | 'viewer';

/** Under which the demo keeps its session in localStorage. */
export const STORE_KEY = 'movie-tracker';

export interface StoredTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Fills in the login page that is shown and sends it. */
export async function submitLogin(page: Page, username: Username): Promise<void> {
  // The demo account's button: it fills in both fields.
  await page.getByRole('button', { name: new RegExp(`^${username}`) }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in on the login page and waits for the page that comes then. */
export async function signIn(page: Page, username: Username, path = '/movies'): Promise<void> {
  await page.goto(`/login?returnUrl=${encodeURIComponent(path)}`);
  await submitLogin(page, username);
  await expect(page).toHaveURL(path);
  await expect(page.getByRole('button', { name: 'User menu of' })).toBeVisible();
}

/**
 * Signs in, and waits on the account page until the access token has really expired. The counters
 * then start at 0, and new tokens live as long as usual.
 */
export async function signInAndExpire(
  page: Page,
  backend: Backend,
  username: Username = 'viewer',
): Promise<void> {
  await backend.setFaults({ accessTokenLifetime: 1 });
  await signIn(page, username, '/account');
  await expect(page.getByRole('timer')).toHaveText('expired');
  await backend.reset();
}

/** The tokens of the session, as the demo keeps them. */
export async function storedTokens(page: Page): Promise<StoredTokens> {
  const json = await page.evaluate((key) => localStorage.getItem(key), STORE_KEY);
  return JSON.parse(json ?? 'null') as StoredTokens;
}

/** What the button on the account page reports about its requests. */
export async function expectOutcome(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();
}

export async function sendFiveRequests(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send 5 requests' }).click();
}

/** Presses the button so often within one task that the app's HttpClient sends as many at once. */
export async function sendRequests(page: Page, count: number): Promise<void> {
  await page
    .getByRole('button', { name: 'Send 5 requests' })
    .evaluate((button: HTMLElement, presses) => {
      for (let press = 0; press < presses; press++) button.click();
    }, count / 5);
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'User menu of' }).click();
  await page.locator('#user-menu').getByRole('button', { name: 'Sign out' }).click();
}

/**
 * Lets callers wait in vain for a refresh, on the page's own clock: 15 s, in steps so that the
 * server can answer every attempt. Call `page.clock.install()` first.
 */
export async function waitInVain(page: Page, backend: Backend): Promise<void> {
  for (let step = 0; step < 30; step++) {
    await page.clock.fastForward(500);
    await backend.stats();
  }
}

/** Lets the longest pause between two attempts to refresh pass, on the page's own clock. */
export async function passPause(page: Page): Promise<void> {
  await page.clock.fastForward(60_000);
}
