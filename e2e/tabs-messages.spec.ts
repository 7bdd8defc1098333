import type { Profile } from './support/browsers/tab-browser.ts';
import {
  askTogether,
  expectOneToken,
  expectStatus,
  KEY,
  signIn,
  signInAndExpire,
} from './support/tabs/tabs.ts';
import { expect, test } from './support/tabs/test.ts';

interface Watched {
  /** The names of the channels that are open. */
  readonly channels: string[];
}

/** Notes in each page which channels the app has open. */
async function watchChannels(profile: Profile): Promise<void> {
  await profile.addInitScript(() => {
    const channels: string[] = [];
    Object.assign(globalThis, { channels });
    globalThis.BroadcastChannel = class extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        channels.push(name);
      }
      override close(): void {
        super.close();
        const at = channels.indexOf(this.name);
        if (at >= 0) channels.splice(at, 1);
      }
    };
  });
}

const openChannels = (): string[] => [...(globalThis as unknown as Watched).channels];

test('T12 what is not ours on the channel or in the storage is ignored', async ({
  profile,
  open,
  backend,
}) => {
  await watchChannels(profile);
  const pages = await open(3);
  const [attacker, ...others] = pages;
  if (!attacker) throw new Error('There is no tab.');
  await signInAndExpire(pages, backend);
  const names = await attacker.evaluate(openChannels);
  expect(names.length).toBeGreaterThan(0);
  const before = await attacker.evaluate((key) => localStorage.getItem(key), KEY);

  await attacker.evaluate(
    async ([key, channels]) => {
      const cyclic: Record<string, unknown> = { v: 1, kind: 'signed-out' };
      cyclic['self'] = cyclic;
      const messages = [
        ...[null, undefined, 0, NaN, '', 'signed-out', 'x'.repeat(1_000_000), [], {}, cyclic],
        ...[new Date(), new Map([['v', 1]]), new Error('no'), new ArrayBuffer(1_000_000)],
        { v: 99, nonce: 'n', kind: 'signed-out' },
        { v: '1', nonce: {}, kind: ['signed-out'] },
        { kind: 'signed-out' },
        { v: 1, kind: 'unknown-kind', nonce: 'n' },
        JSON.parse('{"__proto__":{"v":1,"kind":"signed-out"}}') as unknown,
      ];
      for (const name of channels) {
        const channel = new BroadcastChannel(name);
        for (const message of messages) channel.postMessage(message);
        // They are delivered in this order: when the last one is there, so are all.
        await new Promise((resolve) => setTimeout(resolve));
        channel.close();
      }
      const texts = ['', 'null', '[]', '{', '"x"', '{"v":1}', '{"v":1,"sid":1,"seq":"2"}'];
      for (const text of [...texts, 'x'.repeat(1_000_000)]) localStorage.setItem(key, text);
      for (const text of ['', '{', 'x'.repeat(100_000)]) localStorage.setItem(`${key}.hint`, text);
    },
    [KEY, names] as const,
  );
  // A record that is no news puts an end to it: who hears of this one has heard of the others.
  await attacker.evaluate(
    ([key, record]) => {
      if (record) localStorage.setItem(key, record);
      localStorage.setItem('done', '1');
    },
    [KEY, before] as const,
  );
  for (const page of others) {
    await page.waitFor(() => localStorage.getItem('done') === '1');
  }
  await expectStatus(pages, 'authenticated');
  expectOneToken(await askTogether(pages));
  const { refreshCalls, reusesDetected, logouts } = await backend.stats();
  expect([refreshCalls, reusesDetected, logouts]).toEqual([1, 0, 0]);
  expect(profile.errors).toEqual([]);
  // The real thing still works.
  await attacker.evaluate(() => tab.signOut());
  await expectStatus(pages, 'anonymous');
});

test('T12 no token goes over the channel', async ({ profile, open, backend }) => {
  await watchChannels(profile);
  const pages = await open(2);
  const [first, second] = pages;
  if (!first || !second) throw new Error('There are no two tabs.');
  const names = await first.evaluate(openChannels);
  expect(names.length).toBeGreaterThan(0);
  await second.evaluate((channels) => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const name of channels) {
      new BroadcastChannel(name).onmessage = ({ data }) => heard.push(JSON.stringify(data));
    }
  }, names);
  const parts: string[] = [];
  const look = async (): Promise<void> => {
    const record = await first.evaluate((key) => localStorage.getItem(key), KEY);
    const tokens = JSON.parse(record ?? '{}') as { accessToken: string; refreshToken: string };
    parts.push(...tokens.accessToken.split('.'), ...tokens.refreshToken.split('.'));
  };
  await signIn(first);
  await look();
  await first.evaluate(() => tab.refresh());
  await look();
  await first.evaluate(() => tab.signOut());
  await expectStatus(pages, 'anonymous');
  const heard = (): Promise<string[]> =>
    second.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  await expect.poll(heard).not.toEqual([]);
  const text = (await heard()).join();
  expect(parts.filter((part) => text.includes(part))).toEqual([]);
  expect((await backend.stats()).refreshCalls).toBe(1);
});

test('T15 a page that goes into the back/forward cache closes its channel, and reads again when it is back', async ({
  profile,
  open,
  backend,
}) => {
  await watchChannels(profile);
  const pages = await open(2);
  const [page, other] = pages;
  if (!page || !other) throw new Error('There are no two tabs.');
  await signIn(page);
  await expectStatus(pages, 'authenticated');
  const before = await page.evaluate(openChannels);
  expect(before.length).toBeGreaterThan(0);
  // A headless Chromium has no such cache: the events come from here. In the cache a page hears
  // nothing, and what it writes itself it hears nothing of either.
  const seen = await page.evaluate((key) => {
    const dispatch = (type: string): boolean =>
      dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
    const { channels } = globalThis as unknown as { channels: string[] };
    dispatch('pagehide');
    const inCache = [...channels];
    const held = localStorage.getItem(key) ?? 'null';
    const record = JSON.parse(held) as { sid: string };
    localStorage.removeItem(key);
    localStorage.setItem(`${key}.ended.${record.sid}`, '1');
    dispatch('pageshow');
    // Before any task, so before the first frame.
    return { inCache, back: [...channels], status: tab.status() };
  }, KEY);
  expect(seen).toEqual({ inCache: [], back: before, status: 'anonymous' });

  // And it hears what goes on again.
  await signIn(other, 'editor');
  await expect.poll(() => page.evaluate(() => tab.user())).toBe('editor');
  expect((await backend.stats()).reusesDetected).toBe(0);
});

test('T15 an idle page holds no lock and no open transaction, so that it can go into that cache', async ({
  open,
  backend,
}) => {
  const pages = await open(2);
  await signInAndExpire(pages, backend);
  expectOneToken(await askTogether(pages));
  for (const page of pages) {
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const { held = [], pending = [] } = await navigator.locks.query();
          return [held.length, pending.length];
        }),
      )
      .toEqual([0, 0]);
  }
});
