import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { sendRequests, signIn, signInAndExpire } from './support/session.ts';
import { expect, test } from './support/test.ts';

const PAGES = [
  ['/login', 'Welcome back'],
  ['/movies', 'Movies'],
  ['/movies/new', 'Add a movie'],
  ['/account', 'Ada Admin'],
  ['/admin', 'Users'],
  ['/chaos', 'Cause chaos'],
] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [path, heading] of PAGES) {
    test(`axe finds nothing at ${path}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      if (path === '/login') await page.goto(path);
      else await signIn(page, 'admin', path);
      await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await expectNothingFound(page);
    });
  }

  test(`axe finds nothing in the inspector, waiting, done and open, ${colorScheme}`, async ({
    page,
    backend,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await signInAndExpire(page, backend);
    await backend.setFaults({ refreshFault: { kind: '503', times: 2 } });
    await sendRequests(page, 10);
    await expect(page.getByText('10 requests waiting for 1 refresh')).toBeVisible();
    await page.locator('app-session-inspector').getByText('Claims of the access token').click();
    await expectNothingFound(page);
    await expect(page.getByText('10 requests waited for 1 refresh, then')).toBeVisible();
    await expectNothingFound(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingFound(page);
  });

  test(`axe finds nothing while an experiment runs, and in its result, ${colorScheme}`, async ({
    page,
  }) => {
    test.slow();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await signIn(page, 'viewer', '/chaos');
    for (const title of ['Five tabs, all expire', 'Expire the token now']) {
      await page.getByRole('button', { name: title }).click();
      await expect(page.getByText(`Running: ${title}`)).toBeVisible();
      await expectNothingFound(page);
      await expect(page.getByText(`Done: ${title}`)).toBeVisible({ timeout: 60_000 });
      await expectNothingFound(page);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingFound(page);
  });
}

async function expectNothingFound(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length).toBeGreaterThan(10);
  const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  expect(found).toEqual([]);
}
