import { Rig } from './soak/rig.ts';
import { startSoakServer } from './soak/soak-server.ts';
import {
  askTogether,
  events,
  expectOneToken,
  expectStatus,
  expire,
  getAccessToken,
  signIn,
  signInAndExpire,
  untilRefreshing,
  untilStale,
} from './support/tabs/tabs.ts';
import { expect, test } from './support/tabs/test.ts';

test('T1 in 100 rounds the token runs out in three tabs at once: 100 refreshes, none reused', async ({
  tabBrowser,
}) => {
  test.setTimeout(120_000);
  const server = await startSoakServer({ latency: 10, lifetime: 1 });
  const profile = await tabBrowser.newProfile(server.url);
  try {
    const rig = await Rig.start(profile, server, { tabs: 3, isNaive: false, lifetime: 1 });
    for (let contended = 0; contended < 100;) {
      const { isContended, answers, spendings, signedOut, signedOutLate } = await rig.round();
      expect([signedOut, signedOutLate]).toEqual([0, 0]);
      expect(spendings.filter(({ earlier }) => earlier)).toEqual([]);
      if (!isContended) continue; // a tab was late, and had heard of the new token
      contended++;
      expect(spendings.length).toBe(1);
      expectOneToken(answers.filter((answer) => answer !== null));
      expect(answers.filter((answer) => answer?.isFromHere).length).toBe(1);
    }
  } finally {
    await profile.close();
    server.close();
  }
});

test('T1 the other tabs tell where the new token comes from', async ({ open, backend }) => {
  const pages = await open(3);
  await signInAndExpire(pages, backend);
  expectOneToken(await askTogether(pages));
  const told = await Promise.all(pages.map(events));
  expect(told.map((all) => all.filter(({ type }) => type === 'refreshed').length)).toEqual([
    1, 1, 1,
  ]);
  const from = told.map((all) => all.at(-1)?.from).sort();
  expect(from).toEqual(['elsewhere', 'elsewhere', 'here']);
});

test('T10 what the app does when it hears of the new token runs outside of the lock', async ({
  open,
  backend,
}) => {
  const pages = await open(2);
  await signInAndExpire(pages, backend);
  // Each listener refreshes again, and asks the API: under a lock that is held it would wait for itself.
  for (const page of pages) {
    await page.evaluate(() => {
      let calls = 0;
      tab.listen(({ type, from }) => {
        if (type !== 'refreshed' || from !== 'here' || ++calls > 1) return;
        const nested = Promise.all([tab.refresh(), tab.send('GET', '/me')]);
        Object.assign(globalThis, { nested });
      });
    });
  }
  expectOneToken(await askTogether(pages));
  const results = await Promise.all(
    pages.map((page) =>
      page.evaluate(() => (globalThis as { nested?: Promise<unknown[]> }).nested ?? null),
    ),
  );
  const nested = results.filter((result) => result !== null);
  expect(nested.length).toBeGreaterThan(0);
  for (const result of nested) {
    expect(result).toEqual([
      { value: null, status: null, code: null },
      expect.objectContaining({ status: 200, code: null }),
    ]);
  }
  const { refreshCalls, reusesDetected } = await backend.stats();
  expect([refreshCalls, reusesDetected]).toEqual([1, 0]);
  await expectStatus(pages, 'authenticated');
});

test('T13 twenty tabs wake together: one refresh, and the storage is not read in a loop', async ({
  profile,
  open,
  backend,
}) => {
  test.setTimeout(120_000);
  await profile.addInitScript(() => {
    const read = Object.getOwnPropertyDescriptor(Storage.prototype, 'getItem')?.value as (
      this: Storage,
      key: string,
    ) => string | null;
    Object.assign(globalThis, { reads: 0 });
    Storage.prototype.getItem = function (key: string): string | null {
      (globalThis as unknown as { reads: number }).reads++;
      return read.call(this, key);
    };
  });
  const readsOf = () => (globalThis as unknown as { reads: number }).reads;
  const pages = await open(20);
  await signInAndExpire(pages, backend);
  const before = await Promise.all(pages.map((page) => page.evaluate(readsOf)));
  expectOneToken(await askTogether(pages));
  const after = await Promise.all(pages.map((page) => page.evaluate(readsOf)));
  const { refreshCalls, refreshes } = await backend.stats();
  expect([refreshCalls, refreshes.rotated]).toEqual([1, 1]);
  // A few for each step and each message that comes, for as long as the refresh takes.
  for (const [index, reads] of after.entries()) {
    expect(reads - (before[index] ?? 0)).toBeLessThanOrEqual(60);
  }
});

for (const [title, path] of [
  ['T18 a hidden tab refreshes nothing by itself; shown, it refreshes before it asks', '/'],
  ['T18 so does one that refreshes in the background', '/?background'],
] as const) {
  test(title, async ({ profile, open, backend }) => {
    // A tab is never hidden in a headless Chromium.
    await profile.addInitScript(() => {
      let state = 'visible';
      Object.defineProperty(Document.prototype, 'visibilityState', { get: () => state });
      Object.assign(globalThis, {
        show: (next: string) => {
          state = next;
          document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
        },
      });
    });
    const [page] = await open(1, path);
    if (!page) throw new Error('There is no tab.');
    const show = (state: string) =>
      page.evaluate((next) => {
        (globalThis as unknown as { show: (state: string) => void }).show(next);
      }, state);
    await backend.setFaults({ accessTokenLifetime: 1 });
    await signIn(page);
    await show('hidden');
    await untilStale([page]);
    expect((await backend.stats()).refreshCalls).toBe(0);

    await backend.setFaults({ accessTokenLifetime: 300, latency: 100 });
    const sent: string[] = [];
    profile.onRequest((path) => sent.push(path));
    const asked = page.evaluate(() => {
      (globalThis as unknown as { show: (state: string) => void }).show('visible');
      return tab.send('GET', '/me');
    });
    await untilRefreshing([page]);
    expect((await asked).status).toBe(200);
    expect(sent).toEqual(['/api/auth/refresh', '/api/me']);
    expect((await backend.stats()).refreshCalls).toBe(1);
  });
}

test('T1 three tabs of a cookie session refresh one after the other, each once', async ({
  open,
  backend,
}) => {
  const [first] = await open(1, '/?cookie');
  if (!first) throw new Error('There is no tab.');
  await signIn(first);
  const pages = [first, ...(await open(2, '/?cookie'))];
  await expectStatus(pages, 'authenticated');
  await backend.setFaults({ accessTokenLifetime: 1 });
  for (const page of pages) await page.evaluate(() => tab.refresh());
  await expire(pages, backend);

  await backend.setFaults({ latency: 100 }); // two at once would send the same cookie
  const answers = await askTogether(pages);
  expect(answers.map(({ code }) => code)).toEqual([null, null, null]);
  const { refreshCalls, refreshes, reusesDetected } = await backend.stats();
  expect([refreshCalls, refreshes.rotated, reusesDetected]).toEqual([3, 3, 0]);
  for (const page of pages) expect((await getAccessToken(page)).code).toBeNull();
  expect((await backend.stats()).refreshCalls).toBe(3);
});
