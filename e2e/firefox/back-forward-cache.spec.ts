import type { TabPage } from '../support/browsers/tab-browser.ts';
import {
  expectHeading,
  expectOneToken,
  expectStatus,
  getAccessToken,
  nextToRefresh,
  openTab,
  signIn,
  signInAndExpire,
  untilReady,
  untilRefreshing,
  urlOf,
} from '../support/tabs/tabs.ts';
import { expect, test } from '../support/tabs/test.ts';

/** What a page notes as it is shown again: before any task, so before the first frame. */
interface Shown {
  /** Whether it comes from the cache, as it was left. */
  readonly persisted: boolean;
  readonly status: string;
  readonly user: string | null;
}

declare global {
  // Of a page that was left, and has not been loaded again since.
  var shown: Shown[] | undefined;
}

/** Leaves the page by a link. */
async function leave(page: TabPage): Promise<void> {
  await page.evaluate(() => {
    globalThis.shown = [];
    addEventListener('pageshow', ({ persisted }) => {
      globalThis.shown?.push({ persisted, status: tab.status(), user: tab.user() });
    });
    setTimeout(() => location.assign('/main.js'));
  });
  await page.waitFor(() => location.pathname === '/main.js');
}

/** Goes back to it by the button. */
async function goBack(page: TabPage): Promise<void> {
  await page.evaluate(() => void setTimeout(() => history.back()));
  await page.waitFor(() => 'tab' in globalThis);
}

for (const [what, query] of [
  ['a session in localStorage', ''],
  ['a cookie session', '?cookie'],
] as const) {
  test(`T15 a page from the back/forward cache knows of a sign-out before it is seen: ${what}`, async ({
    profile,
    open,
  }) => {
    const [other] = await open(1, `/${query}`);
    if (!other) throw new Error('There is no tab.');
    await signIn(other);
    const page = await openTab(profile, `/guarded${query}`);
    await expectHeading(page, 'Guarded');
    await leave(page);
    await other.evaluate(() => tab.signOut());

    await goBack(page);
    expect(await page.evaluate(() => globalThis.shown)).toEqual([
      { persisted: true, status: 'anonymous', user: null },
    ]);
    await expect.poll(() => urlOf(page)).toMatch(/^\/login\?returnUrl=/);
    expect(profile.errors).toEqual([]);
  });
}

test('T15 a page from the back/forward cache has what others did meanwhile, and hears them again', async ({
  open,
  backend,
}) => {
  const pages = await open(2);
  const [page, other] = pages;
  if (!page || !other) throw new Error('There are no two tabs.');
  await signIn(page);
  await expectStatus(pages, 'authenticated');
  await leave(page);
  expect((await other.evaluate(() => tab.refresh())).code).toBeNull();
  await goBack(page);
  expectOneToken(await Promise.all(pages.map(getAccessToken)));
  expect((await backend.stats()).refreshCalls).toBe(1);

  await leave(page);
  await signIn(other, 'editor');
  await goBack(page);
  expect(await page.evaluate(() => globalThis.shown?.at(-1))).toEqual({
    persisted: true,
    status: 'authenticated',
    user: 'editor',
  });

  await signIn(other, 'admin');
  await expect.poll(() => page.evaluate(() => tab.user())).toBe('admin');
  expect((await backend.stats()).reusesDetected).toBe(0);
});

test('T15 a page that is left while it refreshes is not kept, and another one takes over', async ({
  profile,
  open,
  backend,
}) => {
  const pages = await open(2);
  const [page, other] = pages;
  if (!page || !other) throw new Error('There are no two tabs.');
  await signInAndExpire(pages, backend);
  // The server has got the request, and has not spent the token.
  await backend.setFaults({ refreshFault: { kind: 'hang' } });
  const sent = nextToRefresh(profile);
  getAccessToken(page).catch(() => undefined);
  expect(await sent).toBe(page);
  const asked = getAccessToken(other);
  await untilRefreshing([other]);

  await leave(page);
  const result = await asked;
  expectOneToken([result]);
  await goBack(page);
  await untilReady(page);
  expect(await page.evaluate(() => globalThis.shown ?? null)).toBeNull(); // loaded again
  expectOneToken([result, await getAccessToken(page)]);
  const { refreshCalls, refreshes, reusesDetected } = await backend.stats();
  expect([refreshCalls, refreshes.rotated, reusesDetected]).toEqual([2, 1, 0]);
});
