import {
  expectOutcome,
  sendFiveRequests,
  signIn,
  signOut,
  storedTokens,
  STORE_KEY,
  submitLogin,
} from './support/session.ts';
import { setOffline } from './support/set-offline.ts';
import { expect, test } from './support/test.ts';
import { watchUrls } from './support/watch.ts';

test('N10 signing out revokes the refresh token, and Back does not show the guarded page', async ({
  page,
  backend,
}) => {
  await signIn(page, 'viewer', '/account');
  const { refreshToken } = await storedTokens(page);
  await page.getByRole('link', { name: 'Movies', exact: true }).click();
  await expect(page.getByRole('article')).toHaveCount(24);
  await signOut(page);
  await expect(page).toHaveURL('/login');
  await expect.poll(async () => (await backend.stats()).logouts).toBe(1);
  const status = await page.evaluate(async (refreshToken) => {
    const body = JSON.stringify({ refreshToken });
    return (await fetch('/api/auth/refresh', { method: 'POST', body })).status;
  }, refreshToken);
  expect(status).toBe(400);
  expect((await backend.stats()).refreshes.revoked).toBe(1);

  await page.goBack();
  await expect(page).toHaveURL('/login?returnUrl=%2Fmovies');
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expect(page.locator('app-movie-list-page')).toHaveCount(0);
  await page.reload();
  await expect(page).toHaveURL('/login?returnUrl=%2Fmovies');
  const { requests } = await backend.stats();
  expect(requests['GET /movies']).toEqual({ '200': 1 });
});

test('signing out works while the server cannot be reached', async ({ page, context, backend }) => {
  await signIn(page, 'viewer', '/account');
  await setOffline(context, backend, true);
  await page.locator('app-session-panel').getByRole('button', { name: 'Sign out' }).click();
  await expect.poll(() => page.evaluate((key) => localStorage.getItem(key), STORE_KEY)).toBeNull();
  await setOffline(context, backend, false);
  await page.goto('/account');
  await expect(page).toHaveURL('/login?returnUrl=%2Faccount');
});

test('T4 a sign-out in one tab sends the other to the login page once, a sign-in brings it back', async ({
  page,
  context,
  backend,
}) => {
  await signIn(page, 'viewer');
  const other = await context.newPage();
  await other.goto('/account');
  await expect(other.getByRole('heading', { name: 'Vera Viewer' })).toBeVisible();
  const urls = watchUrls(other);

  await signOut(page);
  await expect(other.getByText('You signed out in another tab.')).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  expect(urls).toEqual(['/login?returnUrl=%2Faccount']);
  expect((await backend.stats()).logouts).toBe(1);

  await expect(page).toHaveURL('/login');
  await submitLogin(page, 'editor');
  await expect(other.getByRole('heading', { name: 'Eddie Editor' })).toBeVisible();
  expect(urls).toEqual(['/login?returnUrl=%2Faccount', '/account']);
  await sendFiveRequests(other);
  await expectOutcome(other, 'All 5 requests were answered.');
  const { logins, refreshCalls } = await backend.stats();
  expect(logins.succeeded).toBe(2);
  expect(refreshCalls).toBe(0);
});
