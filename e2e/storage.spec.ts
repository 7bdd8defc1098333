import type { Page } from '@playwright/test';
import {
  expectOutcome,
  sendFiveRequests,
  signIn,
  STORE_KEY,
  storedTokens,
} from './support/session.ts';
import { expect, test } from './support/test.ts';

// The faults are the browser's own here, not those of a double.

/** Fills localStorage to the last character; the records that are there stay. */
async function fillStorage(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2)) {
      for (let part = 0; ; part++) {
        try {
          localStorage.setItem(`fill-${String(size)}-${String(part)}`, 'x'.repeat(size));
        } catch {
          break;
        }
      }
    }
  });
}

async function emptyStorage(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith('fill-')) localStorage.removeItem(key);
    }
  });
}

// Tagged: a sandbox has no service workers.
const S1 = 'S1 where even asking for localStorage throws the app works, and a reload signs out';
test(S1, { tag: '@server' }, async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  // What blocked cookies do to a page a sandbox does as well, which every browser build has. Its
  // origin is opaque, so what it loads must allow that.
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers: Record<string, string> = {
      ...response.headers(),
      'access-control-allow-origin': '*',
    };
    if (route.request().resourceType() === 'document') {
      headers['content-security-policy'] = 'sandbox allow-scripts allow-forms';
    }
    await route.fulfill({ response, headers });
  });
  // Where cookies are blocked there are none; in a sandbox asking for them throws, and Angular asks.
  await page.addInitScript(() => {
    Object.defineProperty(Document.prototype, 'cookie', { get: () => '' });
  });
  await page.goto('/login');
  // The browser does what this test is about.
  const name = await page.evaluate(() => {
    try {
      return typeof localStorage;
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(name).toBe('SecurityError');

  await signIn(page, 'viewer');
  await expect(page.getByRole('article')).toHaveCount(24);
  await page.getByRole('link', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'The access token is new.');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  expect(errors).toEqual([]);
});

test('S2 a storage that is full at the refresh costs nobody the session', async ({
  page,
  backend,
}) => {
  await signIn(page, 'viewer', '/account');
  const before = await storedTokens(page);
  // Tokens of more roles are longer: what replaces the record has to be a little larger.
  await page.evaluate((key) => {
    const record = JSON.parse(localStorage.getItem(key) ?? '{}') as { refreshToken: string };
    localStorage.setItem(
      key,
      JSON.stringify({ ...record, accessToken: 'a', refreshToken: record.refreshToken }),
    );
  }, STORE_KEY);
  await fillStorage(page);
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'The access token is new.');
  await sendFiveRequests(page);
  await expectOutcome(page, 'All 5 requests were answered.');
  expect((await storedTokens(page)).refreshToken).toBe(before.refreshToken); // it could not be written

  await emptyStorage(page);
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'The access token is new.');
  expect((await storedTokens(page)).refreshToken).not.toBe(before.refreshToken);
  await page.reload();
  await expect(page.getByRole('button', { name: 'User menu of' })).toBeVisible();
  const { refreshes, logins } = await backend.stats();
  expect([refreshes.rotated, refreshes.reused, logins.succeeded]).toEqual([2, 0, 1]);
});

for (const [what, record] of [
  ['S3 broken JSON', '{"v":1,"sid":'],
  ['S3 what another app left', '"hello"'],
  ['S3 five megabytes', 'x'.repeat(5_000_000)],
  ['S11 a record of another version', '{"v":2,"sid":"s","accessToken":"AT","seq":1}'],
] as const) {
  test(`${what} is nobody's session, stays as it is, and is replaced by the next sign-in`, async ({
    page,
  }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto('/login');
    await page.evaluate(([key, value]) => localStorage.setItem(key, value), [
      STORE_KEY,
      record,
    ] as const);
    await page.goto('/movies');
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
    expect(await page.evaluate((key) => localStorage.getItem(key), STORE_KEY)).toBe(record);
    await signIn(page, 'viewer');
    expect((await storedTokens(page)).accessToken).toContain('.');
    expect(errors).toEqual([]);
  });
}
