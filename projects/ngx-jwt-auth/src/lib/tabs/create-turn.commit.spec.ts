import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh, freshReply } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import { pass, settle, useFakeTime } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import {
  claimed,
  createFreshTokens,
  NO_LEDGER,
  REVOKE_URL,
  SETTLE_DELAY,
  STORE_DELAY,
  theirs,
  ThisTab,
} from '../../../spec-support/this-tab';
import { asyncTokenStore } from '../token/async-token-store';

describe('a tab that has got new tokens', () => {
  useFakeTime();
  useSilentConsole();

  let tab: ThisTab;
  beforeEach(() => (tab = new ThisTab()));

  it('stores them, and writes down that there is something newer', async () => {
    tab.start();
    const refreshed = await tab.refresh();
    await flushRefresh(tab.app, 200, { accessToken: 'AT2' });
    expect(refreshed.state).toBe('resolved');
    expect(tab.store.record).toEqual(jasmine.objectContaining({ seq: 2, accessToken: 'AT2' }));
    expect(tab.browser.rows.get('s1')).toEqual({ seq: 2 });
  });

  it('has stored and shown them when the transaction is over', async () => {
    tab.start();
    await tab.refresh();
    const { auth } = tab.app;
    const seen: unknown[] = [];
    tab.browser.whenWritten = () => {
      seen.push([tab.store.record?.seq, auth.isAuthenticated(), auth.expiresAt()?.getTime()]);
    };
    tab.sent().flush(freshReply());
    await settle();
    expect(seen).toEqual([[2, true, Date.now() + 300_000]]);
  });

  it('keeps them though another tab has claimed meanwhile: the first answer wins', async () => {
    tab.start();
    const refreshed = await tab.refresh();
    tab.browser.rows.set('s1', claimed());
    await flushRefresh(tab.app, 200, { accessToken: 'AT2' });
    expect([refreshed.state, tab.store.record?.seq]).toEqual(['resolved', 2]);
    expect(tab.browser.rows.get('s1')).toEqual({ seq: 2 });
  });

  it('keeps the lock until the disk has them', async () => {
    tab.start();
    await tab.refresh();
    tab.browser.isDiskSlow = true;
    await flushRefresh(tab.app);
    expect([tab.store.record?.seq, tab.browser.isLocked()]).toEqual([2, true]);
    tab.browser.answerLedger();
    await settle();
    expect(tab.browser.isLocked()).toBeFalse();
  });

  it('T10 has given the lock back when it tells of them', async () => {
    tab.start();
    await tab.refresh();
    const locked: boolean[] = [];
    tab.app.auth.events.subscribe(() => locked.push(tab.browser.isLocked()));
    await flushRefresh(tab.app);
    expect(locked).toEqual([false]);
  });

  for (const failure of ['InvalidStateError', 'AbortError']) {
    it(`keeps them when the ledger fails with ${failure}`, async () => {
      tab.start();
      const refreshed = await tab.refresh();
      tab.browser.ledgerFailure = new DOMException('', failure);
      await flushRefresh(tab.app);
      expect([refreshed.state, tab.store.record?.seq]).toEqual(['resolved', 2]);
    });
  }

  it('keeps them once when the browser drops the transaction at its end', async () => {
    tab.start();
    const refreshed = await tab.refresh();
    const save = spyOn(tab.store, 'save').and.callThrough();
    tab.browser.whenWritten = () => {
      throw new DOMException('', 'AbortError');
    };
    await flushRefresh(tab.app);
    expect([refreshed.state, save.calls.count()]).toEqual(['resolved', 1]);
  });

  it('revokes them once when the store of the app signs out as it saves them', async () => {
    tab.start();
    await tab.refresh();
    spyOn(tab.store, 'save').and.callFake(() => void tab.app.auth.signOut());
    await flushRefresh(tab.app);
    const revoked = tab.app.backend.expectOne(REVOKE_URL).request.body as unknown;
    expect(revoked).toEqual({ refreshToken: 'RT2' });
  });

  describe('while an old record of another session is in the way', () => {
    const old = createStoredTokens({ sid: 'old' });

    it('keeps them: the ledger knows that the other one is over', async () => {
      tab.start();
      await tab.refresh();
      tab.browser.rows.set('old', { seq: 0, isOver: true });
      tab.store.changeElsewhere(old);
      await flushRefresh(tab.app, 200, { accessToken: 'AT2' });
      expect(tab.store.record).toEqual(jasmine.objectContaining({ sid: 's1', seq: 2 }));
      expect(await tab.app.auth.getAccessToken()).toBe('AT2');
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 2 });
    });

    it('keeps them when it is gone again', async () => {
      tab.start();
      const mine = tab.store.record;
      await tab.refresh();
      tab.store.changeElsewhere(old);
      tab.store.changeElsewhere(mine && { ...mine });
      await flushRefresh(tab.app, 200, { accessToken: 'AT2' });
      expect(tab.store.record?.seq).toBe(2);
      expect(await tab.app.auth.getAccessToken()).toBe('AT2');
    });

    it('revokes them after a sign-out all the same', async () => {
      tab.start();
      await tab.refresh();
      tab.browser.rows.set('old', { seq: 0, isOver: true });
      tab.browser.ledgerFailure = NO_LEDGER;
      await tab.app.auth.signOut();
      tab.browser.ledgerFailure = null;
      tab.store.changeElsewhere(old);
      tab.sent().flush(freshReply());
      await settle();
      const revoked = tab.app.backend
        .match(REVOKE_URL)
        .map(({ request }) => request.body as unknown);
      expect(revoked).toEqual([{ refreshToken: 'RT1' }, { refreshToken: 'RT2' }]);
      expect(tab.store.record).toBe(old);
    });
  });

  it('looks again when it was frozen, once the store has had time to show what others did', async () => {
    tab.start();
    await tab.refresh();
    tab.browser.isLedgerSlow = true;
    tab.sent().flush(freshReply());
    await settle();
    jasmine.clock().mockDate(new Date(Date.now() + 60_000));
    tab.browser.isLedgerSlow = false;
    tab.browser.answerLedger();
    await settle();
    expect(tab.store.record?.seq).toBe(1);
    const next = createStoredTokens({ sid: 'next' });
    tab.store.record = next; // shows late
    await pass(SETTLE_DELAY);
    expect(tab.store.record).toBe(next);
    tab.app.backend.expectOne(REVOKE_URL);
  });

  it('looks again without a ledger too', async () => {
    tab.start();
    await tab.refresh();
    tab.browser.ledgerFailure = NO_LEDGER;
    const next = createStoredTokens({ sid: 'next' });
    tab.store.record = next; // this tab has not heard of it
    await flushRefresh(tab.app);
    expect(tab.store.record).toBe(next);
  });

  describe('for a session that is over', () => {
    for (const [what, change] of Object.entries({
      'its row says so': (): void => void tab.browser.rows.set('s1', { seq: 1, isOver: true }),
      'it is not in the store': (): void => void (tab.store.record = null),
      'the store has another one': (): void =>
        void (tab.store.record = createStoredTokens({ sid: 's2' })),
    })) {
      it(`T5 drops and revokes them: ${what}`, async () => {
        tab.start();
        await tab.refresh();
        change();
        const save = spyOn(tab.store, 'save').and.callThrough();
        await flushRefresh(tab.app, 200, { accessToken: 'AT-late', refreshToken: 'RT-late' });
        const revoked = tab.app.backend.expectOne(REVOKE_URL).request.body as unknown;
        expect(revoked).toEqual({ refreshToken: 'RT-late' });
        expect(save).not.toHaveBeenCalled();
        expect(tab.browser.rows.get('s1')?.seq ?? 1).toBe(1);
      });
    }

    it('T5 revokes the refresh token though the server sent no new one', async () => {
      tab.start();
      await tab.refresh();
      tab.browser.rows.set('s1', { seq: 1, isOver: true });
      tab.sent().flush({ accessToken: 'AT-late' });
      await settle();
      const revoked = tab.app.backend.expectOne(REVOKE_URL).request.body as unknown;
      expect(revoked).toEqual({ refreshToken: 'RT1' });
    });

    it('T5 drops and revokes them when it was signed out here', async () => {
      tab.start();
      await tab.refresh();
      await tab.app.auth.signOut();
      tab.app.backend.expectOne(REVOKE_URL);
      await flushRefresh(tab.app, 200, { accessToken: 'AT-late', refreshToken: 'RT-late' });
      const revoked = tab.app.backend.expectOne(REVOKE_URL).request.body as unknown;
      expect(revoked).toEqual({ refreshToken: 'RT-late' });
      expect([tab.app.auth.status(), tab.store.record]).toEqual(['anonymous', null]);
      expect(tab.browser.rows.get('s1')?.isOver).toBeTrue();
    });
  });

  describe('when there are newer ones', () => {
    it('adopts what the store shows', async () => {
      tab.start();
      const refreshed = await tab.refresh();
      tab.store.record = theirs();
      const late = tab.sent();
      const save = spyOn(tab.store, 'save').and.callThrough();
      late.flush({ accessToken: 'AT-ours' });
      await settle();
      await tab.expectAdopted(refreshed);
      expect(save).not.toHaveBeenCalled();
    });

    it('waits until the store shows what the ledger knows of', async () => {
      tab.start();
      const refreshed = await tab.refresh();
      tab.browser.rows.set('s1', { seq: 2 });
      tab.sent().flush({ accessToken: 'AT-ours' });
      await settle();
      expect([refreshed.state, tab.store.record?.seq]).toEqual(['pending', 1]);
      tab.store.record = theirs();
      await pass(STORE_DELAY);
      await tab.expectAdopted(refreshed);
    });

    it('waits for nothing while its access token is good, and adopts them when it hears of them', async () => {
      tab.start(createFreshTokens());
      const refreshed = await tab.refresh();
      tab.browser.rows.set('s1', { seq: 2 });
      tab.sent().flush({ accessToken: 'AT-ours' });
      await settle();
      expect([refreshed.code, tab.store.record?.seq]).toEqual(['REFRESH_UNAVAILABLE', 1]);
      tab.store.changeElsewhere(theirs());
      expect(await tab.app.auth.getAccessToken()).toBe('AT2');
      tab.app.backend.verify(); // it revokes nothing
    });

    it('is superseded where the store is of this tab alone', async () => {
      const own = Object.assign(new SharedStore(createStaleTokens()), { reach: 'tab' });
      tab.start(createStaleTokens(), own);
      await tab.refresh();
      tab.browser.rows.set('s1', { seq: 2 });
      await flushRefresh(tab.app, 200, { accessToken: 'AT-ours' });
      const ended = { type: 'sessionEnded', reason: 'superseded', from: 'elsewhere' };
      expect([tab.events.at(-1) as unknown, own.record]).toEqual([ended, null]);
      expect(tab.browser.rows.get('s1')).toEqual({ seq: 2 });
    });
  });

  describe('and an asynchronous store', () => {
    let slow: SlowStore;

    /** The answer is there, and the store is about to write it. */
    async function startToSave(): Promise<void> {
      slow = new SlowStore();
      tab.start(createStaleTokens(), asyncTokenStore(slow));
      await slow.answer('load', createStaleTokens());
      await tab.refresh();
      await slow.answer('load', createStaleTokens());
      tab.sent().flush(freshReply());
      await settle();
      expect(slow.writes.map(({ name }) => name)).toEqual(['save']);
    }

    it('does not make the others wait for it', async () => {
      await startToSave();
      expect([tab.browser.rows.get('s1'), tab.browser.isLocked()]).toEqual([{ seq: 2 }, false]);
      expect(tab.events.at(-1)).toEqual({ type: 'refreshed', from: 'here' });
    });

    it('takes back what it has kept of a session that is over by then', async () => {
      await startToSave();
      tab.browser.rows.set('s1', { seq: 2, isOver: true }); // signed out in another tab
      await slow.answer('save');
      const [, clear] = slow.writes;
      expect([clear?.name, clear?.argument]).toEqual(['clear', 's1']);
    });

    it('takes nothing back once somebody has signed in', async () => {
      await startToSave();
      new Outcome(tab.app.signIn());
      for (const name of ['save', 'clear', 'save', 'clear'] as const) await slow.answer(name);
      expect(tab.browser.rows.get('s1')?.isOver).toBeTrue();
      expect(slow.writes.map(({ name }) => name)).toEqual(['save', 'clear', 'save']);
    });

    for (const [what, failure] of [
      ['a session that stands', null],
      ['a session of which the ledger cannot tell', NO_LEDGER],
    ] as const) {
      it(`leaves there what it has kept of ${what}`, async () => {
        await startToSave();
        tab.browser.ledgerFailure = failure;
        await slow.answer('save');
        expect(slow.writes.map(({ name }) => name)).toEqual(['save']);
      });
    }
  });
});
