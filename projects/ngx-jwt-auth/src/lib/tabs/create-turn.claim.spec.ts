import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh, freshReply, PATIENCE } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import { pass, REFRESH_URL, settle, useFakeTime } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import {
  claimed,
  createFreshTokens,
  SETTLE_DELAY,
  SLACK,
  STORE_DELAY,
  TERM,
  theirs,
  ThisTab,
} from '../../../spec-support/this-tab';
import { asyncTokenStore } from '../token/async-token-store';
import type { LedgerRow, Pause } from './ledger';

/** The claim of another tab is believed up to this, in ms. */
const LONGEST_TERM = 62_000;

describe('a tab that claims the refresh token', () => {
  useFakeTime();
  useSilentConsole();

  let tab: ThisTab;
  beforeEach(() => (tab = new ThisTab()));

  const signedOut = { type: 'sessionEnded', reason: 'signed-out', from: 'elsewhere' } as const;
  const superseded = { type: 'sessionEnded', reason: 'superseded', from: 'elsewhere' } as const;

  it('writes down that it spends it, and until when', async () => {
    tab.start();
    await tab.refresh();
    tab.sent();
    expect(tab.browser.rows.get('s1')).toEqual({
      seq: 1,
      isLocked: true,
      until: Date.now() + TERM,
      pause: undefined,
    });
  });

  it('T7 does so without locks', async () => {
    tab.browser.hasLocks = false;
    tab.start();
    const refreshed = await tab.refresh();
    expect(tab.browser.rows.get('s1')?.isLocked).toBeFalse();
    await flushRefresh(tab.app);
    expect(refreshed.state).toBe('resolved');
  });

  for (const [what, hasLocks] of [
    ['does not wait for the disk while it has the lock', true],
    ['waits for the disk without locks', false],
  ] as const) {
    it(what, async () => {
      Object.assign(tab.browser, { hasLocks, isDiskSlow: true });
      tab.start();
      await tab.refresh();
      expect(tab.app.backend.match(REFRESH_URL).length).toBe(hasLocks ? 1 : 0);
      tab.browser.answerLedger();
      await settle();
      expect(tab.app.backend.match(REFRESH_URL).length).toBe(hasLocks ? 0 : 1);
    });
  }

  it('is not hindered by what was written about older tokens', async () => {
    tab.browser.rows.set('s1', claimed({ isRefused: true }));
    tab.start(createStaleTokens({ seq: 2 }));
    await tab.refresh();
    tab.sent();
    expect(tab.browser.rows.get('s1')?.seq).toBe(2);
  });

  describe('and waits for the lock', () => {
    it('adopts what the store shows when the lock is there', async () => {
      tab.start();
      const letGo = tab.browser.holdLock();
      const refreshed = await tab.refresh();
      tab.expectNoneSent();
      tab.store.record = theirs();
      letGo();
      await settle();
      await tab.expectAdopted(refreshed);
      expect(tab.browser.rows.size).toBe(0);
    });

    it('adopts what it hears of meanwhile', async () => {
      tab.start();
      tab.browser.holdLock();
      const refreshed = await tab.refresh();
      tab.store.changeElsewhere(theirs());
      await settle();
      await tab.expectAdopted(refreshed);
    });

    it('lets the caller go when the time is over, and goes on', async () => {
      tab.start();
      tab.browser.holdLock();
      const refreshed = await tab.refresh();
      await pass(TERM);
      const late = tab.sent();
      await pass(PATIENCE - TERM - 1);
      expect(refreshed.state).toBe('pending');
      await pass(1);
      expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
      late.flush(freshReply());
      await settle();
      expect(tab.store.record?.seq).toBe(2);
      expect(tab.events.at(-1)).toEqual({ type: 'refreshed', from: 'here' });
    });

    it('waits for the timeout and 2 s, then goes on without', async () => {
      tab.start();
      tab.browser.holdLock();
      await tab.refresh();
      await pass(TERM - 1);
      tab.expectNoneSent();
      await pass(1);
      tab.sent();
      const row = tab.browser.rows.get('s1');
      expect(row).toEqual(jasmine.objectContaining({ seq: 1, isLocked: false }));
    });
  });

  describe('sends nothing', () => {
    it('when the store is ahead', async () => {
      tab.start();
      tab.store.record = theirs();
      await tab.expectAdopted(await tab.refresh());
      expect(tab.browser.rows.size).toBe(0);
    });

    it('when the store is ahead by the time of the transaction', async () => {
      tab.start();
      tab.browser.isLedgerSlow = true;
      const refreshed = await tab.refresh();
      tab.store.record = theirs();
      tab.browser.answerLedger();
      await settle();
      await tab.expectAdopted(refreshed);
      expect(tab.browser.rows.size).toBe(0);
    });

    it('when an asynchronous store, which it asks first, is ahead', async () => {
      const slow = new SlowStore();
      tab.start(createStaleTokens(), asyncTokenStore(slow));
      await slow.answer('load', createStaleTokens());
      const refreshed = await tab.refresh();
      expect(tab.browser.written).toEqual([]);
      await slow.answer('load', theirs());
      await tab.expectAdopted(refreshed);
    });

    it('when the session is not in the store any more', async () => {
      tab.start();
      tab.store.record = null;
      const refreshed = await tab.refresh();
      tab.expectNoneSent();
      expect([refreshed.code, tab.events]).toEqual(['SESSION_OVER', [signedOut]]);
    });

    it('when somebody else is in the store', async () => {
      tab.start();
      tab.store.record = createStoredTokens({ sid: 's2' });
      const refreshed = await tab.refresh();
      tab.expectNoneSent();
      expect([refreshed.code, tab.app.auth.sessionKey()]).toEqual(['SESSION_CHANGED', 's2']);
    });

    it('when the store has changed since the claim', async () => {
      tab.start();
      tab.browser.whenWritten = () => {
        tab.browser.whenWritten = null;
        tab.store.record = theirs();
      };
      await tab.expectAdopted(await tab.refresh());
    });

    it('when the user has signed out since the claim', async () => {
      tab.start();
      tab.browser.whenWritten = () => {
        tab.browser.whenWritten = null;
        void tab.app.auth.signOut();
      };
      const refreshed = await tab.refresh();
      tab.expectNoneSent();
      expect(refreshed.code).toBe('SESSION_OVER');
    });
  });

  describe('of a session that is over', () => {
    it('T4 is signed out, and deletes nothing', async () => {
      tab.start();
      tab.browser.rows.set('s1', { seq: 1, isOver: true });
      const clear = spyOn(tab.store, 'clear').and.callThrough();
      const refreshed = await tab.refresh();
      tab.expectNoneSent();
      expect([refreshed.code, tab.events]).toEqual(['SESSION_OVER', [signedOut]]);
      expect(clear).not.toHaveBeenCalled();
      tab.store.changeElsewhere(tab.store.record); // a store that is behind brings nothing back
      expect(tab.app.auth.status()).toBe('anonymous');
    });

    it('does not end the session of who has signed in meanwhile', async () => {
      tab.start();
      tab.browser.rows.set('s1', { seq: 1, isOver: true });
      tab.browser.isLedgerSlow = true;
      await tab.refresh();
      new Outcome(tab.app.signIn());
      await settle();
      const sid = tab.app.auth.sessionKey();
      tab.browser.answerLedger();
      await settle();
      expect([tab.app.auth.status(), tab.app.auth.sessionKey()]).toEqual(['authenticated', sid]);
    });
  });

  describe('while the ledger knows of newer tokens', () => {
    it('adopts them when the store shows them', async () => {
      tab.start(createFreshTokens());
      tab.browser.rows.set('s1', { seq: 2 });
      const refreshed = await tab.refresh();
      await pass(1_500);
      tab.store.record = theirs();
      await pass(STORE_DELAY - 1_500);
      await tab.expectAdopted(refreshed);
    });

    it('asks an asynchronous store after 2 s, and adopts what that shows', async () => {
      const [slow, old] = [new SlowStore(), createFreshTokens()];
      tab.start(old, asyncTokenStore(slow));
      await slow.answer('load', old);
      tab.browser.rows.set('s1', { seq: 2 });
      const refreshed = await tab.refresh();
      await slow.answer('load', old);
      await pass(STORE_DELAY);
      await slow.answer('load', theirs());
      await tab.expectAdopted(refreshed);
    });

    it('has no answer when the store does not show them in 2 s', async () => {
      tab.start(createFreshTokens());
      tab.browser.rows.set('s1', { seq: 2 });
      const refreshed = await tab.refresh();
      await pass(STORE_DELAY - 1);
      expect(refreshed.state).toBe('pending');
      await pass(1);
      expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
      expect(tab.app.auth.status()).toBe('authenticated');
      tab.expectNoneSent();
    });

    it('is superseded when the store has not shown them for 10 s', async () => {
      tab.start();
      tab.browser.rows.set('s1', { seq: 2 });
      const clear = spyOn(tab.store, 'clear').and.callThrough();
      await tab.refresh();
      for (let passed = 0; passed < 9_500; passed += 500) await pass(500);
      await pass(499);
      expect(tab.app.auth.status()).toBe('authenticated');
      await pass(1);
      expect(tab.events).toEqual([superseded]);
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 2 });
      expect(clear).not.toHaveBeenCalled();
      tab.app.backend.verify(); // it revokes nothing
    });

    it('counts the 10 s of each tokens anew', async () => {
      tab.start();
      tab.browser.rows.set('s1', { seq: 2 });
      await tab.refresh();
      for (let passed = 0; passed < 8_000; passed += 500) await pass(500);
      tab.store.changeElsewhere({ ...createStaleTokens(), seq: 2 });
      tab.browser.rows.set('s1', { seq: 3 });
      await tab.refresh();
      for (let passed = 0; passed < 9_500; passed += 500) await pass(500);
      expect(tab.app.auth.status()).toBe('authenticated');
      await pass(500);
      expect(tab.events.at(-1)).toEqual(superseded);
    });

    it('is not superseded where the store cannot tell: they may be in the memory of that tab', async () => {
      tab.start();
      tab.browser.rows.set('s1', { seq: 2 });
      tab.store.record = { v: 2 } as never; // of another version
      await tab.refresh();
      for (let passed = 0; passed < 14_000; passed += 500) await pass(500);
      expect([tab.app.auth.status(), tab.events]).toEqual(['authenticated', []]);
      tab.expectNoneSent();
    });

    it('is superseded at once where the store is of this tab alone', async () => {
      const own = Object.assign(new SharedStore(createStaleTokens()), { reach: 'tab' });
      tab.start(createStaleTokens(), own);
      tab.browser.rows.set('s1', { seq: 2 });
      const refreshed = await tab.refresh();
      expect([refreshed.code, tab.events]).toEqual(['SESSION_OVER', [superseded]]);
      expect([own.record, tab.browser.rows.get('s1')]).toEqual([null, { seq: 2 }]);
      tab.app.backend.verify(); // it revokes nothing
    });
  });

  describe('that the server refused already', () => {
    it('R6 uses the access token to its end', async () => {
      tab.start(createFreshTokens());
      tab.browser.rows.set('s1', { seq: 1, isRefused: true });
      const refreshed = await tab.refresh();
      tab.expectNoneSent();
      expect([refreshed.code, tab.app.auth.status()]).toEqual([
        'REFRESH_REJECTED',
        'authenticated',
      ]);
      await pass(299_999);
      expect(tab.app.auth.status()).toBe('authenticated');
      await pass(1);
      expect(tab.events.at(-1)).toEqual({
        type: 'sessionEnded',
        reason: 'refresh-rejected',
        from: 'here',
      });
      expect(tab.browser.rows.get('s1')?.isOver).toBeTrue();
    });

    it('R6 ends the session at once when the access token is spent', async () => {
      tab.start();
      tab.browser.rows.set('s1', { seq: 1, isRefused: true });
      const refreshed = await tab.refresh();
      tab.expectNoneSent();
      expect([refreshed.code, tab.app.auth.status()]).toEqual(['REFRESH_REJECTED', 'anonymous']);
      expect(tab.browser.rows.get('s1')?.isOver).toBeTrue();
    });
  });

  describe('while another tab spends it', () => {
    /** Waits for `ms`, and nothing is sent until then. */
    async function expectNoneSentFor(ms: number): Promise<void> {
      for (let passed = 0; passed < ms; passed += 50) {
        tab.expectNoneSent();
        await pass(50);
      }
      tab.expectNoneSent();
    }

    it('waits until its claim has run out, and 450 ms more', async () => {
      tab.start();
      const left = 10 * SETTLE_DELAY; // it looks again that often
      tab.browser.rows.set('s1', claimed({ isLocked: false, until: Date.now() + left }));
      const refreshed = await tab.refresh();
      await expectNoneSentFor(left);
      await pass(SETTLE_DELAY - 1);
      tab.expectNoneSent();
      await pass(1);
      await flushRefresh(tab.app);
      expect(refreshed.state).toBe('resolved');
    });

    const locks: [who: string, isLocked: boolean, take: () => void][] = [
      ['its holder claimed without the lock', false, () => undefined],
      ['there are no locks here', true, () => (tab.browser.hasLocks = false)],
    ];
    for (const [why, isLocked, take] of locks) {
      it(`believes its claim for 62 s, the longest there is: ${why}`, async () => {
        take();
        const row = claimed({ isLocked, until: Date.now() + LONGEST_TERM });
        tab.browser.rows.set('s1', row);
        tab.start();
        await tab.refresh();
        await expectNoneSentFor(PATIENCE);
        expect(tab.browser.rows.get('s1')).toEqual(row);
      });
    }

    it('does not believe a longer claim: the clock was set back', async () => {
      tab.start();
      const until = Date.now() + LONGEST_TERM + 1_000;
      tab.browser.rows.set('s1', claimed({ isLocked: false, until }));
      await tab.refresh();
      await pass(SETTLE_DELAY);
      tab.sent();
    });

    it('adopts what that tab brings', async () => {
      tab.start();
      tab.browser.rows.set('s1', claimed({ isLocked: false }));
      const refreshed = await tab.refresh();
      await pass(1_000);
      tab.store.record = theirs(); // this tab has not heard of it
      await pass(SETTLE_DELAY);
      await tab.expectAdopted(refreshed);
    });

    it('T13 asks the store seldom', async () => {
      tab.start();
      tab.browser.rows.set('s1', claimed({ isLocked: false }));
      const load = spyOn(tab.store, 'load').and.callThrough();
      await tab.refresh();
      for (let passed = 0; passed < TERM; passed += 50) await pass(50);
      tab.expectNoneSent();
      expect(load.calls.count()).toBeLessThan(40);
    });

    it('T2 takes over 450 ms after that tab died with the lock', async () => {
      tab.start();
      const crash = tab.browser.holdLock();
      tab.browser.rows.set('s1', claimed());
      const refreshed = await tab.refresh();
      await pass(500);
      tab.expectNoneSent();
      crash();
      await pass(SETTLE_DELAY - 1);
      tab.expectNoneSent();
      await pass(1);
      expect(tab.browser.rows.get('s1')?.until).toBe(Date.now() + TERM);
      await flushRefresh(tab.app);
      expect(refreshed.state).toBe('resolved');
    });

    it('T2 waits that long though the page wakes up', async () => {
      tab.start();
      tab.browser.rows.set('s1', claimed());
      await tab.refresh();
      await pass(100);
      window.dispatchEvent(new Event('online'));
      await pass(SETTLE_DELAY - 101);
      tab.expectNoneSent();
      await pass(1);
      tab.sent();
    });

    it('T2 adopts what that tab has written before it died', async () => {
      tab.start();
      tab.browser.rows.set('s1', claimed());
      const refreshed = await tab.refresh();
      await pass(400);
      tab.store.record = theirs(); // shows late
      await pass(SETTLE_DELAY - 400);
      await tab.expectAdopted(refreshed);
    });

    it('T2 waits once more when this tab was frozen meanwhile', async () => {
      tab.start();
      tab.browser.rows.set('s1', claimed());
      const refreshed = await tab.refresh();
      jasmine.clock().mockDate(new Date(Date.now() + 1_000));
      await pass(SETTLE_DELAY);
      tab.expectNoneSent();
      tab.store.record = theirs(); // shows late
      await pass(SETTLE_DELAY);
      await tab.expectAdopted(refreshed);
    });

    it('T2 waits twice at most, where timers are slow', async () => {
      tab.start();
      tab.browser.rows.set('s1', claimed());
      await tab.refresh();
      for (let times = 0; times < 2; times++) {
        tab.expectNoneSent();
        jasmine.clock().mockDate(new Date(Date.now() + 1_000));
        await pass(SETTLE_DELAY);
      }
      tab.sent();
    });

    it('T2 waits 450 ms again for a third tab that came in between', async () => {
      tab.start();
      tab.browser.rows.set('s1', claimed());
      await tab.refresh();
      await pass(100);
      tab.browser.rows.set('s1', claimed({ isLocked: false, until: Date.now() + 800 }));
      await expectNoneSentFor(800); // it has looked twice
      await pass(SETTLE_DELAY - 1);
      tab.expectNoneSent();
      await pass(1);
      tab.sent();
    });
  });

  describe('after a failure in another tab', () => {
    function pausedRow(fields: Partial<Pause>, more: Partial<LedgerRow> = {}): LedgerRow {
      const pause = { failures: 3, failedAt: Date.now(), retryAt: 0, serverRetryAt: 0, ...fields };
      return { seq: 1, pause, ...more };
    }

    it('holds back as long as that tab has been told to', async () => {
      tab.start();
      tab.browser.rows.set('s1', pausedRow({ serverRetryAt: Date.now() + 6_000 }));
      const refreshed = await tab.refresh();
      await pass(5_999);
      tab.expectNoneSent();
      await pass(1);
      await flushRefresh(tab.app);
      expect(refreshed.state).toBe('resolved');
    });

    it('gives up at once when that tab was told to come back later than anybody waits', async () => {
      tab.start();
      tab.browser.rows.set('s1', pausedRow({ serverRetryAt: Date.now() + 3_600_000 }));
      expect((await tab.refresh()).code).toBe('REFRESH_UNAVAILABLE');
      expect((await tab.refresh()).code).toBe('REFRESH_UNAVAILABLE');
      tab.expectNoneSent();
      expect(tab.browser.written.length).toBe(1); // the second one knows
    });

    it('ends the pause of the library once the page has woken up', async () => {
      tab.start();
      const failedAt = Date.now() - 100;
      tab.browser.rows.set('s1', pausedRow({ failedAt, retryAt: failedAt + 50_000 }));
      window.dispatchEvent(new Event('online'));
      await settle();
      tab.sent();
    });

    it('does not wait for the pause of a tab that died: somebody has waited already', async () => {
      tab.start();
      const until = Date.now();
      tab.browser.rows.set('s1', pausedRow({ retryAt: until + 50_000 }, { until }));
      await tab.refresh();
      await pass(SETTLE_DELAY);
      tab.sent();
    });

    it('keeps the count of failures for the tab that comes after it', async () => {
      tab.start();
      const row = pausedRow({ failedAt: Date.now() - 10_000 });
      tab.browser.rows.set('s1', row);
      await tab.refresh();
      tab.sent();
      expect(tab.browser.rows.get('s1')?.pause).toEqual(row.pause);
    });
  });

  describe('and is frozen then', () => {
    /** It is away for `ms` after its claim, and meanwhile something may happen. */
    function freeze(ms: number, meanwhile: () => void = () => undefined): void {
      tab.browser.whenWritten = () => {
        tab.browser.whenWritten = null;
        jasmine.clock().mockDate(new Date(Date.now() + ms));
        meanwhile();
      };
    }

    it('asks anew when that took more than 2 s', async () => {
      tab.start();
      freeze(SLACK + 1, () => tab.browser.rows.set('s1', { seq: 2 }));
      const refreshed = await tab.refresh();
      tab.expectNoneSent();
      tab.store.record = theirs(); // of the tab that took over
      await pass(STORE_DELAY);
      await tab.expectAdopted(refreshed);
    });

    it('is not hindered by its own claim', async () => {
      tab.browser.hasLocks = false;
      tab.start();
      freeze(SLACK + 1);
      await tab.refresh();
      tab.expectNoneSent();
      await pass(SETTLE_DELAY);
      tab.sent();
      expect(tab.browser.rows.get('s1')?.until).toBe(Date.now() + TERM);
    });

    it('sends when it was away for 2 s and no longer', async () => {
      tab.start();
      freeze(SLACK);
      await tab.refresh();
      tab.sent();
      expect(tab.browser.written.length).toBe(1);
    });
  });
});
