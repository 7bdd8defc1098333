import type { Page } from '@playwright/test';
import { runExperiment } from '../support/chaos.ts';
import { sendRequests, signIn, signInAndExpire } from '../support/session.ts';
import { expect, test } from '../support/test.ts';

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `docs/images/${name}.png`, animations: 'disabled' });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`many requests wait for one refresh, ${colorScheme}`, async ({ page, backend }) => {
      await signInAndExpire(page, backend);
      // The refresh is tried again after a pause: long enough to look at it.
      await backend.setFaults({ refreshFault: { kind: '503', times: 1 } });
      await sendRequests(page, 15);
      await expect(page.getByText('15 requests waiting for 1 refresh')).toBeVisible();
      await take(page, `waiting-${colorScheme}`);
      await expect(page.getByText('then went out together: 15 answered')).toBeVisible();
      await take(page, `answered-${colorScheme}`);
    });

    test(`what the usual interceptor does, ${colorScheme}`, async ({ page }) => {
      await signIn(page, 'viewer', '/chaos');
      await runExperiment(page, 'Five tabs, all expire');
      await page.getByRole('table').scrollIntoViewIfNeeded();
      await take(page, `five-tabs-${colorScheme}`);
    });
  });
}
