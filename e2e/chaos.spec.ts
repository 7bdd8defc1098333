import { expectRow, expectVerdicts, PATIENCE, runExperiment } from './support/chaos.ts';
import { HAS_SERVER } from './support/has-server.ts';
import { signIn } from './support/session.ts';
import { expect, test } from './support/test.ts';

const DROPPED = /^[1-9]\d*: no connection$/;

test.beforeEach(async ({ page }) => {
  test.slow();
  await signIn(page, 'viewer', '/chaos');
});

test('C3 "Expire the token now": one refresh, a late 401 costs none; the usual one refreshes again', async ({
  page,
}) => {
  await runExperiment(page, 'Expire the token now');
  await expectRow(page, 'Refresh calls', ['1', /^[2-9]$/]);
  await expectRow(page, 'Answered', ['12 of 12', '12 of 12']);
  await expectRow(page, 'Signed in afterwards', ['yes', 'yes']);
  await expectVerdicts(page, 'held', 'costly');
  await expect(page.getByText('looked like a new expiry')).toBeVisible();
});

test('C1 "100 requests at once": each is sent once; the usual one sends all twice', async ({
  page,
  backend,
}) => {
  await runExperiment(page, '100 requests at once');
  await expectRow(page, 'Refresh calls', ['1', /^[1-9]/]);
  await expectRow(page, 'Answered', ['100 of 100', '100 of 100']);
  await expectRow(page, 'Sent twice', ['0', '100']);
  await expectVerdicts(page, 'held', 'costly');
  await expect(page.getByText('200 calls instead of 100')).toBeVisible();
  // What is on the screen is what the server has seen.
  const { refreshCalls, requests } = await backend.stats();
  expect(refreshCalls).toBe(1);
  expect(requests['GET /me']).toEqual({ '200': 100 });
});

test('R3 "Revoke the refresh token": all are told; with the usual one eleven wait for ever', async ({
  page,
}) => {
  await runExperiment(page, 'Revoke the refresh token');
  await expectRow(page, 'Refresh calls', ['1', '1']);
  await expectRow(page, 'Failed', ['12: SESSION_OVER', '1: 400']);
  await expectRow(page, 'Lost, never settled', ['0', '11']);
  await expectRow(page, 'Signed in afterwards', ['no', 'no']);
  await expectVerdicts(page, 'held', 'broke');
  // The page is there for who is signed out, and the next experiment signs in again.
  await expect(page).toHaveURL('/chaos');
  await expect(page.getByText('both sign in as Vera Viewer first')).toBeVisible();
});

for (const kind of ['503', '429'] as const) {
  test(`R1 "Refresh answers ${kind}": the session stands; the usual one signs out`, async ({
    page,
  }) => {
    await runExperiment(page, `Refresh answers ${kind}`);
    await expectRow(page, 'Refresh calls', ['2', '1']);
    await expectRow(page, 'Answered', ['12 of 12', '0 of 12']);
    await expectRow(page, 'Failed', ['0', `1: ${kind}`]);
    await expectRow(page, 'Lost, never settled', ['0', '11']);
    await expectRow(page, 'Signed in afterwards', ['yes', 'no']);
    await expectVerdicts(page, 'held', 'broke');
  });
}

test('R1 so many refreshes as were chosen fail', async ({ page, backend }) => {
  await page.getByLabel('Failing refreshes').selectOption('2');
  await runExperiment(page, 'Refresh answers 503');
  await expectRow(page, 'Refresh calls', ['3', '1']);
  await expectRow(page, 'Answered', ['12 of 12', '0 of 12']);
  expect((await backend.stats()).refreshes).toMatchObject({ '503': 2, rotated: 1 });
});

test('R18 "Refresh hangs": given up after 10 s; the usual one hangs for ever', async ({ page }) => {
  await runExperiment(page, 'Refresh hangs');
  await expectRow(page, 'Refresh calls', ['2', '1']);
  await expectRow(page, 'Answered', ['12 of 12', '0 of 12']);
  await expectRow(page, 'Lost, never settled', ['0', '12']);
  await expectVerdicts(page, 'held', 'broke');
});

test('R2 "Refresh loses its connection": the session stands; the usual one signs out', async ({
  page,
}) => {
  await runExperiment(page, 'Refresh loses its connection');
  await expectRow(page, 'Answered', ['12 of 12', '0 of 12']);
  // Chromium sends a call once more whose connection a server dropped, but not one that a worker dropped: there a
  // later 401 starts another refresh.
  await expectRow(page, 'Failed', ['0', HAS_SERVER ? '1: no connection' : DROPPED]);
  await expectRow(page, 'Signed in afterwards', ['yes', 'no']);
  await expectVerdicts(page, 'held', 'broke');
});

test('R2 "Go offline": goes on when the line is back; the usual one signs out', async ({
  page,
}) => {
  await runExperiment(page, 'Go offline');
  await expectRow(page, 'Answered', ['3 of 3', '0 of 3']);
  await expectRow(page, 'Failed', ['0', '1: no connection']);
  await expectRow(page, 'Lost, never settled', ['0', '2']);
  await expectRow(page, 'Signed in afterwards', ['yes', 'no']);
  await expectVerdicts(page, 'held', 'broke');
});

test('"Skew the server’s clock": no refresh, on neither side', async ({ page }) => {
  await runExperiment(page, 'Skew the server’s clock');
  await expectRow(page, 'Refresh calls', ['0', '0']);
  await expectRow(page, 'Answered', ['12 of 12', '12 of 12']);
  await expectRow(page, 'Sent twice', ['0', '0']);
  await expectVerdicts(page, 'held', 'held');
});

test('every experiment has a button, and a verdict for each side when it has been run', async ({
  page,
}) => {
  const list = page.getByRole('region', { name: 'What to break' });
  await expect(list.getByRole('listitem')).toHaveCount(11);
  await expect(list.getByText('Not run yet')).toHaveCount(11);
  const skew = list.getByRole('listitem').filter({ hasText: 'Skew' });
  // With the keyboard alone.
  await skew.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(skew.getByText('Running …')).toBeVisible();
  await expect(page.getByText('Done: Skew')).toBeVisible(PATIENCE);
  await expect(skew.getByText('held')).toHaveCount(2);
  await expect(skew.getByRole('button')).toBeFocused();
});
