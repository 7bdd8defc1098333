import { expect, type Browser, type Page } from '@playwright/test';
import { Backend } from '../support/backend.ts';
import type { Consumer } from './consumers.ts';
import type { Step } from './report.ts';
import type { ServedApp } from './serve-app.ts';

/** Runs a step and notes how it went. */
export type Run = (step: Step, work: () => Promise<void>) => Promise<void>;

/** What a user of the app does, in a browser with nothing in it; each step goes on where the last one ended. */
export async function browserCheck(
  browser: Browser,
  { url }: ServedApp,
  { addOptions = [], serverRendering }: Consumer,
  run: Run,
): Promise<void> {
  const backend = new Backend(url);
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  const problems = watchProblems(page);
  const step: Run = (name, work) =>
    run(name, async () => {
      await work();
      expect(problems.splice(0)).toEqual([]);
    });
  try {
    await step('sign-in', () => signInAndReload(page, backend));
    await step('refresh', () => refresh(page, backend));
    if (serverRendering) await step('lazy client', () => greet(page, backend));
    await step('guard', () => signOut(page, backend, addOptions.includes('--logout-url')));
  } finally {
    await context.close();
  }
}

async function signInAndReload(page: Page, backend: Backend): Promise<void> {
  // Soon over, so that the next step has something to refresh.
  await backend.setFaults({ accessTokenLifetime: 1 });
  await page.goto('/');
  await page.getByRole('link', { name: 'Account' }).click();
  await expect(page).toHaveURL('/login?returnUrl=%2Faccount');
  await submit(page, 'admin', 'wrong');
  await expect(page.getByRole('alert')).toHaveText('The username or the password is wrong.');
  await signIn(page, 'admin');
  await page.reload();
  await expectAccount(page, 'admin');
  await expect(page.getByText('You may delete everything.')).toBeVisible();
}

async function refresh(page: Page, backend: Backend): Promise<void> {
  await page.waitForFunction(() => {
    const until = document.querySelector('time')?.dateTime ?? '';
    return until !== '' && Date.now() > Date.parse(until);
  });
  await backend.reset();
  await load(page, 'Ada Admin');
  expect(await traffic(backend)).toEqual({ refreshes: 1, loads: { 200: 1 } });

  // The token looks good here, and the server says no.
  await backend.rejectAccessTokens();
  await backend.reset();
  await load(page, 'Ada Admin,Ada Admin');
  expect(await traffic(backend)).toEqual({ refreshes: 1, loads: { 401: 1, 200: 1 } });
}

/** In lazy routes with an HttpClient of their own: the user's own answer, and one refresh. */
async function greet(page: Page, backend: Backend): Promise<void> {
  for (const path of ['own', 'via-parent']) {
    await backend.rejectAccessTokens();
    await backend.reset();
    await page.goto(`/greeting/${path}`);
    await expect(page.getByText('Hello, Ada Admin')).toBeVisible();
    expect((await backend.stats()).refreshCalls).toBe(1);
  }
  await page.goto('/account');
}

async function signOut(page: Page, backend: Backend, revokes: boolean): Promise<void> {
  await Promise.all([
    revokes && page.waitForResponse('**/api/auth/logout'),
    page.getByRole('button', { name: 'Sign out' }).click(),
  ]);
  await expect(page).toHaveURL('/');
  expect((await backend.stats()).logouts).toBe(revokes ? 1 : 0);
  await page.getByRole('link', { name: 'Account' }).click();
  await expect(page).toHaveURL('/login?returnUrl=%2Faccount');
  await page.goto('/account');
  await expect(page).toHaveURL('/login?returnUrl=%2Faccount');
  await expect(page.getByRole('heading', { name: 'Your account' })).toHaveCount(0);
  await backend.reset();
  await signIn(page, 'viewer');
  await expect(page.getByText('You may delete everything.')).toHaveCount(0);
}

async function signIn(page: Page, username: string): Promise<void> {
  await submit(page, username, 'password');
  await expectAccount(page, username);
}

/** On the page that `ng add` wrote. */
async function submit(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function expectAccount(page: Page, username: string): Promise<void> {
  await expect(page).toHaveURL('/account');
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  await expect(page.locator('strong')).toHaveText(username);
}

/** The backend knows the name of who sends a token that it signed; the page shows all its answers. */
async function load(page: Page, answers: string): Promise<void> {
  await page.getByRole('button', { name: 'Load' }).click();
  await expect(page.locator('output')).toHaveText(answers);
}

async function traffic(backend: Backend): Promise<object> {
  const { refreshes, refreshCalls, requests } = await backend.stats();
  expect(refreshCalls).toBe(refreshes.rotated);
  return { refreshes: refreshes.rotated, loads: requests['GET /me'] };
}

/** Errors that the app or the browser reports; a 401 of the API is none, the library answers it. */
function watchProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (message.text().includes('status of 401')) return;
    problems.push(message.text());
  });
  return problems;
}
