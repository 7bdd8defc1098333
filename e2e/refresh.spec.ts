import {
  expectOutcome,
  sendFiveRequests,
  sendRequests,
  signIn,
  signInAndExpire,
  storedTokens,
  submitLogin,
} from './support/session.ts';
import { expect, test } from './support/test.ts';
import { watchElements, watchUrls } from './support/watch.ts';

const COUNT = 1_000;
/** A browser has six connections to one server. */
const PATIENCE = { timeout: 60_000 };

test('C1 H1 1,000 requests at once after the expiry: one refresh, all answered', async ({
  page,
  backend,
}) => {
  test.slow();
  await signInAndExpire(page, backend);
  await sendRequests(page, COUNT);
  // Each was sent once: those that carried the expired token would be counted as 401.
  await expect
    .poll(async () => (await backend.stats()).requests['GET /me'], PATIENCE)
    .toEqual({ '200': COUNT });
  await expectOutcome(page, 'All 5 requests were answered.');
  const { refreshCalls, refreshes } = await backend.stats();
  expect(refreshCalls).toBe(1);
  expect(refreshes.rotated).toBe(1);
});

test('C1 H1 1,000 requests at once whose token the server refuses: one refresh, one replay each', async ({
  page,
  backend,
}) => {
  test.slow();
  await signIn(page, 'viewer', '/account');
  await backend.rejectAccessTokens();
  // The answers come at different times, many of them when the refresh is long over (C3).
  await sendRequests(page, COUNT);
  await expect
    .poll(async () => (await backend.stats()).requests['GET /me'], PATIENCE)
    .toEqual({ '401': COUNT, '200': COUNT });
  await expectOutcome(page, 'All 5 requests were answered.');
  const { refreshCalls, refreshes } = await backend.stats();
  expect(refreshCalls).toBe(1);
  expect(refreshes.rotated).toBe(1);
});

test('H14 "Invalidate the token", then requests: one refresh, and the tokens are new', async ({
  page,
  backend,
}) => {
  await signIn(page, 'viewer', '/account');
  const before = await storedTokens(page);
  await page.getByRole('button', { name: 'Invalidate the token' }).click();
  await expectOutcome(page, 'The server refuses this access token from now on.');
  await sendFiveRequests(page);
  await expectOutcome(page, 'All 5 requests were answered.');
  await expect(page.getByRole('log').getByText('Access token refreshed')).toHaveCount(1);

  const after = await storedTokens(page);
  expect(after.accessToken).not.toBe(before.accessToken);
  expect(after.refreshToken).not.toBe(before.refreshToken);
  const { refreshCalls, requests } = await backend.stats();
  expect(refreshCalls).toBe(1);
  expect(requests['GET /me']).toEqual({ '401': 5, '200': 5 });
});

test('H14 a change that the server refuses with 401 is replayed with its body', async ({
  page,
  backend,
}) => {
  await signIn(page, 'editor');
  await backend.rejectAccessTokens();
  const watched = page.getByRole('button', { name: 'Mark Rashomon as watched' });
  await expect(watched).toHaveAttribute('aria-pressed', 'false');
  await watched.click();
  await expect(watched).toHaveAttribute('aria-pressed', 'true');
  const { refreshCalls, requests } = await backend.stats();
  expect(refreshCalls).toBe(1);
  expect(requests['PATCH /movies/4']).toEqual({ '401': 1, '200': 1 });
});

test('an expiry during use is not noticed', async ({ page, backend }) => {
  await signInAndExpire(page, backend);
  const urls = watchUrls(page);
  await page.getByRole('link', { name: 'Movies', exact: true }).click();
  await expect(page.getByRole('article')).toHaveCount(24);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(urls).toEqual(['/movies']);
  const { refreshCalls, requests } = await backend.stats();
  expect(refreshCalls).toBe(1);
  expect(requests['GET /movies']).toEqual({ '200': 1 });
});

test('R3 a refresh that is refused on a guarded page leads to the login page once', async ({
  page,
  backend,
}) => {
  await signInAndExpire(page, backend);
  await backend.revokeRefreshTokens();
  const urls = watchUrls(page);
  await sendRequests(page, COUNT);
  await expect(page.getByText('Your session is over. Please sign in again.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  const { refreshCalls, refreshes, requests } = await backend.stats();
  expect(refreshCalls).toBe(1);
  expect(refreshes.revoked).toBe(1);
  expect(requests['GET /me']).toBeUndefined();

  await submitLogin(page, 'viewer');
  await expect(page.getByRole('heading', { name: 'Vera Viewer' })).toBeVisible();
  expect(urls).toEqual(['/login?returnUrl=%2Faccount', '/account']);
});

test('H2 R3 so does one that 1,000 requests answered with 401 ask for', async ({
  page,
  backend,
}) => {
  const seen = await watchElements(page, 'app-login-page');
  await signIn(page, 'viewer', '/account');
  await backend.rejectAccessTokens();
  await backend.revokeRefreshTokens();
  seen.length = 0;
  const urls = watchUrls(page);
  await sendRequests(page, COUNT);
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await submitLogin(page, 'viewer');
  await expect(page.getByRole('heading', { name: 'Vera Viewer' })).toBeVisible();
  expect(urls).toEqual(['/login?returnUrl=%2Faccount', '/account']);
  expect(seen).toEqual(['app-login-page']);
  expect((await backend.stats()).refreshCalls).toBe(1);
});
