import type { Profile } from './support/browsers/tab-browser.ts';
import {
  askTogether,
  expectOneToken,
  expectStatus,
  getAccessToken,
  openTab,
  signInAndExpire,
} from './support/tabs/tabs.ts';
import { expect, test } from './support/tabs/test.ts';

/** Takes something from the pages; these run in them. */
const WITHOUT = {
  locks: () => {
    Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });
  },
  willingLocks: () => {
    if (!isSecureContext) return; // the empty page that a tab begins with
    LockManager.prototype.request = () =>
      Promise.reject(new DOMException('The request was denied.', 'SecurityError'));
  },
  indexedDB: () => {
    Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined });
  },
  allowedIndexedDB: () => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get: () => {
        throw new DOMException('Access is denied.', 'SecurityError');
      },
    });
  },
  answeringIndexedDB: () => {
    // No event ever comes of it.
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  },
  workingIndexedDB: () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation failed.', 'UnknownError');
    };
  },
  BroadcastChannel: () => {
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
  },
  allowedBroadcastChannel: () => {
    globalThis.BroadcastChannel = function (): never {
      throw new DOMException('Access is denied.', 'SecurityError');
    } as unknown as typeof BroadcastChannel;
  },
};

async function without(
  profile: Profile,
  ...names: readonly (keyof typeof WITHOUT)[]
): Promise<void> {
  for (const name of names) await profile.addInitScript(WITHOUT[name]);
}

for (const [title, names] of [
  ['T7 without locks', ['locks']],
  ['T8 where a lock is refused', ['willingLocks']],
  ['T8 without IndexedDB', ['indexedDB']],
  ['T8 where asking for IndexedDB throws', ['allowedIndexedDB']],
  ['T8 where opening IndexedDB throws', ['workingIndexedDB']],
  ['T8 where IndexedDB never answers', ['answeringIndexedDB']],
  ['T8 without BroadcastChannel', ['BroadcastChannel']],
  ['T8 where a BroadcastChannel may not be opened', ['allowedBroadcastChannel']],
] as const) {
  test(`${title} three tabs still refresh once, and a sign-out reaches all`, async ({
    profile,
    open,
    backend,
  }) => {
    await without(profile, ...names);
    const pages = await open(3);
    await signInAndExpire(pages, backend);
    expectOneToken(await askTogether(pages));
    const { refreshCalls, refreshes, reusesDetected } = await backend.stats();
    expect([refreshCalls, refreshes.rotated, reusesDetected]).toEqual([1, 1, 0]);
    await pages[0]?.evaluate(() => tab.signOut());
    await expectStatus(pages, 'anonymous');
    expect(profile.errors).toEqual([]);
  });
}

test('T8 without locks, and with a ledger that does not answer, nothing is spent: it could be twice', async ({
  profile,
  open,
  backend,
}) => {
  await without(profile, 'locks', 'answeringIndexedDB');
  const pages = await open(2, '/?timeout=2000');
  await signInAndExpire(pages, backend);
  const results = await askTogether(pages);
  expect(results.map(({ code }) => code)).toEqual(['REFRESH_UNAVAILABLE', 'REFRESH_UNAVAILABLE']);
  expect((await backend.stats()).refreshCalls).toBe(0);
  await expectStatus(pages, 'authenticated');
  expect(profile.errors).toEqual([]);
});

test('T8 where there is nothing to coordinate with, a tab still refreshes, and nobody hangs', async ({
  profile,
  open,
  backend,
}) => {
  await without(profile, 'locks', 'indexedDB', 'BroadcastChannel');
  const pages = await open(2);
  const [first, second] = pages;
  if (!first || !second) throw new Error('There are no two tabs.');
  await signInAndExpire(pages, backend);
  expect((await getAccessToken(first)).code).toBeNull();
  expectOneToken(await Promise.all(pages.map(getAccessToken)));
  const { refreshCalls, reusesDetected } = await backend.stats();
  expect([refreshCalls, reusesDetected]).toEqual([1, 0]);
  expect(profile.errors).toEqual([]);
});

test('T7 a page of plain http has no locks: the tabs refresh once all the same', async ({
  profile,
  backend,
}) => {
  const origin = backend.url.replace('localhost', 'tabs.test');
  const pages = [];
  for (let count = 0; count < 3; count++) pages.push(await openTab(profile, `${origin}/`));
  for (const page of pages) {
    const has = await page.evaluate(() => {
      const { isSecureContext, navigator, crypto } = globalThis;
      const gone = ['locks' in navigator, 'subtle' in crypto, 'randomUUID' in crypto];
      return { isSecureContext, gone };
    });
    // The browser does what this test is about.
    expect(has).toEqual({ isSecureContext: false, gone: [false, false, false] });
  }
  await signInAndExpire(pages, backend);
  expectOneToken(await askTogether(pages));
  const { refreshCalls, reusesDetected } = await backend.stats();
  expect([refreshCalls, reusesDetected]).toEqual([1, 0]);
  await pages[0]?.evaluate(() => tab.signOut());
  await expectStatus(pages, 'anonymous');
  expect(profile.errors).toEqual([]);
});
