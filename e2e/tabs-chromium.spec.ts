// What takes Playwright's own clock or routes, and so a Chromium.
import { ChromiumProfile } from './support/browsers/chromium-profile.ts';
import {
  askTogether,
  expectStatus,
  expire,
  openTab,
  signIn,
  untilReady,
} from './support/tabs/tabs.ts';
import { expect, test } from './support/tabs/test.ts';
import { storageErrors } from './support/tabs/storage-errors.ts';

test('T4 a tab that does nothing does not look at the storage either', async ({
  context,
  backend,
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
  const profile = new ChromiumProfile(context, backend.url);
  const first = await openTab(profile, '/');
  const pages = [first, await openTab(profile, '/')];
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

test('T8 where cookies are blocked each tab has its own session, which can be refreshed', async ({
  context,
  backend,
}) => {
  // What blocked cookies do to a page a sandbox does as well, which every browser build has. Its
  // origin is opaque, so what it loads must allow that.
  await context.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers: Record<string, string> = {
      ...response.headers(),
      'access-control-allow-origin': '*',
    };
    if (route.request().resourceType() === 'document') {
      headers['content-security-policy'] = 'sandbox allow-scripts';
    }
    await route.fulfill({ response, headers });
  });
  // Where cookies are blocked there are none; in a sandbox asking for them throws, and Angular asks.
  await context.addInitScript(() => {
    Object.defineProperty(Document.prototype, 'cookie', { get: () => '' });
  });
  const profile = new ChromiumProfile(context, backend.url);
  const pages = [];
  for (let count = 0; count < 2; count++) pages.push(await openTab(profile, `${backend.url}/`));
  for (const page of pages) {
    // The browser does what this test is about.
    expect(await storageErrors(page)).toEqual(['SecurityError', 'SecurityError', 'SecurityError']);
  }
  await backend.setFaults({ accessTokenLifetime: 1 });
  for (const page of pages) await signIn(page);
  await expire(pages, backend);
  const results = await askTogether(pages);
  expect(results.map(({ code }) => code)).toEqual([null, null]);
  const { refreshCalls, reusesDetected } = await backend.stats();
  expect([refreshCalls, reusesDetected]).toEqual([2, 0]);
  await pages[0]?.evaluate(() => tab.signOut());
  expect(await pages[0]?.evaluate(() => tab.status())).toBe('anonymous');
  await pages[0]?.reload();
  if (pages[0]) await untilReady(pages[0]);
  expect(profile.errors).toEqual([]);
});
