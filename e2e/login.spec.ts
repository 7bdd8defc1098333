import { signIn, submitLogin, type Username } from './support/session.ts';
import { setOffline } from './support/set-offline.ts';
import { expect, test } from './support/test.ts';
import { watchUrls } from './support/watch.ts';

const USERS: readonly [username: Username, name: string][] = [
  ['viewer', 'Vera Viewer'],
  ['editor', 'Eddie Editor'],
  ['admin', 'Ada Admin'],
];

for (const [username, name] of USERS) {
  test(`${username} signs in and sees the movies`, async ({ page, backend }) => {
    await page.goto('/');
    await expect(page).toHaveURL('/login?returnUrl=%2Fmovies');
    await submitLogin(page, username);
    await expect(page).toHaveURL('/movies');
    await expect(page.getByRole('article')).toHaveCount(24);
    await expect(page.getByRole('button', { name: `User menu of ${name}` })).toBeVisible();
    const { logins, refreshCalls, requests } = await backend.stats();
    expect(logins).toEqual({ succeeded: 1, failed: 0 });
    expect(refreshCalls).toBe(0);
    expect(requests['GET /movies']).toEqual({ '200': 1 });
  });
}

test('R8 a wrong password shows a message: no redirect, no refresh', async ({ page, backend }) => {
  await page.goto('/login?returnUrl=%2Faccount');
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  const urls = watchUrls(page);
  await page.getByLabel('Username').fill('viewer');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('Wrong username or password.');

  const { logins, refreshCalls } = await backend.stats();
  expect(logins).toEqual({ succeeded: 0, failed: 1 });
  expect(refreshCalls).toBe(0);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);

  await submitLogin(page, 'viewer');
  await expect(page).toHaveURL('/account');
  expect(urls).toEqual(['/account']);
});

test('empty fields are told, and nothing is sent', async ({ page, backend }) => {
  await page.goto('/login');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Enter your username.')).toBeVisible();
  await expect(page.getByText('Enter your password.')).toBeVisible();
  await expect(page.getByLabel('Username')).toBeFocused();
  expect((await backend.stats()).logins).toEqual({ succeeded: 0, failed: 0 });
});

test('a server that cannot be reached is told, and the next try works', async ({
  page,
  context,
  backend,
}) => {
  await page.goto('/login');
  // Its code is there already.
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await setOffline(context, backend, true);
  await submitLogin(page, 'viewer');
  await expect(page.getByRole('alert')).toHaveText(
    'The server cannot be reached. Check your connection and try again.',
  );
  await setOffline(context, backend, false);
  await submitLogin(page, 'viewer');
  await expect(page).toHaveURL('/movies');
});

test('N16 the login page leads the signed-in to the returnUrl', async ({ page, backend }) => {
  await signIn(page, 'viewer');
  await page.goto('/login?returnUrl=%2Faccount');
  await expect(page).toHaveURL('/account');
  await page.goto('/login');
  await expect(page).toHaveURL('/movies');
  await expect(page.getByRole('heading', { name: 'Movies', level: 1 })).toBeVisible();
  expect((await backend.stats()).logins.succeeded).toBe(1);
});
