import {
  events,
  expectOneToken,
  expectStatus,
  getAccessToken,
  nextToRefresh,
  signInAndExpire,
  untilRefreshing,
} from './support/tabs/tabs.ts';
import { expect, test } from './support/tabs/test.ts';

const LATENCY = 700;

for (const [title, path] of [
  ['in localStorage', '/'],
  ['in sessionStorage', '/?store=session'],
] as const) {
  test(`L15 an app is destroyed in mid-refresh and started again, tokens ${title}: one refresh`, async ({
    profile,
    open,
    backend,
  }) => {
    const [page] = await open(1, path);
    if (!page) throw new Error('There is no tab.');
    await signInAndExpire([page], backend);
    await backend.setFaults({ latency: LATENCY });
    const sent = nextToRefresh(profile);
    const asked = getAccessToken(page);
    await sent;
    await page.evaluate(() => remount());
    expect((await asked).code).toBe('REFRESH_UNAVAILABLE');

    await expectStatus([page], 'authenticated');
    expectOneToken([await getAccessToken(page)]);
    expect(await events(page)).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
    expect((await page.evaluate(() => tab.send('GET', '/me'))).status).toBe(200);
    const { refreshCalls, refreshes, reusesDetected } = await backend.stats();
    expect([refreshCalls, refreshes.rotated, reusesDetected]).toEqual([1, 1, 0]);

    // What it has adopted is good for the next one.
    expect((await page.evaluate(() => tab.refresh())).code).toBeNull();
    expect((await backend.stats()).reusesDetected).toBe(0);
    expect(profile.errors).toEqual([]);
  });
}

test('L15 so does the cookie: the next app asks when the one before has been answered', async ({
  profile,
  open,
  backend,
}) => {
  const [page] = await open(1, '/?cookie');
  if (!page) throw new Error('There is no tab.');
  await signInAndExpire([page], backend);
  await backend.setFaults({ latency: LATENCY });
  const sent = nextToRefresh(profile);
  const asked = getAccessToken(page);
  await sent;
  await page.evaluate(() => remount());
  expect((await asked).code).toBe('REFRESH_UNAVAILABLE');
  await expectStatus([page], 'authenticated');
  expect((await page.evaluate(() => tab.send('GET', '/me'))).status).toBe(200);
  const { refreshCalls, refreshes, reusesDetected } = await backend.stats();
  expect([refreshCalls, refreshes.rotated, reusesDetected]).toEqual([2, 2, 0]);
  expect(profile.errors).toEqual([]);
});

test('L15 another tab waits for the exchange of an app that is destroyed, and adopts', async ({
  profile,
  open,
  backend,
}) => {
  const pages = await open(2);
  const [page, other] = pages;
  if (!page || !other) throw new Error('There are no tabs.');
  await signInAndExpire(pages, backend);
  await backend.setFaults({ latency: LATENCY });
  const sent = nextToRefresh(profile);
  const asked = getAccessToken(page);
  await sent;
  const waiting = getAccessToken(other);
  await untilRefreshing([other]);
  await page.evaluate(() => remount());
  expect((await asked).code).toBe('REFRESH_UNAVAILABLE');
  expectOneToken([await waiting, await getAccessToken(page)]);
  const { refreshCalls, refreshes, reusesDetected } = await backend.stats();
  expect([refreshCalls, refreshes.rotated, reusesDetected]).toEqual([1, 1, 0]);
  expect(profile.errors).toEqual([]);
});

test('L3 apps that come and go leave no database open', async ({ profile, open, backend }) => {
  const [page] = await open(1);
  if (!page) throw new Error('There is no tab.');
  await signInAndExpire([page], backend);
  await backend.setFaults({ latency: 100 });
  const sent = nextToRefresh(profile);
  const asked = getAccessToken(page);
  await sent;
  await page.evaluate(() => remount());
  await asked;
  expectOneToken([await getAccessToken(page)]);
  await page.evaluate(() => remount());
  // Nobody but the app that is there has it, and that closes it when it is asked to.
  const isBlocked = await page.evaluate(
    () =>
      new Promise<boolean>((resolve, reject) => {
        const deletion = indexedDB.deleteDatabase('ngx-jwt-auth');
        deletion.onblocked = () => {
          resolve(true);
        };
        deletion.onsuccess = () => {
          resolve(false);
        };
        deletion.onerror = reject;
      }),
  );
  expect(isBlocked).toBe(false);
  expect(profile.errors).toEqual([]);
});
