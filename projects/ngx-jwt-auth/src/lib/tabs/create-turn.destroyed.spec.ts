import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { freshReply } from '../../../spec-support/flush-refresh';
import { pass, REFRESH_URL, settle, useFakeTime } from '../../../spec-support/set-up';
import { claimed, NO_LEDGER, REVOKE_URL, theirs, ThisTab } from '../../../spec-support/this-tab';

describe('a tab whose app is destroyed', () => {
  useFakeTime();
  useSilentConsole();

  let tab: ThisTab;
  beforeEach(() => (tab = new ThisTab()));

  describe('while it waits for the answer', () => {
    it('L1 stores it, and keeps the lock until then', async () => {
      tab.start();
      await tab.refresh();
      const late = tab.sent();
      TestBed.resetTestingModule();
      await pass(5_000);
      expect(tab.browser.isLocked()).toBeTrue();
      late.flush(freshReply());
      await settle();
      expect([tab.store.record?.refreshToken, tab.browser.isLocked()]).toEqual(['RT2', false]);
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 2 });
    });

    it('L1 waits no longer than an exchange may take', async () => {
      tab.start();
      await tab.refresh();
      const late = tab.sent();
      TestBed.resetTestingModule();
      await pass(9_999);
      expect([late.cancelled, tab.browser.isLocked()]).toEqual([false, true]);
      await pass(1);
      expect([late.cancelled, tab.browser.isLocked()]).toEqual([true, false]);
      expect(tab.browser.rows.get('s1')?.until).toBeUndefined();
    });

    it('L13 does not try again when the answer is an outage', async () => {
      tab.start();
      const { backend } = tab.app;
      await tab.refresh();
      const late = tab.sent();
      TestBed.resetTestingModule();
      late.flush('', { status: 503, statusText: 'Down' });
      await settle();
      const { until, pause } = tab.browser.rows.get('s1')!;
      expect([until, pause?.failures, tab.browser.isLocked()]).toEqual([undefined, 1, false]);
      await pass(60_000);
      backend.expectNone(REFRESH_URL);
    });
  });

  describe('before anything was sent', () => {
    it('L13 stops to wait for another tab', async () => {
      tab.start();
      tab.browser.rows.set('s1', claimed({ isLocked: false }));
      const { backend } = tab.app;
      const refreshed = await tab.refresh();
      expect(tab.browser.isLocked()).toBeTrue();
      TestBed.resetTestingModule();
      await settle();
      expect([refreshed.code, tab.browser.isLocked()]).toEqual(['REFRESH_UNAVAILABLE', false]);
      await pass(60_000);
      backend.expectNone(REFRESH_URL);
    });

    it('L13 stops to wait for the lock', async () => {
      tab.start();
      const letGo = tab.browser.holdLock();
      const { backend } = tab.app;
      const refreshed = await tab.refresh();
      TestBed.resetTestingModule();
      await settle();
      expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
      letGo();
      await settle();
      expect(tab.browser.isLocked()).toBeFalse();
      await pass(60_000);
      backend.expectNone(REFRESH_URL);
      expect(tab.browser.rows.get('s1')?.until).toBeUndefined();
    });

    it('L13 gives back what it has claimed', async () => {
      tab.start();
      tab.browser.isLedgerSlow = true;
      const { backend } = tab.app;
      const refreshed = await tab.refresh();
      TestBed.resetTestingModule();
      tab.browser.isLedgerSlow = false;
      tab.browser.answerLedger();
      await settle();
      expect([refreshed.code, tab.browser.isLocked()]).toEqual(['REFRESH_UNAVAILABLE', false]);
      expect(tab.browser.written.some((rows) => rows.includes('"until"'))).toBeTrue();
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 1, pause: undefined });
      await pass(60_000);
      backend.expectNone(REFRESH_URL);
    });

    it('L13 gives the lock back at once where there is no ledger', async () => {
      tab.browser.ledgerFailure = NO_LEDGER;
      tab.start();
      const { backend } = tab.app;
      await tab.refresh();
      expect(tab.browser.isLocked()).toBeTrue();
      TestBed.resetTestingModule();
      await settle();
      expect(tab.browser.isLocked()).toBeFalse();
      await pass(60_000);
      backend.expectNone(REFRESH_URL);
    });

    it('L13 does not try again after a pause', async () => {
      tab.start();
      const { backend } = tab.app;
      const refreshed = await tab.refresh();
      tab.sent().flush('', { status: 503, statusText: 'Down' });
      await settle();
      TestBed.resetTestingModule();
      await settle();
      expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
      await pass(60_000);
      backend.expectNone(REFRESH_URL);
    });
  });

  describe('L14 when its answer comes', () => {
    /** The answer comes late, and meanwhile something has happened in the browser. */
    async function answerAfter(change: () => void, status = 200): Promise<void> {
      await tab.refresh();
      const late = tab.sent();
      const { backend } = tab.app;
      TestBed.resetTestingModule();
      change();
      late.flush(status === 200 ? freshReply() : {}, { status, statusText: 'Status' });
      await pass(60_000);
      expect(tab.browser.isLocked()).toBeFalse();
      backend.expectNone(REFRESH_URL);
    }

    it('L14 stores nothing when the session was signed out in another tab', async () => {
      tab.start();
      await answerAfter(() => {
        tab.store.record = null;
        tab.browser.rows.set('s1', { seq: 0, isOver: true });
      });
      expect(tab.store.record).toBeNull();
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 0, isOver: true });
    });

    it('L14 revokes it when the ledger alone knows that it was signed out', async () => {
      tab.start();
      const { backend } = tab.app;
      await answerAfter(() => tab.browser.rows.set('s1', { seq: 0, isOver: true }));
      expect(tab.store.record?.seq).toBe(1);
      expect(backend.expectOne(REVOKE_URL).request.body).toEqual({ refreshToken: 'RT2' });
    });

    it('L14 stores nothing when the store shows that it was signed out', async () => {
      tab.start();
      await answerAfter(() => (tab.store.record = null));
      expect(tab.store.record).toBeNull();
    });

    it('L14 stores nothing when somebody else has signed in', async () => {
      tab.start();
      const next = createStoredTokens({ sid: 'next' });
      await answerAfter(() => (tab.store.record = next));
      expect(tab.store.record).toBe(next);
    });

    it('L14 stores nothing over newer tokens', async () => {
      tab.start();
      const newer = theirs(3);
      await answerAfter(() => {
        tab.store.record = newer;
        tab.browser.rows.set('s1', { seq: 3 });
      });
      expect([tab.store.record, tab.browser.rows.get('s1')]).toEqual([newer, { seq: 3 }]);
    });

    it('L14 stores nothing over newer tokens that the store alone shows', async () => {
      tab.start();
      const newer = theirs(3);
      await answerAfter(() => (tab.store.record = newer));
      expect(tab.store.record).toBe(newer);
    });

    it('L14 writes a refusal down for the next start, and clears nothing', async () => {
      tab.start();
      const clear = spyOn(tab.store, 'clear').and.callThrough();
      await answerAfter(() => undefined, 400);
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 1, isRefused: true });
      expect([tab.store.record?.refreshToken, clear.calls.count()]).toEqual(['RT1', 0]);
    });

    it('L14 does not write down a refusal that newer tokens explain', async () => {
      tab.start();
      await answerAfter(() => tab.browser.rows.set('s1', { seq: 2 }), 400);
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 2 });
    });

    it('L14 writes down a refusal that came just before', async () => {
      tab.start();
      await tab.refresh();
      tab.browser.isLedgerSlow = true;
      tab.sent().flush({}, { status: 400, statusText: 'Status' });
      await settle();
      TestBed.resetTestingModule();
      tab.browser.answerLedger();
      await settle();
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 1, isRefused: true });
      expect(tab.browser.isLocked()).toBeFalse();
    });
  });
});
