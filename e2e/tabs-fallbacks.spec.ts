import type { BrowserContext } from '@playwright/test';
import {
  askTogether,
  expectOneToken,
  expectStatus,
  expire,
  getAccessToken,
  openTab,
  signIn,
  signInAndExpire,
  untilReady,
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
  context: BrowserContext,
  ...names: readonly (keyof typeof WITHOUT)[]
): Promise<string[]> {
  for (const name of names) await context.addInitScript(WITHOUT[name]);
  const errors: string[] = [];
  context.on('weberror', (error) => errors.push(error.error().message));
  return errors;
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
    context,
    open,
    backend,
  }) => {
    const errors = await without(context, ...names);
    const pages = await open(3);
    await signInAndExpire(pages, backend);
    expectOneToken(await askTogether(pages));
    const { refreshCalls, refreshes, reusesDetected } = await backend.stats();
    expect([refreshCalls, refreshes.rotated, reusesDetected]).toEqual([1, 1, 0]);
    await pages[0]?.evaluate(() => tab.signOut());
    await expectStatus(pages, 'anonymous');
    expect(errors).toEqual([]);
  });
}

test('T8 without locks, and with a ledger that does not answer, nothing is spent: it could be twice', async ({
  context,
  open,
  backend,
}) => {
  const errors = await without(context, 'locks', 'answeringIndexedDB');
  const pages = await open(2, '/?timeout=2000');
  await signInAndExpire(pages, backend);
  const results = await askTogether(pages);
  expect(results.map(({ code }) => code)).toEqual(['REFRESH_UNAVAILABLE', 'REFRESH_UNAVAILABLE']);
  expect((await backend.stats()).refreshCalls).toBe(0);
  await expectStatus(pages, 'authenticated');
  expect(errors).toEqual([]);
});

test('T8 where there is nothing to coordinate with, a tab still refreshes, and nobody hangs', async ({
  context,
  open,
  backend,
}) => {
  const errors = await without(context, 'locks', 'indexedDB', 'BroadcastChannel');
  const pages = await open(2);
  const [first, second] = pages;
  if (!first || !second) throw new Error('There are no two tabs.');
  await signInAndExpire(pages, backend);
  expect((await getAccessToken(first)).code).toBeNull();
  expectOneToken(await Promise.all(pages.map(getAccessToken)));
  const { refreshCalls, reusesDetected } = await backend.stats();
  expect([refreshCalls, reusesDetected]).toEqual([1, 0]);
  expect(errors).toEqual([]);
});

test('T7 a page of plain http has no locks: the tabs refresh once all the same', async ({
  context,
  backend,
}) => {
  const errors = await without(context);
  const origin = backend.url.replace('localhost', 'tabs.test');
  const pages = [];
  for (let count = 0; count < 3; count++) pages.push(await openTab(context, `${origin}/`));
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
  expect(errors).toEqual([]);
});

test('T8 where cookies are blocked each tab has its own session, which can be refreshed', async ({
  context,
  backend,
}) => {
  const errors = await without(context);
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
  const pages = [];
  for (let count = 0; count < 2; count++) pages.push(await openTab(context, `${backend.url}/`));
  for (const page of pages) {
    const names = await page.evaluate(async () => {
      const nameOf = async (use: () => unknown): Promise<string> => {
        try {
          await use();
          return 'allowed';
        } catch (error) {
          return (error as Error).name;
        }
      };
      return [
        await nameOf(() => localStorage),
        await nameOf(() => indexedDB.open('any')),
        await nameOf(() => navigator.locks.request('any', () => null)),
      ];
    });
    // The browser does what this test is about.
    expect(names).toEqual(['SecurityError', 'SecurityError', 'SecurityError']);
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
  expect(errors).toEqual([]);
});
