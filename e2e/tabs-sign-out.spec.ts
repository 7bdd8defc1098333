import {
  events,
  expectStatus,
  expire,
  getAccessToken,
  KEY,
  nextToRefresh,
  openTab,
  signIn,
  signInAndExpire,
  untilRefreshing,
} from './support/tabs/tabs.ts';
import { expect, test } from './support/tabs/test.ts';
import { watchUrls } from './support/watch.ts';

const SIGNED_OUT_ELSEWHERE = { type: 'sessionEnded', reason: 'signed-out', from: 'elsewhere' };

test('T4 a sign-out in one tab reaches the others: what waits fails, a guarded page goes to login once', async ({
  context,
  open,
  backend,
}) => {
  const [here] = await open();
  if (!here) throw new Error('There is no tab.');
  await backend.setFaults({ accessTokenLifetime: 3 });
  await signIn(here);
  const guarded = await openTab(context, '/guarded');
  const unguarded = await openTab(context, '/');
  await expect(guarded.getByRole('heading', { name: 'Guarded' })).toBeVisible();
  const pages = [here, guarded, unguarded];
  await expire(pages, backend);
  const urls = pages.map(watchUrls);
  await backend.setFaults({ refreshFault: { kind: 'hang' } });
  const queue = guarded.evaluate(() => Promise.all([1, 2, 3].map(() => tab.send('GET', '/me'))));
  await untilRefreshing([guarded]);

  await here.evaluate(() => tab.signOut());
  for (const { status, code } of await queue) expect([status, code]).toEqual([401, 'SESSION_OVER']);
  await expectStatus(pages, 'anonymous');
  await expect(guarded).toHaveURL('/login?returnUrl=%2Fguarded');
  // The app that signs out decides itself where to go; a page that is not guarded stays.
  expect(urls).toEqual([[], ['/login?returnUrl=%2Fguarded'], []]);
  expect(await events(guarded)).toContainEqual(SIGNED_OUT_ELSEWHERE);
  expect(await events(unguarded)).toContainEqual(SIGNED_OUT_ELSEWHERE);
  expect((await backend.stats()).requests['GET /me']).toBeUndefined();
});

test('T4 a tab that does nothing does not look at the storage either', async ({
  context,
  open,
}) => {
  await context.addInitScript(() => {
    const look = Object.assign(globalThis, { looks: 0 });
    for (const [prototype, name] of [
      [Storage.prototype, 'getItem'],
      [IDBFactory.prototype, 'open'],
      [IDBDatabase.prototype, 'transaction'],
    ] as const) {
      const call = Object.getOwnPropertyDescriptor(prototype, name)?.value as (
        ...args: unknown[]
      ) => unknown;
      Object.defineProperty(prototype, name, {
        value(this: unknown, ...args: unknown[]) {
          look.looks++;
          return call.apply(this, args);
        },
      });
    }
  });
  await context.clock.install();
  const pages = await open(2);
  const [first, second] = pages;
  if (!first || !second) throw new Error('There are no two tabs.');
  await signIn(first);
  await expectStatus(pages, 'authenticated');
  // What follows a sign-in is over by then.
  await context.clock.fastForward(15_000);
  const looks = () => (globalThis as unknown as { looks: number }).looks;
  const before = await Promise.all(pages.map((page) => page.evaluate(looks)));
  expect(Math.min(...before)).toBeGreaterThan(0);
  for (let minute = 0; minute < 10; minute++) await context.clock.fastForward(60_000);
  expect(await Promise.all(pages.map((page) => page.evaluate(looks)))).toEqual(before);
});

test('T5 a sign-out while another tab refreshes: the new tokens are dropped and revoked', async ({
  context,
  open,
  backend,
}) => {
  const pages = await open(2);
  const [refreshing, other] = pages;
  if (!refreshing || !other) throw new Error('There are no two tabs.');
  await signInAndExpire(pages, backend);
  await backend.setFaults({ latency: 500 });
  const sent = nextToRefresh(context);
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
    await page.waitForFunction(() => 'tab' in globalThis);
  }
  await expectStatus(pages, 'anonymous');
});

test('T17 tabs with tokens in their memory have a session each, and a sign-out ends them all', async ({
  context,
  open,
  backend,
}) => {
  const pages = await open(2, '/?store=memory');
  const third = await openTab(context, '/login?store=memory');
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
