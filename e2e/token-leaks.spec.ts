import {
  expectOutcome,
  passPause,
  sendFiveRequests,
  signIn,
  signOut,
  STORE_KEY,
  storedTokens,
} from './support/session.ts';
import { expect, test } from './support/test.ts';

test('localStorage holds one record, and after the sign-out which session ended', async ({
  page,
}) => {
  const keys = () => page.evaluate(() => Object.keys(localStorage));
  await signIn(page, 'viewer', '/account');
  expect(await keys()).toEqual([STORE_KEY]);
  const record = (await storedTokens(page)) as unknown as Record<string, unknown>;
  expect(record).toEqual({
    v: 1,
    sid: expect.any(String),
    seq: expect.any(Number),
    accessToken: expect.any(String),
    refreshToken: expect.any(String),
    expiresAt: expect.any(Number),
  });
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'The access token is new.');
  expect(await keys()).toEqual([STORE_KEY]);
  expect(await storedTokens(page)).toMatchObject({
    sid: record['sid'],
    seq: Number(record['seq']) + 1,
  });
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  expect(await page.evaluate(() => document.cookie)).toBe('');

  await signOut(page);
  await expect(page).toHaveURL('/login');
  const ended = `${STORE_KEY}.ended.${String(record['sid'])}`;
  expect(await keys()).toEqual([ended]);
  expect(await page.evaluate((key) => localStorage.getItem(key), ended)).toMatch(/^\d+$/);
});

test('no token gets into a URL, the console or the DOM', async ({ page, backend }) => {
  const tokens: string[] = [];
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(`${error.message} ${error.stack ?? ''}`));
  page.on('request', (request) => said.push(request.url(), request.headers()['referer'] ?? ''));
  page.on('framenavigated', (frame) => said.push(frame.url()));
  const look = async (): Promise<void> => {
    said.push(await page.content());
    const { accessToken, refreshToken } = await storedTokens(page);
    // Neither the whole nor the part that is worth something.
    tokens.push(...accessToken.split('.'), ...refreshToken.split('.'));
  };

  await page.clock.install();
  await signIn(page, 'admin');
  await expect(page.getByRole('article')).toHaveCount(24);
  await look();
  await page.getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('row')).toHaveCount(4);
  await look();
  await page.getByRole('link', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'The access token is new.');
  await look();
  // Failures above all must not tell: of the refresh, then of the session.
  await backend.setFaults({ refreshFault: { kind: '503' } });
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expectOutcome(page, 'You are still signed in');
  await look();
  await backend.revokeRefreshTokens();
  await backend.rejectAccessTokens();
  await passPause(page);
  await sendFiveRequests(page);
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  said.push(await page.content());

  expect(new Set(tokens).size).toBeGreaterThan(5);
  const leaks = tokens.filter((token) => said.some((text) => text.includes(token)));
  expect(leaks).toEqual([]);
});

test('the access token goes to the API alone, and not with the login', async ({
  page,
  baseURL,
}) => {
  const authorized = new Set<string>();
  const anonymous = new Set<string>();
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname;
    (request.headers()['authorization'] === undefined ? anonymous : authorized).add(path);
  });
  await signIn(page, 'viewer', '/account');
  await page.getByRole('button', { name: 'Invalidate the token' }).click();
  await expectOutcome(page, 'The server refuses');
  await sendFiveRequests(page);
  await expectOutcome(page, 'All 5 requests were answered.');
  expect([...authorized]).toEqual(['/api/me']);
  expect(anonymous).toContain('/api/auth/login');
  expect(anonymous).toContain('/api/auth/refresh');
  expect(page.url()).toBe(`${baseURL ?? ''}/account`);
});
