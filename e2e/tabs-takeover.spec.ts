import type { TabResult } from './tabs/src/tab.ts';
import type { Backend } from './support/backend.ts';
import type { Profile, TabPage } from './support/browsers/tab-browser.ts';
import {
  expectOneToken,
  expectStatus,
  getAccessToken,
  nextToRefresh,
  signInAndExpire,
  untilRefreshing,
} from './support/tabs/tabs.ts';
import { expect, test } from './support/tabs/test.ts';

/** All need an access token; what one got is asked for later, since some will not live to tell. */
function ask(pages: readonly TabPage[]): { of(some: readonly TabPage[]): Promise<TabResult[]> } {
  const asked = pages.map((page) => ({ page, result: getAccessToken(page) }));
  for (const { result } of asked) result.catch(() => undefined);
  return {
    of: (some) =>
      Promise.all(asked.filter(({ page }) => some.includes(page)).map(({ result }) => result)),
  };
}

/**
 * All need an access token; one refreshes, and its request hangs at the server, as the test has told
 * the backend; the others wait.
 */
async function hangInRefresh(profile: Profile, pages: readonly TabPage[], backend: Backend) {
  const first = nextToRefresh(profile);
  const asked = ask(pages);
  const leader = await first;
  const others = pages.filter((page) => page !== leader);
  await untilRefreshing(others);
  await expect.poll(async () => (await backend.stats()).refreshes.hang).toBe(1);
  return { asked, leader, others };
}

for (const [how, stop] of [
  ['closed', (page: TabPage) => page.close()],
  ['reloaded', (page: TabPage) => page.reload()],
  ['crashed', (page: TabPage) => page.crash()],
] as const) {
  test(`T2 the tab that refreshes is ${how}: another one takes over within two seconds`, async ({
    profile,
    open,
    backend,
  }) => {
    const pages = await open(3);
    await signInAndExpire(pages, backend);
    // The server has got the request, and has not spent the token: nothing is lost.
    await backend.setFaults({ refreshFault: { kind: 'hang' } });
    const { asked, leader, others } = await hangInRefresh(profile, pages, backend);

    const start = Date.now();
    await stop(leader);
    const results = await asked.of(others);
    const took = Date.now() - start;
    expectOneToken(results);
    expect(took).toBeLessThanOrEqual(2_000);
    await expectStatus(others, 'authenticated');
    const { refreshCalls, refreshes, reusesDetected } = await backend.stats();
    expect([refreshCalls, refreshes.rotated, reusesDetected]).toEqual([2, 1, 0]);
  });
}

test('T2 with an overlap window not even an answer that was lost with its tab costs the session', async ({
  profile,
  open,
  backend,
}) => {
  const pages = await open(3);
  await signInAndExpire(pages, backend);
  await backend.setFaults({
    overlapWindow: 30,
    refreshFault: { kind: 'hang', rotateFirst: true },
  });
  const { asked, leader, others } = await hangInRefresh(profile, pages, backend);
  await leader.close();
  const results = await asked.of(others);
  expectOneToken(results);
  const { refreshCalls, refreshes, reusesDetected } = await backend.stats();
  expect([refreshCalls, refreshes.overlapped, reusesDetected]).toEqual([2, 1, 0]);
});

test('T2 the tab that refreshes is frozen: nobody waits for ever, and nothing is spent twice', async ({
  profile,
  open,
  backend,
}) => {
  test.setTimeout(60_000);
  const timeout = 2_000;
  const pages = await open(3, `/?timeout=${timeout}`);
  const processes = new Map<TabPage, number>();
  for (const page of pages) processes.set(page, await page.findProcess());
  await signInAndExpire(pages, backend);
  await backend.setFaults({ refreshFault: { kind: 'hang' } });
  const { asked, leader, others } = await hangInRefresh(profile, pages, backend);

  const start = Date.now();
  // It does nothing any more, and nobody is told: as a tab that the system has put to sleep.
  const frozen = processes.get(leader) ?? NaN;
  process.kill(frozen, 'SIGSTOP');
  try {
    const results = await asked.of(others);
    // A token, or word that there is none for now; 1.5 times the timeout at most, and a little to tell.
    expect(Date.now() - start).toBeLessThanOrEqual(1.5 * timeout + 500);
    for (const { code } of results) expect([null, 'REFRESH_UNAVAILABLE']).toContain(code);
    await expectStatus(others, 'authenticated');
    // The frozen tab holds the lock; its claim runs out, and somebody else refreshes.
    for (const page of others) {
      await expect
        .poll(async () => (await getAccessToken(page)).value, { timeout: 20_000 })
        .not.toBeNull();
    }
    expect((await backend.stats()).refreshes.rotated).toBe(1);
  } finally {
    process.kill(frozen, 'SIGCONT');
  }
  // Back, it takes what is there.
  await asked.of([leader]);
  await expect.poll(async () => (await getAccessToken(leader)).value).not.toBeNull();
  expectOneToken(await Promise.all(pages.map(getAccessToken)));
  const { refreshCalls, refreshes, reusesDetected } = await backend.stats();
  expect([refreshCalls, refreshes.rotated, reusesDetected]).toEqual([2, 1, 0]);
});
