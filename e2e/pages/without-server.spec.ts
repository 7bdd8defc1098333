import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
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
    const host = await startFileHost({ folders: ['/movie-tracker/'] });
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

/** Ends the worker as the browser does, in the middle of whatever it is doing. */
async function killWorker(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const stopped = new Promise<void>((done) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) done();
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await session.detach();
}

async function setFaults(page: Page, faults: object): Promise<void> {
  const status = await page.evaluate(
    async (body) => (await fetch('/api/faults', { method: 'POST', body })).status,
    JSON.stringify(faults),
  );
  expect(status).toBe(200);
}

/** Closes every page of the demo, as who leaves it does, and comes back later. */
async function comeBackLater(context: BrowserContext, path: string): Promise<Page> {
  await Promise.all(context.pages().map((page) => page.close()));
  const page = await context.newPage();
  await page.goto(path);
  return page;
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

test('a worker that is killed in the middle of a refresh costs no session', async ({ page }) => {
  await signIn(page, 'viewer', '/account');
  await setFaults(page, { latency: 1500 });
  const sent = page.waitForRequest('**/api/auth/refresh');
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await sent;
  await killWorker(page);
  // Chromium asks another worker, once, and that one knows the token.
  await expectOutcome(page, 'The access token is new.');

  await sendFiveRequests(page);
  await expectOutcome(page, 'All 5 requests were answered.');
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'The access token is new.');
});

test('switches that were left on do not break the next visit', async ({ page, context }) => {
  await signIn(page, 'viewer', '/account');
  await setFaults(page, { unplugged: true });
  // They outlive the worker, and another page of the demo leaves them alone.
  await killWorker(page);
  const second = await context.newPage();
  await second.goto('/account');
  await expect(second.getByRole('heading', { name: 'Your session' })).toBeVisible();
  await sendFiveRequests(page);
  await expectOutcome(page, 'The server cannot be reached.');

  const later = await comeBackLater(context, '/account');
  await sendFiveRequests(later);
  await expectOutcome(later, 'All 5 requests were answered.');
  // Who sees nothing but errors loads the page again.
  await setFaults(later, { unplugged: true });
  await later.reload();
  await sendFiveRequests(later);
  await expectOutcome(later, 'All 5 requests were answered.');
});

test('who empties the database is not held up, and the worker goes on with another', async ({
  page,
}) => {
  await signIn(page, 'viewer', '/account');
  const deleted = await page.evaluate(async () => {
    const name = 'mock-backend /';
    const isThere = (await indexedDB.databases()).some((database) => database.name === name);
    await new Promise((done) => {
      indexedDB.deleteDatabase(name).onsuccess = done;
    });
    return isThere;
  });
  expect(deleted).toBe(true);
  // Its memory is saved once more, to outlive it.
  await sendFiveRequests(page);
  await expectOutcome(page, 'All 5 requests were answered.');
  await killWorker(page);
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'The access token is new.');
});

test('other projects on the host keep their pages', async ({ page }) => {
  const others = { '/other/': '<h1>Other project</h1>', '/other/page': '<h1>Its page</h1>' };
  const host = await startFileHost({ others });
  await page.goto(`${host.url}/`);
  await submitLogin(page, 'viewer');
  await expect(page.getByRole('article')).toHaveCount(24);
  await page.goto(`${host.url}/other/`);
  await expect(page.getByRole('heading')).toHaveText('Other project');
  await page.goto(`${host.url}/other/page`);
  await expect(page.getByRole('heading')).toHaveText('Its page');
  host.close();
});

test('a copy in a folder of another copy has a worker and a state of its own', async ({ page }) => {
  const host = await startFileHost({ folders: ['/', '/copy/'] });
  await page.goto(`${host.url}/`);
  await submitLogin(page, 'viewer');
  await expect(page.getByRole('article')).toHaveCount(24);
  await page.evaluate(() => localStorage.clear());

  await page.goto(`${host.url}/copy/`);
  await submitLogin(page, 'viewer');
  await expect(page.getByRole('article')).toHaveCount(24);
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toBe(
    `${host.url}/copy/backend-worker.js`,
  );
  const names = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name),
  );
  expect(names).toEqual(expect.arrayContaining(['mock-backend /', 'mock-backend /copy/']));
  // Not one of the other copy's, which would end with it.
  await killWorker(page);
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(24);
  host.close();
});

test('a host that answers all with the page: a deep link works once the worker is there', async ({
  page,
}) => {
  const folder = '/movie-tracker/';
  const host = await startFileHost({ folders: [folder], hasFallback: true });
  await page.goto(`${host.url}${folder}`);
  await submitLogin(page, 'editor');
  await expect(page.getByRole('article')).toHaveCount(24);
  await page.goto(`${host.url}${folder}movies/10/edit`);
  await expect(page.getByLabel('Title')).toHaveValue('Alien');
  host.close();
});

test('a link into the app where no worker is started says so', async ({ page }) => {
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () =>
      Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
  });
  await page.goto('/account');
  await expect(page.getByRole('status')).toContainText('keeps its server in a service worker');
});

test('a link into the app that the worker never gets to answer is not loaded for ever', async ({
  page,
}) => {
  // As with "Bypass for network" in the developer tools.
  await page
    .context()
    .newCDPSession(page)
    .then(async (session) => {
      await session.send('Network.enable');
      await session.send('Network.setBypassServiceWorker', { bypass: true });
    });
  let loads = 0;
  page.on('request', (request) => (loads += Number(request.isNavigationRequest())));
  await page.goto('/account');
  await expect(page.getByRole('status')).toHaveText('There is no such page.');
  expect(loads).toBe(2);
});
