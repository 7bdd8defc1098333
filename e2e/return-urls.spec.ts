import type { Page } from '@playwright/test';
import { SAFE_RETURN_URLS, UNSAFE_RETURN_URLS } from './support/return-urls.ts';
import { submitLogin } from './support/session.ts';
import { expect, test } from './support/test.ts';

/** Rows of one test: short enough that both workers have something to do. */
const ROWS = 8;

// A page is loaded for each row.
test.slow();

/** Collects whatever would leave the app: requests to other origins, and scripts that are run. */
async function watchEscapes(page: Page, origin: string): Promise<string[]> {
  const escapes: string[] = [];
  page.on('dialog', (dialog) => {
    escapes.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.route(
    (url) => url.origin !== origin,
    (route) => {
      escapes.push(route.request().url());
      return route.abort();
    },
  );
  return escapes;
}

/** Opens this URL and signs in, then asks the router for it as somebody who is signed in (N16). */
async function signInAt(page: Page, url: string, lands: (url: URL) => boolean): Promise<void> {
  await page.goto(url);
  await submitLogin(page, 'viewer');
  await expectLanding(page, lands);
  await page.evaluate((login) => {
    history.pushState(null, '', login);
    dispatchEvent(new PopStateEvent('popstate'));
  }, url);
  await expectLanding(page, lands);
  await page.evaluate(() => {
    localStorage.clear();
  });
}

async function expectLanding(page: Page, lands: (url: URL) => boolean): Promise<void> {
  await expect(page).toHaveURL(lands);
  // Its page is there: no navigation comes after this one.
  await expect(page.locator('app-movie-list-page, app-not-found-page')).toBeVisible();
  await expect(page).toHaveURL(lands);
}

for (let first = 0; first < UNSAFE_RETURN_URLS.length; first += ROWS) {
  const rows = UNSAFE_RETURN_URLS.slice(first, first + ROWS);
  test(`N13 unsafe returnUrls from ${JSON.stringify(rows[0])} lead to the start page`, async ({
    page,
    baseURL,
  }) => {
    const origin = new URL(baseURL ?? '').origin;
    const escapes = await watchEscapes(page, origin);
    for (const value of rows) {
      await test.step(JSON.stringify(value), async () => {
        const start = `${origin}/movies`;
        await signInAt(
          page,
          `/login?returnUrl=${encodeURIComponent(value)}`,
          ({ href }) => href === start,
        );
      });
    }
    expect(escapes).toEqual([]);
  });
}

test('N13 safe returnUrls are gone to as they stand', async ({ page, baseURL }) => {
  const origin = new URL(baseURL ?? '').origin;
  const escapes = await watchEscapes(page, origin);
  for (const value of SAFE_RETURN_URLS) {
    await test.step(value, async () => {
      // The demo's own start page; and of the query only the spelling is the router's.
      const wanted = new URL(value === '/' ? '/movies' : value, origin);
      await signInAt(
        page,
        `/login?returnUrl=${encodeURIComponent(value)}`,
        (url) =>
          url.origin === wanted.origin &&
          url.pathname === wanted.pathname &&
          url.hash === wanted.hash &&
          url.searchParams.toString() === wanted.searchParams.toString(),
      );
    });
  }
  expect(escapes).toEqual([]);
});

test('N13 a returnUrl that is given twice, or names this origin, leads to the start page', async ({
  page,
  baseURL,
}) => {
  const origin = new URL(baseURL ?? '').origin;
  const escapes = await watchEscapes(page, origin);
  for (const query of [
    'returnUrl=/account&returnUrl=/account',
    `returnUrl=${encodeURIComponent(`${origin}/account`)}`,
  ]) {
    await test.step(query, () =>
      signInAt(page, `/login?${query}`, ({ href }) => href === `${origin}/movies`),
    );
  }
  expect(escapes).toEqual([]);
});
