import { expectRow, expectVerdicts, runExperiment } from './support/chaos.ts';
import { signIn } from './support/session.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  test.slow();
  await signIn(page, 'viewer', '/chaos');
});

test('T1 "Five tabs, all expire": one refresh for all; the usual one spends several and is signed out', async ({
  page,
  backend,
}) => {
  await runExperiment(page, 'Five tabs, all expire');
  // How many the usual one makes is chance: a tab that was refused may ask again.
  await expectRow(page, 'Refresh calls', ['1', /^(?:[2-9]|\d\d+)$/]);
  await expectRow(page, 'Answered', ['20 of 20', /of 20$/]);
  await expectRow(page, 'Signed in afterwards', ['in 5 of 5 tabs', /^in [0-4] of 5 tabs$/]);
  await expectVerdicts(page, 'held', 'broke');
  await expect(page.locator('iframe')).toHaveCount(4);
  for (const tab of [1, 2, 3, 4]) {
    const frame = page.frameLocator(`iframe[title="Tab ${tab}"]`);
    await expect(frame.getByRole('heading', { name: 'Vera Viewer' })).toBeVisible();
    await expect(frame.getByRole('banner')).toHaveCount(0);
  }
  const { reusesDetected, refreshes } = await backend.stats();
  expect([reusesDetected, refreshes.rotated]).toEqual([0, 1]);
});

test('T7 "Another user in another tab": nothing is sent as somebody else; with the usual one all of it', async ({
  page,
  backend,
}) => {
  await runExperiment(page, 'Another user in another tab');
  await expectRow(page, 'Answered', ['0 of 8', '8 of 8']);
  await expectRow(page, 'Failed', ['8: SESSION_CHANGED', '0']);
  await expectRow(page, 'Sent as another user', ['0', '8']);
  await expectVerdicts(page, 'held', 'broke');
  await expect(page.getByRole('button', { name: 'User menu of Ada Admin' })).toBeVisible();
  expect((await backend.stats()).requests['GET /me']).toBeUndefined();
});
