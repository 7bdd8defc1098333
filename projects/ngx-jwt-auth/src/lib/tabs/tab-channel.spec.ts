import {
  createEnvironmentInjector,
  EnvironmentInjector,
  runInInjectionContext,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TAB_CHANNEL, type TabNews } from './tab-channel';

const NAME = 'tab-channel.spec';
const NEWS: TabNews = { v: 1, kind: 'signed-out', sid: 's1' };

describe('the channel of the tabs', () => {
  let other: BroadcastChannel;
  let injector: EnvironmentInjector;
  let heard: TabNews[];
  let tell: ReturnType<ReturnType<typeof join>>;

  function join(): (
    listener: (news: TabNews) => void,
  ) => (kind: TabNews['kind'], sid: string) => void {
    const channel = TestBed.inject(TAB_CHANNEL);
    return (listener) => runInInjectionContext(injector, () => channel(NAME, listener));
  }

  beforeEach(() => {
    other = new BroadcastChannel(NAME);
    injector = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    heard = [];
    tell = join()((news) => heard.push(news));
  });

  afterEach(() => {
    other.close();
    injector.destroy();
  });

  /** What the other tab hears next. */
  function nextElsewhere(): Promise<unknown> {
    return new Promise((resolve) => {
      other.onmessage = ({ data }) => {
        resolve(data);
      };
    });
  }

  /** Everything that was posted before has arrived: messages keep their order. */
  async function arrived(): Promise<void> {
    const fence = new BroadcastChannel(NAME);
    const came = new Promise((resolve) => (fence.onmessage = resolve));
    other.postMessage('fence');
    await came;
    fence.close();
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }

  it('tells the other tabs, and not its own', async () => {
    const told = nextElsewhere();
    tell('changed', 's7');
    expect(await told).toEqual({ v: 1, kind: 'changed', sid: 's7' });
    await arrived();
    expect(heard).toEqual([]);
  });

  it('hears the other tabs', async () => {
    other.postMessage(NEWS);
    other.postMessage({ ...NEWS, kind: 'changed' });
    await arrived();
    expect(heard).toEqual([NEWS, { ...NEWS, kind: 'changed' }]);
  });

  it('hears nothing of another name', async () => {
    const elsewhere = new BroadcastChannel(`${NAME}.2`);
    elsewhere.postMessage(NEWS);
    elsewhere.close();
    await arrived();
    expect(heard).toEqual([]);
  });

  const cyclic: Record<string, unknown> = { ...NEWS, v: 2 };
  cyclic['self'] = cyclic;
  const hostile: Record<string, unknown> = {
    null: null,
    undefined,
    'a number': 1,
    'a text': 'signed-out',
    JSON: JSON.stringify(NEWS),
    'an array': [1, 'signed-out', 's1'],
    'an empty object': {},
    'another version': { ...NEWS, v: 2 },
    'a version that is a text': { ...NEWS, v: '1' },
    'no version': { kind: 'changed', sid: 's1' },
    'another kind': { ...NEWS, kind: 'signed-in' },
    'a kind that is an object': { ...NEWS, kind: { toString: 'changed' } },
    'no kind': { v: 1, sid: 's1' },
    'no session': { v: 1, kind: 'changed' },
    'a session that is a number': { ...NEWS, sid: 1 },
    'a session that is null': { ...NEWS, sid: null },
    'a session that is an array': { ...NEWS, sid: ['s1'] },
    'a cyclic object': cyclic,
    'a huge text': 'x'.repeat(2 ** 21),
    'a huge array': Array(100_000).fill(NEWS),
    'a Map': new Map(Object.entries(NEWS)),
    'an Error': new Error('v'),
    'a Date': new Date(),
    bytes: new Uint8Array(16),
  };
  for (const [name, message] of Object.entries(hostile)) {
    it(`T12 ignores ${name}`, async () => {
      other.postMessage(message);
      other.postMessage(NEWS);
      await arrived();
      expect(heard).toEqual([NEWS]);
    });
  }

  it('T12 takes a session that is long, or has more than it should, for what it is', async () => {
    const sid = 'x'.repeat(2 ** 20);
    other.postMessage({ ...NEWS, sid, more: cyclic });
    await arrived();
    expect(heard.map((news) => news.sid === sid)).toEqual([true]);
  });

  it('T15 is closed while the page is left, and open again when it is shown', async () => {
    const close = spyOn(BroadcastChannel.prototype, 'close').and.callThrough();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(close).toHaveBeenCalledTimes(1);
    other.postMessage(NEWS);
    tell('changed', 'unheard');
    await arrived();
    expect(heard).toEqual([]);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    const told = nextElsewhere();
    tell('changed', 's1');
    expect(await told).toEqual({ v: 1, kind: 'changed', sid: 's1' });
    other.postMessage(NEWS);
    await arrived();
    expect(heard).toEqual([NEWS]);
  });

  it('T15 is one channel only, however often the page is shown', async () => {
    for (let time = 0; time < 3; time++) {
      window.dispatchEvent(new PageTransitionEvent('pageshow'));
    }
    other.postMessage(NEWS);
    await arrived();
    expect(heard).toEqual([NEWS]);
  });

  it('L3 is closed with its injector, and stays closed', async () => {
    const close = spyOn(BroadcastChannel.prototype, 'close').and.callThrough();
    injector.destroy();
    injector = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    expect(close).toHaveBeenCalledTimes(1);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    other.postMessage(NEWS);
    await arrived();
    expect(heard).toEqual([]);
    expect(() => {
      tell('changed', 's1');
    }).not.toThrow();
  });

  it('tells nobody where the browser has none', () => {
    spyOn(window, 'BroadcastChannel').and.throwError(new DOMException('', 'SecurityError'));
    const quiet = join()(() => undefined);
    expect(() => {
      quiet('changed', 's1');
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      window.dispatchEvent(new PageTransitionEvent('pageshow'));
    }).not.toThrow();
  });
});
