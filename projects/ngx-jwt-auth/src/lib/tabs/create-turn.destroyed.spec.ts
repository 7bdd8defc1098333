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

  describe('when its answer comes', () => {
    /** The answer comes late, and meanwhile something has happened; gives what was revoked. */
    async function answerAfter(change: () => void, status = 200): Promise<unknown[]> {
      await tab.refresh();
      const late = tab.sent();
      const { backend } = tab.app;
      TestBed.resetTestingModule();
      change();
      late.flush(status === 200 ? freshReply() : {}, { status, statusText: 'Status' });
      await pass(60_000);
      expect(tab.browser.isLocked()).toBeFalse();
      backend.expectNone(REFRESH_URL);
      return backend.match(REVOKE_URL).map(({ request }) => request.body as unknown);
    }

    const next = createStoredTokens({ sid: 'next' });
    const revoked = [{ refreshToken: 'RT2' }];
    const over = (): void => void tab.browser.rows.set('s1', { seq: 0, isOver: true });
    for (const [what, record, change] of [
      ['the ledger and the store know that it was signed out', null, over],
      ['the store shows that it was signed out', null, () => undefined],
      ['somebody else has signed in', next, () => undefined],
    ] as const) {
      it(`L14 revokes it when ${what}, and stores nothing`, async () => {
        tab.start();
        const bodies = await answerAfter(() => {
          tab.store.record = record;
          change();
        });
        expect([bodies, tab.store.record]).toEqual([revoked, record]);
      });
    }

    it('L14 revokes it when the ledger alone knows that it was signed out', async () => {
      tab.start();
      expect(await answerAfter(over)).toEqual(revoked);
      expect(tab.store.record?.seq).toBe(1);
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 0, isOver: true });
    });

    const newerRow = (): void => void tab.browser.rows.set('s1', { seq: 3 });
    for (const [what, change] of [
      ['', newerRow],
      [' that the store alone shows', () => undefined],
    ] as const) {
      it(`L14 stores nothing over newer tokens${what}, and revokes nothing`, async () => {
        tab.start();
        const newer = theirs(3);
        const bodies = await answerAfter(() => {
          tab.store.record = newer;
          change();
        });
        expect(bodies).toEqual([]);
        expect(tab.store.record).toBe(newer);
      });
    }

    it('L14 writes a refusal down for the next start, and clears nothing', async () => {
      tab.start();
      const clear = spyOn(tab.store, 'clear').and.callThrough();
      await answerAfter(() => undefined, 400);
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 1, isRefused: true });
      expect([tab.store.record?.refreshToken, clear.calls.count()]).toEqual(['RT1', 0]);
    });

    it('L14 does not write down a refusal that newer tokens explain', async () => {
      tab.start();
      await answerAfter(() => void tab.browser.rows.set('s1', { seq: 2 }), 400);
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
