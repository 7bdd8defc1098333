import {
  expectOutcome,
  sendFiveRequests,
  signIn,
  signOut,
  storedTokens,
  STORE_KEY,
  submitLogin,
} from './support/session.ts';
import { expect, test } from './support/test.ts';
import { TokenWatch } from './support/token-watch.ts';

// Tagged: it stands between the page and its server, which no test can where a worker answers.
const NOWHERE_ELSE =
  'a whole life: tokens are met in the store, in API headers and in the refresh, nowhere else';
test(NOWHERE_ELSE, { tag: '@server' }, async ({ page, context, backend }) => {
  test.slow(); // Each thing that is said in the pages is looked at.
  const watch = await TokenWatch.watch(context);
  await signIn(page, 'admin');
  await expect(page.getByRole('article')).toHaveCount(24);
  await watch.look(page);
  await page.getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.getByRole('link', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'The access token is new.');
  await watch.look(page);

  // An API refuses the token; the refresh is unavailable in two ways, then works.
  await backend.rejectAccessTokens();
  await backend.setFaults({ refreshFault: { kind: '503' } });
  await sendFiveRequests(page);
  await expectOutcome(page, 'All 5 requests were answered.');
  await backend.setFaults({ refreshFault: { kind: 'drop', times: 1000 } });
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'You are still signed in');
  await watch.look(page);
  await backend.setFaults({ refreshFault: null });
  await sendFiveRequests(page);
  await expectOutcome(page, 'All 5 requests were answered.');

  // Restored from the store, with a referrer; a second tab; out in one, so out in both.
  await page.evaluate(() => {
    location.assign('/account?from=link#top');
  });
  await expect(page.getByRole('heading', { name: 'Ada Admin' })).toBeVisible();
  const other = await context.newPage();
  await other.goto('/account');
  // The pause after the failures above is for all tabs: until it is over nobody asks the server.
  await expect(async () => {
    await other.getByRole('button', { name: 'Refresh now' }).click();
    const outcome = other.getByRole('status').filter({ hasText: /The access token is new|still/ });
    await expect(outcome).toHaveText('The access token is new.', { timeout: 500 });
  }).toPass();
  await watch.look(other);
  await signOut(page);
  await expect(other.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await watch.look(page);

  // Another user, whose session the server ends; then a sign-in again.
  await submitLogin(page, 'editor');
  await expect(page).toHaveURL('/movies');
  await expect(other.getByRole('heading', { name: 'Eddie Editor' })).toBeVisible();
  await backend.revokeRefreshTokens();
  await backend.rejectAccessTokens();
  await sendFiveRequests(other);
  await expect(other.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await watch.look(page);
  await submitLogin(page, 'viewer');
  await expect(page).toHaveURL('/movies');
  await watch.look(page);
  await watch.look(other);

  // Ten tokens or more, of two parts each.
  expect(watch.size).toBeGreaterThan(20);
  expect(await watch.places()).toEqual([
    'authorization of GET /api/admin/users',
    'authorization of GET /api/me',
    'authorization of GET /api/movies',
    'authorization of POST /api/auth/logout',
    'body of POST /api/auth/logout',
    'body of POST /api/auth/refresh',
    `storage ${STORE_KEY}`,
  ]);
});

/** Each is a way for the app to let go of a token; where the watch has to meet it. */
const LEAKS: Readonly<Record<string, (token: string) => unknown>> = {
  'URL of GET /leak': (token) => fetch(`/leak?token=${token}`),
  'URL of a page': (token) => history.pushState(null, '', `#${token}`),
  'URL of a socket': (token) => new WebSocket(`${location.origin}/?token=${token}`).close(),
  'body of POST /leak': (body) => fetch('/leak', { method: 'POST', body }),
  broadcast: (token) => {
    const channel = new BroadcastChannel('news');
    channel.postMessage({ token });
    channel.close();
  },
  cache: (token) => caches.open(token),
  console: (token) => {
    console.debug('failed', new Error('', { cause: { token } }));
  },
  cookie: (token) => (document.cookie = `token=${token}`),
  database: (token) =>
    new Promise((done) => {
      const opening = indexedDB.open('leak');
      opening.onupgradeneeded = () => opening.result.createObjectStore('a').put({ token }, 1);
      opening.onsuccess = done;
    }),
  // For a moment only: it is removed before anybody can look.
  DOM: async (token) => {
    document.body.dataset['token'] = token;
    await Promise.resolve();
    delete document.body.dataset['token'];
  },
  history: (token) => {
    history.replaceState({ token }, '');
    history.replaceState(null, '');
  },
  message: (token) => {
    window.postMessage({ token }, location.origin);
  },
  performance: (token) => performance.mark(token),
  'storage other': (token) => {
    localStorage.setItem('other', token);
    localStorage.removeItem('other');
  },
  'storage tab of the tab': (token) => (sessionStorage['tab'] = token),
  'uncaught error': (token) => {
    setTimeout(() => {
      throw Object.defineProperty(new Error(), 'token', { value: token });
    });
  },
  'window.name': (token) => (window.name = token),
  'x-token of GET /leak': (token) => fetch('/leak', { headers: { 'X-Token': token } }),
};

// Tagged as the one above.
const EVERY_WAY = 'a token that gets out is met, whichever way it takes';
test(EVERY_WAY, { tag: '@server' }, async ({ page, context }) => {
  const watch = await TokenWatch.watch(context);
  await signIn(page, 'viewer');
  // A part of it is enough.
  const secret = (await storedTokens(page)).accessToken.split('.')[2] ?? '';
  await watch.look(page);
  expect(await watch.places()).toEqual([
    'authorization of GET /api/movies',
    `storage ${STORE_KEY}`,
  ]);
  for (const [place, leak] of Object.entries(LEAKS)) {
    watch.forget();
    await page.evaluate(leak, secret);
    await watch.look(page);
    expect(await watch.places(), place).toContain(place);
  }
});
