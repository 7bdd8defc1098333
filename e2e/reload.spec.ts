import { passPause, signIn, signInAndExpire, submitLogin, waitInVain } from './support/session.ts';
import { expect, test } from './support/test.ts';
import { watchElements, watchUrls } from './support/watch.ts';

test('a reload keeps the session, without a refresh', async ({ page, backend }) => {
  const seen = await watchElements(page, 'app-login-page', 'app-movie-list-page');
  await signIn(page, 'viewer');
  seen.length = 0;
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(24);
  await expect(page).toHaveURL('/movies');
  expect(seen).toEqual(['app-movie-list-page']);
  const { logins, refreshCalls } = await backend.stats();
  expect(logins.succeeded).toBe(1);
  expect(refreshCalls).toBe(0);
});

test('N1 a reload with an expired access token refreshes once, without a flash of the login page', async ({
  page,
  backend,
}) => {
  await signInAndExpire(page, backend);
  // Long enough for a login page to be seen while the refresh is under way.
  await backend.setFaults({ latency: 300 });
  const urls = watchUrls(page);
  const seen = await watchElements(page, 'app-login-page', 'app-movie-list-page');
  await page.goto('/movies?q=alien');
  await expect(page.getByRole('article', { name: 'Alien' })).toBeVisible();
  expect(new Set(urls)).toEqual(new Set(['/movies?q=alien']));
  expect(seen).toEqual(['app-movie-list-page']);
  const { refreshCalls, refreshes, requests } = await backend.stats();
  expect(refreshCalls).toBe(1);
  expect(refreshes.rotated).toBe(1);
  expect(requests['GET /movies']).toEqual({ '200': 1 });
});

test('N2 a reload while the refresh is unavailable keeps page and session', async ({
  page,
  backend,
}) => {
  await page.clock.install();
  await signInAndExpire(page, backend);
  await backend.setFaults({ refreshFault: { kind: '503', times: 1000 } });
  await page.goto('/movies');
  await waitInVain(page, backend);
  await expect(page.getByRole('alert')).toContainText('You are still signed in');
  await expect(page).toHaveURL('/movies');
  await backend.setFaults({ refreshFault: null });
  await passPause(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('article')).toHaveCount(24);
  expect((await backend.stats()).logins.succeeded).toBe(0);
});

test('N3 a reload with a dead refresh token redirects once, with the returnUrl', async ({
  page,
  backend,
}) => {
  await signInAndExpire(page, backend);
  await backend.revokeRefreshTokens();
  const seen = await watchElements(page, 'app-login-page', 'app-movie-list-page');
  const urls = watchUrls(page);
  await page.goto('/movies?q=alien&show=watched');
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  const login = '/login?returnUrl=%2Fmovies%3Fq%3Dalien%26show%3Dwatched';
  expect(urls).toEqual(['/movies?q=alien&show=watched', login]);

  await submitLogin(page, 'viewer');
  await expect(page).toHaveURL('/movies?q=alien&show=watched');
  await expect(page.getByRole('article', { name: 'Alien' })).toBeVisible();
  expect(seen).toEqual(['app-login-page', 'app-movie-list-page']);
  const { refreshCalls, refreshes } = await backend.stats();
  expect(refreshCalls).toBe(1);
  expect(refreshes.revoked).toBe(1);
});
