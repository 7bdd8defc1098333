import { expect, test as base, type Page } from '@playwright/test';
import { expectRow, runExperiment } from '../support/chaos.ts';
import { startFileHost } from '../support/pages/file-host.ts';
import {
  expectOutcome,
  sendFiveRequests,
  signIn,
  storedTokens,
  submitLogin,
} from '../support/session.ts';

// What only the demo without a server has. No worker is there before a test begins.

/** The demo at the root of a host, and in a folder of another, as on pages of a repository. */
const test = base.extend<{ root: string; subfolder: string }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from here
  root: async ({}, use) => {
    const host = await startFileHost();
    await use(host.url);
    host.close();
  },

  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from here
  subfolder: async ({}, use) => {
    const host = await startFileHost('/movie-tracker/');
    await use(`${host.url}/movie-tracker`);
    host.close();
  },

  baseURL: async ({ root }, use) => {
    await use(root);
  },
});

/** Takes the worker away, and its memory with it, and comes back: the page starts another one. */
async function comeBackWithoutWorker(page: Page, path: string): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.ready).unregister());
  await page.goto('about:blank');
  const reply = await page.goto(path);
  // It is the file host that answers.
  expect(reply?.status()).toBe(404);
}

function statusOf(page: Page, path: string, token: string): Promise<number> {
  return page.evaluate(
    async ([path, token]) => {
      const reply = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
      return reply.status;
    },
    [path, token] as const,
  );
}

function spend(page: Page, refreshToken: string): Promise<number> {
  return page.evaluate(async (refreshToken) => {
    const body = JSON.stringify({ refreshToken });
    return (await fetch('/api/auth/refresh', { method: 'POST', body })).status;
  }, refreshToken);
}

test('a session and what was changed outlive the worker', async ({ page }) => {
  await signIn(page, 'admin');
  const watched = page.getByRole('button', { name: 'Mark Rashomon as watched' });
  await watched.click();
  await expect(watched).toHaveAttribute('aria-pressed', 'true');
  const before = await storedTokens(page);

  await comeBackWithoutWorker(page, '/account');
  await sendFiveRequests(page);
  await expectOutcome(page, 'All 5 requests were answered.');
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'The access token is new.');

  await comeBackWithoutWorker(page, '/movies');
  await expect(watched).toHaveAttribute('aria-pressed', 'true');
  // It knows which token was spent before it was ended, and ends the session of whoever shows it.
  expect(await spend(page, before.refreshToken)).toBe(400);
  expect(await spend(page, (await storedTokens(page)).refreshToken)).toBe(400);
});

test('tokens are signed: one whose claims were changed is refused', async ({ page }) => {
  await signIn(page, 'viewer');
  const { accessToken } = await storedTokens(page);
  const [header = '', claims = '', signature = ''] = accessToken.split('.');
  const forged = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { roles: string[] };
  forged.roles.push('admin');
  const payload = Buffer.from(JSON.stringify(forged)).toString('base64url');
  expect(await statusOf(page, '/api/me', accessToken)).toBe(200);
  expect(await statusOf(page, '/api/admin/users', accessToken)).toBe(403);
  expect(await statusOf(page, '/api/admin/users', `${header}.${payload}.${signature}`)).toBe(401);
});

test('a link into the app works at the first visit, in a folder too', async ({
  page,
  subfolder,
}) => {
  const link = `${subfolder}/movies/10/edit?from=mail`;
  const reply = await page.goto(link);
  // From the file host, which has no such file.
  expect(reply?.status()).toBe(404);
  await submitLogin(page, 'editor');
  await expect(page).toHaveURL(link);
  await expect(page.getByLabel('Title')).toHaveValue('Alien');

  const again = await page.reload();
  expect(again?.fromServiceWorker()).toBe(true);
  await expect(page.getByLabel('Title')).toHaveValue('Alien');
});

test('the other tabs of the chaos page are found in a folder', async ({ page, subfolder }) => {
  test.slow();
  await page.goto(`${subfolder}/`);
  await submitLogin(page, 'viewer');
  await page.getByRole('link', { name: 'Chaos', exact: true }).click();
  await runExperiment(page, 'Another user in another tab');
  await expectRow(page, 'Sent as another user', ['0', '8']);
});

test('a page that is reloaded past its worker gets it back', async ({ page, context }) => {
  await signIn(page, 'viewer', '/account');
  const session = await context.newCDPSession(page);
  await page.goto('/');
  await expect(page.getByRole('article')).toHaveCount(24);
  // The app's page itself, not the 404.html that stands in for it.
  await page.evaluate(() => history.replaceState(null, '', '/'));
  const answered = page.waitForResponse((reply) => reply.request().isNavigationRequest());
  await session.send('Page.reload', { ignoreCache: true });
  const reply = await answered;
  expect([reply.status(), reply.fromServiceWorker()]).toEqual([200, false]);
  await page.waitForLoadState();
  await expect(page.getByRole('article')).toHaveCount(24);
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
});

test('what neither the host nor the app has is said to be missing', async ({ page }) => {
  await signIn(page, 'viewer');
  await page.goto('/missing.png');
  await expect(page.getByRole('status')).toHaveText('There is no such page.');
});

test('where there are no service workers, the page says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });
  });
  await page.goto('/');
  await expect(page.getByText('keeps its server in a service worker')).toBeVisible();
});
