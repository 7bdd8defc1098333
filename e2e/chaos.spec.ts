import type { Locator, Page } from '@playwright/test';
import { signIn } from './support/session.ts';
import { expect, test } from './support/test.ts';

/** An experiment has to come to its end: the longest waits for a refresh that hangs. */
const PATIENCE = { timeout: 60_000 };

type Cells = readonly [library: string | RegExp, naive: string | RegExp];

/** Presses the button and waits until the result is on the screen. */
async function run(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title }).click();
  await expect(page.getByText(`Running: ${title}`)).toBeVisible();
  await expect(page.getByText(`Done: ${title}`)).toBeVisible(PATIENCE);
  await expect(result(page).getByRole('caption')).toHaveText(title);
}

function result(page: Page): Locator {
  return page.getByRole('table');
}

async function expectRow(page: Page, label: string, [library, naive]: Cells): Promise<void> {
  const cells = result(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: label }) })
    .locator('td > span');
  await expect(cells.nth(0)).toHaveText(library);
  await expect(cells.nth(1)).toHaveText(naive);
}

async function expectVerdicts(page: Page, library: string, naive: string): Promise<void> {
  await expect(result(page).getByRole('columnheader', { name: 'ngx-jwt-auth' })).toContainText(
    library,
  );
  await expect(result(page).getByRole('columnheader', { name: 'Usual interceptor' })).toContainText(
    naive,
  );
}

test.beforeEach(async ({ page }) => {
  test.slow();
  await signIn(page, 'viewer', '/chaos');
});

test('C3 "Expire the token now": one refresh, a late 401 costs none; the usual one refreshes again', async ({
  page,
}) => {
  await run(page, 'Expire the token now');
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
  await run(page, '100 requests at once');
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
  await run(page, 'Revoke the refresh token');
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
    await run(page, `Refresh answers ${kind}`);
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
  await run(page, 'Refresh answers 503');
  await expectRow(page, 'Refresh calls', ['3', '1']);
  await expectRow(page, 'Answered', ['12 of 12', '0 of 12']);
  expect((await backend.stats()).refreshes).toMatchObject({ '503': 2, rotated: 1 });
});

test('R18 "Refresh hangs": given up after 10 s; the usual one hangs for ever', async ({ page }) => {
  await run(page, 'Refresh hangs');
  await expectRow(page, 'Refresh calls', ['2', '1']);
  await expectRow(page, 'Answered', ['12 of 12', '0 of 12']);
  await expectRow(page, 'Lost, never settled', ['0', '12']);
  await expectVerdicts(page, 'held', 'broke');
});

test('R2 "Refresh loses its connection": the session stands; the usual one signs out', async ({
  page,
}) => {
  await run(page, 'Refresh loses its connection');
  await expectRow(page, 'Answered', ['12 of 12', '0 of 12']);
  await expectRow(page, 'Failed', ['0', '1: no connection']);
  await expectRow(page, 'Signed in afterwards', ['yes', 'no']);
  await expectVerdicts(page, 'held', 'broke');
});

test('R2 "Go offline": goes on when the line is back; the usual one signs out', async ({
  page,
}) => {
  await run(page, 'Go offline');
  await expectRow(page, 'Answered', ['3 of 3', '0 of 3']);
  await expectRow(page, 'Failed', ['0', '1: no connection']);
  await expectRow(page, 'Lost, never settled', ['0', '2']);
  await expectRow(page, 'Signed in afterwards', ['yes', 'no']);
  await expectVerdicts(page, 'held', 'broke');
});

test('"Skew the server’s clock": no refresh, on neither side', async ({ page }) => {
  await run(page, 'Skew the server’s clock');
  await expectRow(page, 'Refresh calls', ['0', '0']);
  await expectRow(page, 'Answered', ['12 of 12', '12 of 12']);
  await expectRow(page, 'Sent twice', ['0', '0']);
  await expectVerdicts(page, 'held', 'held');
});

test('T1 "Five tabs, all expire": one refresh for all; the usual one is signed out everywhere', async ({
  page,
  backend,
}) => {
  await run(page, 'Five tabs, all expire');
  await expectRow(page, 'Refresh calls', ['1', /^[2-5]$/]);
  await expectRow(page, 'Answered', ['20 of 20', /of 20$/]);
  await expectRow(page, 'Signed in afterwards', ['in 5 of 5 tabs', 'in 0 of 5 tabs']);
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
  await run(page, 'Another user in another tab');
  await expectRow(page, 'Answered', ['0 of 8', '8 of 8']);
  await expectRow(page, 'Failed', ['8: SESSION_CHANGED', '0']);
  await expectRow(page, 'Sent as another user', ['0', '8']);
  await expectVerdicts(page, 'held', 'broke');
  await expect(page.getByRole('button', { name: 'User menu of Ada Admin' })).toBeVisible();
  expect((await backend.stats()).requests['GET /me']).toBeUndefined();
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
