import { expect, type Locator, type Page } from '@playwright/test';
import type { Username } from '../session.ts';
import type { SsrServer } from './ssr-server.ts';

/** Each way to guard a page, and the element that must not be seen by others. */
export const GUARDED: readonly [path: string, slot: string, element: string][] = [
  ['/account', 'canActivate', 'app-account-page'],
  ['/team/members', 'canActivateChild', 'app-team-page'],
  ['/admin', 'canMatch', 'app-admin-page'],
];

export const NAMES = { admin: 'Ada Admin', editor: 'Eddie Editor', viewer: 'Vera Viewer' };

/** What the header says of the session. */
export function session(page: Page): Locator {
  return page.getByTestId('session');
}

export async function signIn(page: Page, username: Username, path = '/about'): Promise<void> {
  await page.goto(`/login?returnUrl=${encodeURIComponent(path)}`);
  await page.getByRole('textbox', { name: 'User' }).fill(username);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(path);
  await expect(session(page)).toHaveText(NAMES[username]);
}

/** Signs in, and waits until the access token has expired. New tokens live as long as usual. */
export async function signInAndExpire(
  page: Page,
  server: SsrServer,
  username: Username,
): Promise<void> {
  await server.setFaults({ accessTokenLifetime: 1 });
  await signIn(page, username);
  await page.waitForTimeout(1200);
  await server.reset();
}

/**
 * Collects what is wrong with the hydration of the documents that the page loads from now on:
 * Angular's own complaints, and elements of the server that were thrown away.
 */
export async function watchHydration(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const text = message.text();
    if (/NG0?\d{3,}/.test(text) || message.type() === 'warning') complaints.push(text);
  });
  await page.addInitScript(() => {
    // Interactive: the server's document is parsed, and no module of the app has run yet.
    document.addEventListener('readystatechange', () => {
      if (document.readyState !== 'interactive') return;
      for (const element of document.querySelectorAll('header, main')) {
        Object.assign(element, { isFromServer: true });
      }
    });
  });
  return complaints;
}

/** The shell in the page is the one that the server sent, not another one in its place. */
export async function expectHydrated(page: Page): Promise<void> {
  for (const name of ['header', 'main']) {
    await expect(page.locator(name)).toHaveJSProperty('isFromServer', true);
  }
}
