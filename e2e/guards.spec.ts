import { signIn, submitLogin, type Username } from './support/session.ts';
import { expect, test } from './support/test.ts';
import { watchElements, watchUrls } from './support/watch.ts';

test('the anonymous go to the login page and come back, query and fragment included', async ({
  page,
  backend,
}) => {
  const seen = await watchElements(page, 'app-movie-list-page');
  await page.goto('/movies?q=alien&show=watched#top');
  const returnUrl = encodeURIComponent('/movies?q=alien&show=watched#top');
  await expect(page).toHaveURL(`/login?returnUrl=${returnUrl}`);
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  expect(seen).toEqual([]);
  expect((await backend.stats()).requests).toEqual({});

  await submitLogin(page, 'viewer');
  await expect(page).toHaveURL('/movies?q=alien&show=watched#top');
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByRole('textbox', { name: 'Search movies' })).toHaveValue('alien');
});

test('N5 a viewer at /admin is sent to /forbidden, without a refresh', async ({
  page,
  backend,
}) => {
  await signIn(page, 'viewer');
  const urls = watchUrls(page);
  const seen = await watchElements(page, 'app-users-page', 'app-login-page');
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: 'This page is not for you' })).toBeVisible();
  expect(urls).toEqual(['/admin', '/forbidden']);
  expect(seen).toEqual([]);
  const { refreshCalls, requests } = await backend.stats();
  expect(refreshCalls).toBe(0);
  expect(requests['GET /admin/users']).toBeUndefined();
});

for (const path of ['/movies/new', '/movies/1/edit']) {
  test(`N5 for a viewer there is no page at ${path}`, async ({ page, backend }) => {
    await signIn(page, 'viewer');
    const seen = await watchElements(page, 'app-movie-form-page', 'app-login-page');
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'This scene was cut' })).toBeVisible();
    await expect(page).toHaveURL(path);
    expect(seen).toEqual([]);
    expect((await backend.stats()).refreshCalls).toBe(0);
  });
}

const ALLOWED: readonly [user: Username, edits: boolean, administers: boolean][] = [
  ['viewer', false, false],
  ['editor', true, false],
  ['admin', true, true],
];

for (const [username, edits, administers] of ALLOWED) {
  test(`N5 ${username} sees the buttons of that role only`, async ({ page }) => {
    await signIn(page, username);
    const movie = page.getByRole('article', { name: 'Metropolis' });
    await expect(movie).toBeVisible();
    await expect(page.getByRole('link', { name: 'Add movie' })).toBeVisible({ visible: edits });
    await expect(movie.getByRole('link', { name: 'Edit' })).toBeVisible({ visible: edits });
    await expect(movie.getByRole('button', { name: 'Delete' })).toBeVisible({
      visible: administers,
    });
    await expect(page.getByRole('link', { name: 'Users' })).toBeVisible({ visible: administers });
  });
}

test('an admin sees the users', async ({ page, backend }) => {
  await signIn(page, 'admin', '/admin');
  await expect(page.getByRole('row')).toHaveCount(4);
  expect((await backend.stats()).requests['GET /admin/users']).toEqual({ '200': 1 });
});
