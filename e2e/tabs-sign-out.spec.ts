import {
  events,
  expectHeading,
  expectStatus,
  expire,
  getAccessToken,
  KEY,
  nextToRefresh,
  openTab,
  signIn,
  signInAndExpire,
  untilReady,
  untilRefreshing,
  urlOf,
} from './support/tabs/tabs.ts';
import { expect, test } from './support/tabs/test.ts';
import { watchUrls } from './support/tabs/watch-urls.ts';

const SIGNED_OUT_ELSEWHERE = { type: 'sessionEnded', reason: 'signed-out', from: 'elsewhere' };

test('T4 a sign-out in one tab reaches the others: what waits fails, a guarded page goes to login once', async ({
  profile,
  open,
  backend,
}) => {
  const [here] = await open();
  if (!here) throw new Error('There is no tab.');
  await backend.setFaults({ accessTokenLifetime: 3 });
  await signIn(here);
  const guarded = await openTab(profile, '/guarded');
  const unguarded = await openTab(profile, '/');
  await expectHeading(guarded, 'Guarded');
  const pages = [here, guarded, unguarded];
  await expire(pages, backend);
  const watched = await Promise.all(pages.map(watchUrls));
  await backend.setFaults({ refreshFault: { kind: 'hang' } });
  const queue = guarded.evaluate(() => Promise.all([1, 2, 3].map(() => tab.send('GET', '/me'))));
  await untilRefreshing([guarded]);

  await here.evaluate(() => tab.signOut());
  for (const { status, code } of await queue) expect([status, code]).toEqual([401, 'SESSION_OVER']);
  await expectStatus(pages, 'anonymous');
  await expect.poll(() => urlOf(guarded)).toBe('/login?returnUrl=%2Fguarded');
  // The app that signs out decides itself where to go; a page that is not guarded stays.
  const urls = await Promise.all(watched.map((told) => told()));
  expect(urls).toEqual([[], ['/login?returnUrl=%2Fguarded'], []]);
  expect(await events(guarded)).toContainEqual(SIGNED_OUT_ELSEWHERE);
  expect(await events(unguarded)).toContainEqual(SIGNED_OUT_ELSEWHERE);
  expect((await backend.stats()).requests['GET /me']).toBeUndefined();
});

test('T5 a sign-out while another tab refreshes: the new tokens are dropped and revoked', async ({
  profile,
  open,
  backend,
}) => {
  const pages = await open(2);
  const [refreshing, other] = pages;
  if (!refreshing || !other) throw new Error('There are no two tabs.');
  await signInAndExpire(pages, backend);
  await backend.setFaults({ latency: 500 });
  const sent = nextToRefresh(profile);
  const asked = getAccessToken(refreshing);
  expect(await sent).toBe(refreshing);
  const [, result] = await Promise.all([other.evaluate(() => tab.signOut()), asked]);
  expect(result.value).toBeNull();
  // The server has rotated. Its answer is the end of tokens that nobody uses: both sign-outs come to it.
  await expect.poll(async () => (await backend.stats()).refreshes.rotated).toBe(1);
  await expect.poll(async () => (await backend.stats()).logouts).toBe(2);
  await expectStatus(pages, 'anonymous');
  expect(await refreshing.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();
  expect(await events(refreshing)).toContainEqual(SIGNED_OUT_ELSEWHERE);
  expect((await events(refreshing)).map(({ type }) => type)).not.toContain('refreshed');
  // Nor does it come back with a reload.
  for (const page of pages) {
    await page.reload();
    await untilReady(page);
  }
  await expectStatus(pages, 'anonymous');
});

test('T17 tabs with tokens in their memory have a session each, and a sign-out ends them all', async ({
  profile,
  open,
  backend,
}) => {
  const pages = await open(2, '/?store=memory');
  const third = await openTab(profile, '/login?store=memory');
  const [first, second] = pages;
  if (!first || !second) throw new Error('There are no two tabs.');
  for (const page of [...pages, third]) await signIn(page);
  const keys = await Promise.all(
    [...pages, third].map((page) => page.evaluate(() => tab.sessionKey())),
  );
  expect(new Set(keys).size).toBe(3);
  await second.evaluate(() => tab.refresh());
  expect((await events(first)).map(({ type }) => type)).toEqual(['signedIn']);

  await second.evaluate(() => tab.signOut());
  await expectStatus([...pages, third], 'anonymous');
  expect(await events(first)).toEqual([{ type: 'signedIn', from: 'here' }, SIGNED_OUT_ELSEWHERE]);
  expect((await backend.stats()).reusesDetected).toBe(0);
});

test('T17 a cookie session: sign-in and sign-out in one tab reach the others', async ({ open }) => {
  const pages = await open(3, '/?cookie');
  await expectStatus(pages, 'anonymous');
  const [first, second] = pages;
  if (!first || !second) throw new Error('There are no two tabs.');
  await signIn(first);
  await expectStatus(pages, 'authenticated');
  await second.evaluate(() => tab.signOut());
  await expectStatus(pages, 'anonymous');
  expect(await events(first)).toContainEqual(SIGNED_OUT_ELSEWHERE);
});
