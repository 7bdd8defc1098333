import type { Page } from '@playwright/test';
import { PAGES } from './support/demo-pages.ts';
import { sendRequests, signIn } from './support/session.ts';
import { showPage } from './support/show-page.ts';
import { expect, test } from './support/test.ts';
import { watchLayoutShifts } from './support/watch-layout-shifts.ts';

const SIZES = [
  ['phone', { width: 390, height: 844 }],
  ['desktop', { width: 1280, height: 800 }],
] as const;

/** Two frames: what was laid out last has been reported. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

for (const [device, viewport] of SIZES) {
  test.describe(device, () => {
    test.use({ viewport });

    for (const each of PAGES) {
      test(`nothing moves while ${each.name} comes up, ${device}`, async ({ page, backend }) => {
        if (each.isSignedIn) await signIn(page, 'admin', '/account');
        // Slow enough for the page to be painted before its data is there.
        await backend.setFaults({ latency: 300 });
        const shifts = await watchLayoutShifts(page);
        await showPage(page, each);
        await settle(page);
        expect(await shifts()).toEqual([]);
      });
    }

    test(`nothing moves while requests wait for a refresh, ${device}`, async ({
      page,
      backend,
    }) => {
      await signIn(page, 'viewer', '/account');
      const shifts = await watchLayoutShifts(page);
      await showPage(page, { path: '/account', heading: 'Vera Viewer' });
      if (device === 'phone') await page.getByRole('button', { name: 'Session inspector' }).click();
      const headline = page.locator('app-session-inspector .headline');
      await expect(headline).toBeVisible();
      await backend.rejectAccessTokens();
      await backend.setFaults({ latency: 300 });
      await sendRequests(page, 10);
      await expect(headline).toContainText(/: \d+ answered/);
      await settle(page);
      expect(await shifts()).toEqual([]);
    });
  });
}
