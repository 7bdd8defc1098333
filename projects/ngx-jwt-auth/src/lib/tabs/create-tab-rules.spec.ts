import { TestBed } from '@angular/core/testing';
import { useCleanStorage } from '../../../spec-support/clean-storage';
import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser, LEDGER_PATIENCE } from '../../../spec-support/fake-browser';
import { flushRefresh, refreshStaysDown } from '../../../spec-support/flush-refresh';
import { OtherTab } from '../../../spec-support/open-tab';
import { Outcome } from '../../../spec-support/outcome';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import { NO_LEDGER, SETTLE_DELAY } from '../../../spec-support/this-tab';
import type { JwtAuthEvent } from '../jwt-auth-event';
import { withTokenStore } from '../session/with-token-store';
import { asyncTokenStore } from '../token/async-token-store';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { JwtTokenStoreKind } from '../token/jwt-token-store-kind';
import { localStorageTokenStore } from '../token/local-storage-token-store';
import { memoryTokenStore } from '../token/memory-token-store';
import { sessionStorageTokenStore } from '../token/session-storage-token-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';

describe('the turns of the tabs', () => {
  useFakeTime();
  useSilentConsole();
  useCleanStorage();

  let browser: FakeBrowser;
  let store: SharedStore;
  let app: TestApp;
  let events: readonly JwtAuthEvent[];

  beforeEach(() => {
    browser = new FakeBrowser();
    store = new SharedStore();
  });

  function features(
    kind: JwtTokenStoreKind = store,
  ): [ReturnType<typeof withTokenStore>, ReturnType<typeof withTokenRefresh>] {
    return [withTokenStore(kind), withTokenRefresh(REFRESH_URL)];
  }

  function start(kind?: JwtTokenStoreKind): void {
    app = setUp({ browser, features: features(kind) });
    events = app.recordEvents();
    app.auth.status(); // loads
  }

  /** The record in localStorage. */
  function record(): JwtStoredTokens | null {
    return JSON.parse(localStorage.getItem('ngx-jwt-auth') ?? 'null') as JwtStoredTokens | null;
  }

  it('T1 cost one refresh for three tabs that need one together', async () => {
    store.record = createStaleTokens();
    start();
    const tabs = [1, 2].map(() => new OtherTab(browser, ...features()));
    const all = [app, ...tabs].map(({ auth }) => new Outcome(auth.getAccessToken()));
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    await pass(2_000);
    app.backend.verify();
    expect(all.map(({ value }) => value)).toEqual(['AT2', 'AT2', 'AT2']);
    for (const tab of tabs) {
      expect(tab.events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
      tab.close();
    }
  });

  it('T13 cost one refresh for twenty tabs that wake up together', async () => {
    store.record = createStaleTokens();
    start();
    const tabs = Array.from({ length: 19 }, () => new OtherTab(browser, ...features()));
    window.dispatchEvent(new Event('online'));
    const load = spyOn(store, 'load').and.callThrough();
    await settle();
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    for (let round = 0; round < 20; round++) await settle();
    app.backend.verify();
    for (const { auth } of [app, ...tabs]) expect(await auth.getAccessToken()).toBe('AT2');
    expect(load.calls.count()).toBeLessThan(20 * 3);
    for (const tab of tabs) tab.close();
  });

  it('C11 are of one key: two apps on one origin do not wait for each other', async () => {
    start(localStorageTokenStore());
    const admin = new OtherTab(browser, ...features(localStorageTokenStore({ key: 'admin' })));
    await app.signIn();
    await admin.auth.signIn({ accessToken: 'AT', refreshToken: 'RT' });
    new Outcome(app.auth.refresh());
    new Outcome(admin.auth.refresh());
    await settle();
    expect(app.backend.match(REFRESH_URL).length).toBe(2);
    expect([browser.rows.size, browser.rowsOf('admin').size]).toEqual([1, 1]);
    admin.close();
  });

  it('are of one session: another one in the same browser does not wait', async () => {
    const open = (sid: string): OtherTab => {
      const record = createStaleTokens({ sid });
      const own = Object.assign(new SharedStore(record), { key: 'ngx-jwt-auth', reach: 'tab' });
      return new OtherTab(browser, ...features(own));
    };
    start();
    const tabs = [open('a'), open('b')];
    for (const { auth } of tabs) new Outcome(auth.refresh());
    await settle();
    expect(app.backend.match(REFRESH_URL).length).toBe(2);
    for (const tab of tabs) tab.close();
  });

  it('T17 are not taken where each tab has its own tokens', async () => {
    start(memoryTokenStore());
    browser.holdLock();
    await app.signIn();
    const refreshed = new Outcome(app.auth.refresh());
    await flushRefresh(app);
    expect([refreshed.state, browser.written]).toEqual(['resolved', []]);
    await app.auth.signOut();
    expect(browser.written).toEqual([]);
  });

  it('leave nothing in the ledger that is a token or a part of one', async () => {
    start();
    const secrets: string[] = [];
    const note = (): void => {
      const { accessToken = '', refreshToken = '' } = store.record ?? {};
      secrets.push(...accessToken.split('.'), refreshToken);
    };
    const pair = { refreshToken: 'opaque-refresh-token-1' };
    secrets.push(...(await app.signIn(300, pair)).split('.'));
    note();
    new Outcome(app.auth.refresh());
    await flushRefresh(app, 503);
    await pass(60_000);
    new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, { accessToken: 'h2.p2.s2-long', refreshToken: 'opaque-2' });
    note();
    new Outcome(app.auth.refresh());
    await flushRefresh(app, 400, { error: 'invalid_grant' });
    await app.signIn(60, { refreshToken: 'opaque-3' });
    note();
    await pass(61_000);
    new Outcome(app.auth.refresh());
    await refreshStaysDown(app);
    await app.auth.signOut();
    const text = browser.written.join('\n');
    expect(browser.written.length).toBeGreaterThan(8);
    expect(secrets.filter((secret) => secret.length > 2).length).toBeGreaterThan(10);
    expect(secrets.filter((secret) => secret.length > 2 && text.includes(secret))).toEqual([]);
    const fields = new Set(text.match(/[A-Za-z]+(?=":)/g));
    expect([...fields].sort()).toEqual(
      [
        'failedAt',
        'failures',
        'isLocked',
        'isOver',
        'isRefused',
        'pause',
        'retryAt',
        'seq',
        'serverRetryAt',
        'until',
      ].sort(),
    );
  });

  describe('at a sign-out', () => {
    it('end the session here at once, then in the ledger', async () => {
      start(localStorageTokenStore());
      await app.signIn();
      const sid = app.auth.sessionKey()!;
      const signedOut = new Outcome(app.auth.signOut());
      expect([app.auth.status(), record()]).toEqual(['anonymous', null]);
      expect(localStorage.getItem(`ngx-jwt-auth.ended.${sid}`)).not.toBeNull();
      expect(browser.rows.get(sid)?.isOver).toBeUndefined();
      await settle();
      expect(browser.rows.get(sid)?.isOver).toBeTrue();
      expect(signedOut.state).toBe('resolved');
    });

    it('delete again in the ledger what another tab has written late', async () => {
      start(localStorageTokenStore());
      await app.signIn();
      const late = localStorage.getItem('ngx-jwt-auth')!;
      browser.isLedgerSlow = true;
      void app.auth.signOut();
      await settle();
      localStorage.setItem('ngx-jwt-auth', late);
      browser.answerLedger();
      await settle();
      expect(record()).toBeNull();
    });

    it('T5 keep a session from coming back with what is written later still', async () => {
      start(localStorageTokenStore());
      await app.signIn();
      const late = localStorage.getItem('ngx-jwt-auth')!;
      await app.auth.signOut();
      localStorage.setItem('ngx-jwt-auth', late);
      TestBed.resetTestingModule(); // a reload
      start(localStorageTokenStore());
      expect(app.auth.status()).toBe('anonymous');
      expect(localStorage.getItem('ngx-jwt-auth')).toBe(late); // a start deletes nothing
    });

    it('delete nothing of who has signed in meanwhile', async () => {
      start(localStorageTokenStore());
      await app.signIn();
      browser.isLedgerSlow = true;
      void app.auth.signOut();
      await settle();
      const next = JSON.stringify(createStoredTokens({ sid: 'next' }));
      localStorage.setItem('ngx-jwt-auth', next);
      browser.answerLedger();
      await settle();
      expect(localStorage.getItem('ngx-jwt-auth')).toBe(next);
    });

    it('leave the store alone once another session has taken its place', async () => {
      start(localStorageTokenStore());
      await app.signIn();
      browser.isLedgerSlow = true;
      const sid = app.auth.sessionKey()!;
      void app.auth.signOut();
      await settle();
      browser.rows.set(sid, { seq: 0, isOver: true });
      localStorage.clear();
      browser.answerLedger();
      await settle();
      expect(localStorage.length).toBe(0);
    });

    it('leave to the ledger what nobody asked for: this tab may see an old record', async () => {
      store.record = createStaleTokens();
      Object.assign(store, { reach: 'browser' });
      start();
      const next = createStoredTokens({ sid: 'next' });
      const clear = spyOn(store, 'clear').and.callThrough();
      browser.isLedgerSlow = true;
      void app.auth.refresh().catch(() => undefined);
      await settle();
      browser.answerLedger();
      await flushRefresh(app, 400);
      browser.answerLedger();
      await settle();
      expect([app.auth.status(), clear.calls.count()]).toEqual(['anonymous', 0]);
      browser.rows.set('s1', { seq: 0, isOver: true });
      store.record = next;
      browser.answerLedger();
      await settle();
      expect([store.record, clear.calls.count()]).toEqual([next, 0]);
    });

    for (const [what, failure] of Object.entries({
      '': null,
      ' without a ledger too': NO_LEDGER,
    })) {
      it(`clear the store when the server has refused${what}`, async () => {
        store.record = createStaleTokens();
        browser.ledgerFailure = failure;
        start();
        void app.auth.refresh().catch(() => undefined);
        await pass(SETTLE_DELAY);
        await flushRefresh(app, 400);
        await settle();
        expect(app.auth.status()).toBe('anonymous');
        expect(store.record).toBeNull();
      });
    }

    it('clear the store of an app once: it may not look what it clears', async () => {
      start();
      await app.signIn();
      const clear = spyOn(store, 'clear').and.callThrough();
      await app.auth.signOut();
      expect(clear).toHaveBeenCalledTimes(1);
    });

    it('are waited for by its promise, for 2 s at most', async () => {
      start();
      await app.signIn();
      browser.isLedgerBlocked = true;
      const signedOut = new Outcome(app.auth.signOut());
      expect(app.auth.status()).toBe('anonymous');
      await pass(LEDGER_PATIENCE - 1);
      expect(signedOut.state).toBe('pending');
      await pass(1);
      expect(signedOut.state).toBe('resolved');
    });

    it('are no obstacle where there is no ledger', async () => {
      start();
      await app.signIn();
      browser.ledgerFailure = NO_LEDGER;
      const signedOut = new Outcome(app.auth.signOut());
      await settle();
      expect([signedOut.state, store.record]).toEqual(['resolved', null]);
    });
  });

  describe('at a sign-in', () => {
    it('end the session before, and save at once and in the ledger', async () => {
      start();
      await app.signIn();
      const { sid } = store.record!;
      const save = spyOn(store, 'save').and.callThrough();
      await app.signIn();
      await settle();
      expect(store.record?.sid).toBe(app.auth.sessionKey()!);
      expect(save).toHaveBeenCalledTimes(2);
      expect(browser.rows.get(sid)?.isOver).toBeTrue();
      expect(browser.rows.get(app.auth.sessionKey()!)).toEqual({ seq: 1 });
    });

    it('end a session of another tab that this one has not heard of', async () => {
      start();
      store.record = createStoredTokens({ sid: 'theirs', seq: 4 });
      await app.signIn();
      await settle();
      expect(browser.rows.get('theirs')).toEqual(jasmine.objectContaining({ isOver: true }));
    });

    it('save in the ledger once more what another tab has overwritten by then', async () => {
      start();
      await app.signIn();
      const old = store.record!;
      browser.isLedgerSlow = true;
      new Outcome(app.signIn());
      await settle();
      store.record = { ...old, seq: 2 };
      browser.answerLedger();
      await settle();
      expect(store.record.sid).toBe(app.auth.sessionKey()!);
    });

    it('do not save again there what another tab has refreshed by then', async () => {
      start();
      browser.isLedgerSlow = true;
      new Outcome(app.signIn());
      await settle();
      const { sid } = store.record!;
      const theirs = createStoredTokens({ sid, seq: 2 });
      browser.rows.set(sid, { seq: 2 });
      store.record = theirs; // this tab has not heard of it
      browser.answerLedger();
      await settle();
      expect(store.record).toEqual(theirs);
      expect(browser.rows.get(sid)).toEqual({ seq: 2 });
    });

    it('do not save again there what another tab has signed in with by then', async () => {
      start();
      browser.isLedgerSlow = true;
      new Outcome(app.signIn());
      await settle();
      store.changeElsewhere(createStoredTokens({ sid: 'next' }));
      const newer = createStoredTokens({ sid: 'next', seq: 2 });
      store.record = newer; // this tab has not heard of it
      browser.answerLedger();
      await settle();
      expect(store.record).toBe(newer);
    });

    it('do not save again there for who has signed out by then', async () => {
      start();
      await app.signIn();
      browser.isLedgerSlow = true;
      new Outcome(app.signIn());
      await settle();
      void app.auth.signOut();
      await settle();
      browser.answerLedger();
      await settle();
      expect(store.record).toBeNull();
    });

    it('do not save again there when the app is gone: the next one may have signed in', async () => {
      start();
      browser.isLedgerSlow = true;
      new Outcome(app.signIn());
      await settle();
      TestBed.resetTestingModule();
      const next = createStoredTokens({ sid: 'next' });
      store.record = next;
      browser.answerLedger();
      await settle();
      expect(store.record).toBe(next);
    });

    it('end every session in the browser, and none of them comes back', async () => {
      start();
      browser.rows.set('theirs', { seq: 3 }); // neither this tab nor its store knows it
      await app.signIn();
      expect(browser.rows.get('theirs')?.isOver).toBeTrue();
      const mine = store.record!;
      store.changeElsewhere(createStoredTokens({ sid: 'theirs', seq: 4 }));
      await settle();
      expect([store.record, app.auth.sessionKey()]).toEqual([mine, mine.sid]);
    });

    it('save again in an asynchronous store, which may not look what it clears then', async () => {
      const slow = new SlowStore();
      start(asyncTokenStore(slow));
      await slow.answer('load', null);
      browser.rows.set('theirs', { seq: 3 });
      new Outcome(app.auth.signIn('AT'));
      for (const name of ['save', 'clear', 'save'] as const) await slow.answer(name);
      expect(slow.writes.map(({ name }) => name)).toEqual(['save', 'clear', 'save']);
      expect(browser.rows.get('theirs')?.isOver).toBeTrue();
    });

    it('end no other session where the store is of this tab alone', async () => {
      start(Object.assign(new SharedStore(), { reach: 'tab' }));
      await app.signIn();
      const sid = app.auth.sessionKey()!;
      browser.rows.set('theirs', { seq: 3 });
      await app.signIn();
      expect([browser.rows.get('theirs'), browser.rows.get(sid)]).toEqual([{ seq: 3 }, { seq: 1 }]);
    });

    /** Signs in, and is away for `ms` before that is written down. */
    async function signInFrozen(ms: number): Promise<string> {
      start();
      browser.isLedgerSlow = true;
      new Outcome(app.signIn());
      await settle();
      jasmine.clock().mockDate(new Date(Date.now() + ms));
      browser.isLedgerSlow = false;
      browser.rows.set('theirs', { seq: 1 });
      browser.answerLedger();
      await settle();
      return app.auth.sessionKey()!;
    }

    it('are written down at once when this tab was frozen for 2 s and no longer', async () => {
      const sid = await signInFrozen(2_000);
      expect(browser.rows.get('theirs')?.isOver).toBeTrue();
      expect(browser.rows.get(sid)).toEqual({ seq: 1 });
    });

    describe('by a tab that was frozen for longer', () => {
      it('are written down once the store shows that nobody has signed in since', async () => {
        const sid = await signInFrozen(2_001);
        await pass(SETTLE_DELAY - 1);
        expect([browser.rows.get('theirs'), browser.rows.has(sid)]).toEqual([{ seq: 1 }, false]);
        await pass(1);
        expect(browser.rows.get('theirs')?.isOver).toBeTrue();
        expect(browser.rows.get(sid)).toEqual({ seq: 1 });
      });

      it('give way to who has', async () => {
        const sid = await signInFrozen(2_001);
        const theirs = createStoredTokens({ sid: 'theirs' });
        store.record = theirs; // this tab has not heard of it
        await pass(SETTLE_DELAY);
        expect([app.auth.sessionKey(), store.record]).toEqual(['theirs', theirs]);
        expect([browser.rows.get('theirs'), browser.rows.has(sid)]).toEqual([{ seq: 1 }, false]);
      });

      it('save nothing again before that', async () => {
        await signInFrozen(2_001);
        const save = spyOn(store, 'save').and.callThrough();
        store.changeElsewhere(createStoredTokens({ sid: 'theirs' }));
        await settle();
        expect(save).not.toHaveBeenCalled();
      });
    });

    it('are written down as soon as the ledger answers', async () => {
      browser.isLedgerBlocked = true;
      start();
      new Outcome(app.signIn());
      for (let times = 0; times < 3; times++) {
        await pass(LEDGER_PATIENCE);
        await pass(SETTLE_DELAY);
      }
      browser.isLedgerBlocked = false;
      await pass(LEDGER_PATIENCE);
      await pass(SETTLE_DELAY);
      expect(browser.rows.get(app.auth.sessionKey()!)).toEqual({ seq: 1 });
    });

    it('are not written down any more once it is over', async () => {
      browser.isLedgerBlocked = true;
      start();
      new Outcome(app.signIn());
      await settle();
      const sid = app.auth.sessionKey()!;
      void app.auth.signOut();
      await pass(LEDGER_PATIENCE);
      browser.isLedgerBlocked = false;
      await pass(SETTLE_DELAY);
      expect(browser.rows.get(sid)).toBeUndefined();
    });

    it('end the others though another tab has refreshed it by then', async () => {
      start();
      browser.isLedgerSlow = true;
      browser.rows.set('theirs', { seq: 1 });
      new Outcome(app.signIn());
      await settle();
      browser.rows.set(app.auth.sessionKey()!, { seq: 2 });
      browser.answerLedger();
      await settle();
      expect(browser.rows.get('theirs')?.isOver).toBeTrue();
      expect(browser.rows.get(app.auth.sessionKey()!)).toEqual({ seq: 2 });
    });

    it('end a session that has ended here already, but stands in another tab', async () => {
      start();
      await app.signIn();
      const { sid } = store.record!;
      browser.ledgerFailure = NO_LEDGER;
      await app.auth.signOut();
      browser.ledgerFailure = null;
      browser.rows.delete(sid); // the ledger has forgotten it
      await app.signIn();
      expect(browser.rows.get(sid)?.isOver).toBeTrue();
    });

    it('wait for the ledger, since the app may leave the page then, but not for long', async () => {
      start();
      browser.isLedgerBlocked = true;
      const signedIn = new Outcome(app.signIn());
      await pass(LEDGER_PATIENCE - 1);
      expect([app.auth.status(), signedIn.state]).toEqual(['authenticated', 'pending']);
      await pass(1);
      expect(signedIn.state).toBe('resolved');
    });

    it('save in an asynchronous store once, and wait for it', async () => {
      const slow = new SlowStore();
      start(asyncTokenStore(slow));
      await slow.answer('load', null);
      const signedIn = new Outcome(app.auth.signIn('AT'));
      await settle();
      expect([slow.names, signedIn.state]).toEqual([['load', 'save'], 'pending']);
      await slow.answer('save');
      expect([slow.names, signedIn.state]).toEqual([['load', 'save'], 'resolved']);
    });
  });

  it('supersede who has a copy of a sessionStorage that was refreshed elsewhere', async () => {
    sessionStorage.setItem('ngx-jwt-auth', JSON.stringify(createStaleTokens()));
    browser.rows.set('s1', { seq: 2 }); // by the tab that it was copied from
    start(sessionStorageTokenStore());
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    app.backend.verify();
    expect(refreshed.code).toBe('SESSION_OVER');
    expect(events).toEqual([{ type: 'sessionEnded', reason: 'superseded', from: 'elsewhere' }]);
    expect(sessionStorage.getItem('ngx-jwt-auth')).toBeNull();
    expect(browser.rows.get('s1')).toEqual({ seq: 2 });
    expect(browser.news).toEqual([]);
  });

  it('leave the session alone that has taken the place of one that waited', async () => {
    store.record = createStaleTokens();
    start();
    const letGo = browser.holdLock();
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    await app.signIn();
    const sid = app.auth.sessionKey();
    letGo();
    await settle();
    expect([refreshed.code, app.auth.sessionKey()]).toEqual(['SESSION_CHANGED', sid]);
    app.backend.expectNone(`${API}/auth/refresh`);
  });
});
