import { signIn } from './support/session.ts';
import { expect, test } from './support/test.ts';

test('an editor adds a movie and changes it', async ({ page, backend }) => {
  await signIn(page, 'editor');
  await page.getByRole('link', { name: 'Add movie' }).click();
  await page.getByLabel('Title').fill('Solaris');
  await page.getByLabel('Director').fill('Andrei Tarkovsky');
  await page.getByLabel('Year').fill('1972');
  await page.getByLabel('Genre').fill('Science fiction');
  await page.getByRole('button', { name: 'Save movie' }).click();
  await expect(page.getByText('“Solaris” was saved.')).toBeVisible();
  await expect(page).toHaveURL('/movies');
  const movie = page.getByRole('article', { name: 'Solaris' });
  await expect(movie).toContainText('1972 · Andrei Tarkovsky');
  await expect(page.getByRole('article')).toHaveCount(25);

  await movie.getByRole('link', { name: 'Edit Solaris' }).click();
  await expect(page.getByLabel('Director')).toHaveValue('Andrei Tarkovsky');
  await page.getByLabel('Rating').fill('9.5');
  await page.getByLabel('Watched').check();
  await page.getByRole('button', { name: 'Save movie' }).click();
  await expect(movie).toContainText('Rated 9.5 of 10');
  await expect(movie).toContainText('Watched');
  const { requests } = await backend.stats();
  expect(requests['POST /movies']).toEqual({ '201': 1 });
  expect(requests['PUT /movies/25']).toEqual({ '200': 1 });
});

test('what the server finds wrong is shown at the fields', async ({ page, backend }) => {
  await signIn(page, 'editor', '/movies/new');
  await page.getByLabel('Title').fill('Solaris');
  await page.getByLabel('Director').fill(' ');
  await page.getByLabel('Year').fill('1500');
  await page.getByLabel('Genre').fill('Drama');
  await page.getByLabel('Rating').fill('11');
  await page.getByRole('button', { name: 'Save movie' }).click();

  const field = (label: string) =>
    page.locator('mat-form-field').filter({ has: page.getByLabel(label) });
  await expect(field('Director')).toContainText('Must be a text of 1 to 200 characters.');
  await expect(field('Year')).toContainText('Must be a whole number from 1888 to 2100.');
  await expect(field('Rating')).toContainText('Must be a number from 0 to 10, or empty.');
  await expect(field('Title').locator('mat-error')).toHaveCount(0);
  await expect(page.getByLabel('Year')).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveURL('/movies/new');
  expect((await backend.stats()).requests['POST /movies']).toEqual({ '400': 1 });

  await page.getByLabel('Director').fill('Andrei Tarkovsky');
  await page.getByLabel('Year').fill('1972');
  await page.getByLabel('Rating').fill('');
  await page.getByRole('button', { name: 'Save movie' }).click();
  await expect(page.getByText('“Solaris” was saved.')).toBeVisible();
  expect((await backend.stats()).requests['POST /movies']).toEqual({ '400': 1, '201': 1 });
});

test('an admin deletes a movie, and keeps another', async ({ page, backend }) => {
  await signIn(page, 'admin');
  await page.getByRole('button', { name: 'Delete Alien' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Delete Metropolis' }).click();
  await expect(page.getByRole('dialog')).toContainText('Delete “Metropolis”?');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('“Metropolis” was deleted.')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(23);
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(23);
  await expect(page.getByRole('article', { name: 'Alien' })).toBeVisible();
  const { requests } = await backend.stats();
  expect(requests['DELETE /movies/1']).toEqual({ '204': 1 });
  expect(requests['DELETE /movies/10']).toBeUndefined();
});

test('a change without the role is refused by the server: no refresh, the session stands', async ({
  page,
  backend,
}) => {
  // What somebody gets who makes the hidden buttons visible.
  await signIn(page, 'editor');
  await page.evaluate(() => {
    const send = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href);
      const isForMovie = url.pathname === '/api/movies/4';
      return send(input, isForMovie ? { ...init, method: 'DELETE', body: null } : init);
    };
  });
  await page.getByRole('button', { name: 'Mark Rashomon as watched' }).click();
  await expect(page.getByText('This needs the role admin.')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(24);
  await expect(page).toHaveURL('/movies');
  const { refreshCalls, requests } = await backend.stats();
  expect(refreshCalls).toBe(0);
  expect(requests['DELETE /movies/4']).toEqual({ '403': 1 });
});
