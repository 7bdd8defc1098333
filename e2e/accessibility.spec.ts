import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { PAGES } from './support/demo-pages.ts';
import { sendRequests, signIn, signInAndExpire } from './support/session.ts';
import { showPage } from './support/show-page.ts';
import { expect, test } from './support/test.ts';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 720 };

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    for (const each of PAGES) {
      test(`axe finds nothing at ${each.name}, ${colorScheme}`, async ({ page }) => {
        if (each.isSignedIn) await signIn(page, 'admin', '/account');
        await showPage(page, each);
        await expectNothingFound(page);
        // Anew: the inspector is open at first where there is room for it, and closed on a phone.
        await page.setViewportSize(PHONE);
        await showPage(page, each);
        await expectNothingFound(page);
      });
    }

    test(`axe finds nothing where the login page says what is wrong, ${colorScheme}`, async ({
      page,
      backend,
    }) => {
      test.slow();
      await page.goto('/login');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(page.getByText('Enter your password.')).toBeVisible();
      await expectNothingFoundOnBoth(page);
      await page.getByLabel('Username').fill('viewer');
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(page.getByRole('alert')).toHaveText('Wrong username or password.');
      await expectNothingFoundOnBoth(page);

      await signInAndExpire(page, backend);
      await backend.revokeRefreshTokens();
      await page.getByRole('button', { name: 'Refresh now' }).click();
      await expect(page.locator('mat-snack-bar-container')).toContainText('Your session is over.');
      await expectNothingFoundOnBoth(page);
    });

    test(`axe finds nothing in the movies' states, ${colorScheme}`, async ({ page, backend }) => {
      test.slow();
      await signIn(page, 'admin');
      await page.getByRole('button', { name: 'User menu of' }).click();
      await expect(page.locator('#user-menu')).toBeVisible();
      await expectNothingFoundOnBoth(page);
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Delete Alien' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNothingFoundOnBoth(page);
      await page.keyboard.press('Escape');

      await page.getByLabel('Search movies').fill('no such movie');
      await expect(page.getByText('No movie matches')).toBeVisible();
      await expectNothingFoundOnBoth(page);

      await backend.setFaults({ unplugged: true });
      await page.reload();
      await expect(page.getByText('The movies could not be loaded')).toBeVisible();
      await expectNothingFoundOnBoth(page);
    });

    test(`axe finds nothing where a form or a page failed, ${colorScheme}`, async ({
      page,
      backend,
    }) => {
      test.slow();
      await signIn(page, 'admin', '/movies/new');
      await page.getByLabel('Year').fill('1500');
      await page.getByRole('button', { name: 'Save movie' }).click();
      await expect(page.locator('mat-error').first()).toBeVisible();
      await expectNothingFoundOnBoth(page);

      await backend.setFaults({ unplugged: true });
      for (const path of ['/movies/10/edit', '/admin']) {
        await page.goto(path);
        await expect(page.getByRole('alert')).toContainText('The server cannot be reached.');
        await expectNothingFoundOnBoth(page);
      }
    });

    test(`axe finds nothing in the inspector, waiting, done and open, ${colorScheme}`, async ({
      page,
      backend,
    }) => {
      await signInAndExpire(page, backend);
      await backend.setFaults({ refreshFault: { kind: '503', times: 2 } });
      await sendRequests(page, 10);
      await expect(page.getByText('10 requests waiting for 1 refresh')).toBeVisible();
      await page.locator('app-session-inspector').getByText('Claims of the access token').click();
      await expectNothingFound(page);
      await expect(page.getByText('10 requests waited for 1 refresh, then')).toBeVisible();
      await expectNothingFoundOnBoth(page);
    });

    test(`axe finds nothing while an experiment runs, and in its result, ${colorScheme}`, async ({
      page,
    }) => {
      test.slow();
      await signIn(page, 'viewer', '/chaos');
      for (const title of ['Five tabs, all expire', 'Expire the token now']) {
        await page.getByRole('button', { name: title }).click();
        await expect(page.getByText(`Running: ${title}`)).toBeVisible();
        await expectNothingFound(page);
        await expect(page.getByText(`Done: ${title}`)).toBeVisible({ timeout: 60_000 });
        await expectNothingFoundOnBoth(page);
      }
    });
  });
}

/** What is on the screen, laid out for a desktop and for a phone. */
async function expectNothingFoundOnBoth(page: Page): Promise<void> {
  await expectNothingFound(page);
  await page.setViewportSize(PHONE);
  await expectNothingFound(page);
  await page.setViewportSize(DESKTOP);
}

async function expectNothingFound(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length).toBeGreaterThan(10);
  const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  expect(found).toEqual([]);
}
