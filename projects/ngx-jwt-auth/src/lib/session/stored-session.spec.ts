import { TestBed } from '@angular/core/testing';
import { useCleanStorage } from '../../../spec-support/clean-storage';
import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { Outcome } from '../../../spec-support/outcome';
import {
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import type { JwtAuthEvent } from '../jwt-auth-event';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { writeRow } from '../tabs/ledger';
import { asyncTokenStore } from '../token/async-token-store';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { JwtTokenStoreKind } from '../token/jwt-token-store-kind';
import { localStorageTokenStore } from '../token/local-storage-token-store';
import { JWT_SESSION, type StoredSession } from './session-core';
import { withTokenStore } from './with-token-store';

const KEY = 'ngx-jwt-auth';

describe('the record of a session', () => {
  useFakeTime();
  useSilentConsole();
  useCleanStorage();

  let browser: FakeBrowser;
  let app: TestApp;
  let events: readonly JwtAuthEvent[];

  beforeEach(() => (browser = new FakeBrowser()));

  function start(store: JwtTokenStoreKind, hasRefresh = false): void {
    const refresh = hasRefresh ? [withTokenRefresh(REFRESH_URL)] : [];
    app = setUp({ browser, features: [withTokenStore(store), ...refresh] });
    events = app.recordEvents();
  }

  function stored(): StoredSession {
    return TestBed.inject(JWT_SESSION).stored!;
  }

  describe('in localStorage', () => {
    let sid: string;

    /** Signs in, in an app with a refresh or without one. */
    async function signIn(hasRefresh: boolean): Promise<void> {
      start(localStorageTokenStore(), hasRefresh);
      await app.signIn();
      sid = app.auth.sessionKey()!;
    }

    /** What this app has stored. */
    function record(): JwtStoredTokens | null {
      return JSON.parse(localStorage.getItem(KEY) ?? 'null') as JwtStoredTokens | null;
    }

    /** Another tab writes the record or removes it, and this one hears of it. */
    async function changeElsewhere(tokens: JwtStoredTokens | null): Promise<void> {
      const newValue = tokens && JSON.stringify(tokens);
      if (newValue === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, newValue);
      await tell({ key: KEY, newValue });
    }

    /** Somebody clears all of the site, elsewhere. */
    async function wipe(): Promise<void> {
      localStorage.clear();
      await tell({ key: null });
    }

    async function tell(event: StorageEventInit): Promise<void> {
      window.dispatchEvent(new StorageEvent('storage', { storageArea: localStorage, ...event }));
      await settle();
    }

    for (const hasRefresh of [true, false]) {
      describe(hasRefresh ? 'with a refresh' : 'without a refresh', () => {
        it('S13 is saved again when a slow tab wrote that of a session that is over', async () => {
          await signIn(hasRefresh);
          const before = record()!;
          await app.auth.signOut();
          await app.signIn();
          const mine = record();
          await changeElsewhere(before);
          expect(record()).toEqual(mine);
          expect(app.auth.sessionKey()).toBe(mine!.sid);
          expect(events.map(({ type }) => type)).toEqual(['signedIn', 'sessionEnded', 'signedIn']);
        });

        it('S14 is saved again when it was removed and nobody had signed out', async () => {
          await signIn(hasRefresh);
          const mine = record();
          await changeElsewhere(null);
          expect(record()).toEqual(mine);
          expect(app.auth.sessionKey()).toBe(sid);
          expect(events.map(({ type }) => type)).toEqual(['signedIn']);
        });

        it('T4 is not saved again after a sign-out: the session ends', async () => {
          await signIn(hasRefresh);
          localStorage.setItem(`${KEY}.ended.${sid}`, '1');
          await changeElsewhere(null);
          expect([record(), app.auth.status()]).toEqual([null, 'anonymous']);
          const end = { type: 'sessionEnded', reason: 'signed-out', from: 'elsewhere' } as const;
          expect(events[1]).toEqual(end);
        });

        it('S15 is not saved again when all of the storage was cleared: the session ends', async () => {
          await signIn(hasRefresh);
          await wipe();
          expect([app.auth.status(), localStorage.length]).toEqual(['anonymous', 0]);
          expect(events.length).toBe(2);
        });

        it('S15 S14 is saved again as before once somebody has signed in here', async () => {
          await signIn(hasRefresh);
          await wipe();
          await app.signIn();
          const mine = record();
          await changeElsewhere(null);
          expect(record()).toEqual(mine);
          expect(app.auth.status()).toBe('authenticated');
        });

        it('S15 S14 is saved again as before once somebody has signed in elsewhere', async () => {
          await signIn(hasRefresh);
          await wipe();
          const theirs = createStoredTokens({ sid: 's2' });
          await changeElsewhere(theirs);
          writeRow(browser.rows, 's2', { seq: 1 });
          await changeElsewhere(null);
          expect(record()).toEqual(theirs);
          expect(app.auth.sessionKey()).toBe('s2');
        });
      });
    }

    it('S14 is not saved again when the tabs have agreed that the session is over', async () => {
      await signIn(true);
      writeRow(browser.rows, sid, { seq: 1, isOver: true });
      await changeElsewhere(null);
      expect([record(), app.auth.status()]).toEqual([null, 'anonymous']);
    });

    it('S7 is left alone by a sign-out of nobody when it is old: it may hide another one', async () => {
      await signIn(true);
      const old = JSON.stringify(record());
      await app.auth.signOut();
      localStorage.setItem(KEY, old);
      const remove = spyOn(Storage.prototype, 'removeItem').and.callThrough();
      await app.auth.signOut();
      expect(remove).not.toHaveBeenCalled();
    });

    it('T6 is overwritten by the next sign-in: other tabs see no sign-out in between', async () => {
      await signIn(false);
      const remove = spyOn(Storage.prototype, 'removeItem').and.callThrough();
      await app.signIn();
      expect(remove).not.toHaveBeenCalledWith(KEY);
      expect(record()?.sid).toBe(app.auth.sessionKey()!);
      expect(localStorage.getItem(`${KEY}.ended.${sid}`)).not.toBeNull();
    });
  });

  describe('in a store of the app', () => {
    let store: SharedStore;

    beforeEach(() => (store = new SharedStore()));

    for (const hasRefresh of [true, false]) {
      const name = hasRefresh ? 'with a refresh' : 'without a refresh';

      it(`S13 is saved again when an ended one was written over it, ${name}`, async () => {
        start(store, hasRefresh);
        await app.signIn();
        const { record } = store;
        await app.auth.signOut();
        await app.signIn();
        const mine = store.record;
        store.changeElsewhere(record);
        await settle();
        expect(store.record).toBe(mine);
        expect(app.auth.sessionKey()).toBe(mine!.sid);
      });

      it(`S7 is saved over an older one of the same session, ${name}`, () => {
        const newest = createStoredTokens({ seq: 2, accessToken: 'AT2' });
        store.record = newest;
        start(store, hasRefresh);
        expect(app.auth.status()).toBe('authenticated');
        store.changeElsewhere(createStoredTokens({ seq: 1, accessToken: 'AT1' }));
        expect(store.record).toEqual(newest);
        expect(events).toEqual([]);
      });
    }

    it('is written by nobody who reads it as it is', () => {
      store.record = createStoredTokens();
      start(store);
      const save = spyOn(store, 'save');
      store.changeElsewhere(createStoredTokens());
      store.changeElsewhere(null);
      store.changeElsewhere(null);
      expect(save).not.toHaveBeenCalled();
    });

    it('S2 is no sign-out where the store never showed anything of the session', async () => {
      const save = spyOn(store, 'save').and.throwError('full');
      start(store);
      await app.signIn();
      store.changeElsewhere(null);
      expect(app.auth.status()).toBe('authenticated');
      expect(stored().read()).toBeUndefined();
      save.and.callThrough();
      void stored().save(TestBed.inject(JWT_SESSION).current()!);
      store.changeElsewhere(null);
      expect(app.auth.status()).toBe('anonymous');
    });

    it('S7 is not taken up later when it was no good at the start', async () => {
      const spent = createStoredTokens({ expiresAt: Date.now() - 1 });
      store.record = spent;
      start(store);
      expect(app.auth.status()).toBe('anonymous');
      store.changeElsewhere(spent);
      await settle();
      expect(app.auth.status()).toBe('anonymous');
    });

    it('survives that the session before is cleared by a store that clears whatever it has', async () => {
      store.clear = () => (store.record = null);
      start(store);
      await app.signIn();
      await app.signIn();
      expect(store.record?.sid).toBe(app.auth.sessionKey()!);
    });

    it('L3 is not looked at when the app is gone', () => {
      store.record = createStoredTokens();
      start(store);
      const { reread } = stored();
      TestBed.resetTestingModule();
      store.record = createStoredTokens({ seq: 2 });
      const load = spyOn(store, 'load').and.callThrough();
      reread();
      expect(load).not.toHaveBeenCalled();
    });

    it('can be read: what there is, that it is gone, or that nobody can tell', async () => {
      const mine = (store.record = createStoredTokens());
      start(store);
      expect(stored().read()).toBe(mine);
      store.record = null;
      expect(stored().read()).toBeNull();
      await app.auth.signOut();
      store.record = mine;
      expect(stored().read()).toBeUndefined(); // that of a session that is over
    });

    it('is looked at at once by who catches up', () => {
      store.record = createStoredTokens();
      start(store);
      expect(stored().sync).toBeUndefined();
      store.record = createStoredTokens({ seq: 2 });
      stored().catchUp();
      expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
    });
  });

  describe('in an asynchronous store', () => {
    const newer = createStoredTokens({ seq: 2, accessToken: 'AT2', refreshToken: 'RT2' });
    let slow: SlowStore;

    /** Restores the session of these tokens. */
    async function restore(tokens: JwtStoredTokens, hasRefresh = false): Promise<void> {
      slow = new SlowStore();
      start(asyncTokenStore(slow), hasRefresh);
      app.auth.status(); // loads
      await slow.answer('load', tokens);
    }

    for (const [what, act, status] of [
      ['a sign-out', () => app.auth.signOut(), 'anonymous'],
      ['a sign-in', () => app.auth.signIn('AT2'), 'authenticated'],
    ] as const) {
      it(`S7 is not restored after ${what} that came first, by a store that shows it still`, async () => {
        slow = new SlowStore();
        start(asyncTokenStore(slow));
        new Outcome(act());
        await slow.answer('load', createStoredTokens());
        for (const name of ['save', 'clear', 'load'] as const) {
          await slow.answer(name, createStoredTokens());
        }
        expect(app.auth.status()).toBe(status);
        expect(app.auth.sessionKey()).not.toBe('s1');
      });
    }

    it('is loaded anew by who catches up, and then taken up', async () => {
      await restore(createStoredTokens());
      stored().catchUp();
      await settle();
      expect([slow.names, events]).toEqual([['load', 'load'], []]);
      await slow.answer('load', newer);
      expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
      expect(await app.auth.getAccessToken()).toBe('AT2');
    });

    it('T15 is loaded anew by a page from the back/forward cache', async () => {
      await restore(createStoredTokens());
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await slow.answer('load', newer);
      expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
    });

    it('is synchronised when what was loaded is taken up', async () => {
      await restore(createStoredTokens());
      const synced = new Outcome(stored().sync!());
      await settle();
      expect(synced.state).toBe('pending');
      await slow.answer('load', newer);
      expect(synced.state).toBe('resolved');
      expect(await app.auth.getAccessToken()).toBe('AT2');
    });

    it('T1 is loaded anew before a refresh, which newer tokens make superfluous', async () => {
      await restore(createStaleTokens(), true);
      app.get();
      await settle();
      app.backend.expectNone(REFRESH_URL);
      await slow.answer('load', newer);
      app.backend.expectNone(REFRESH_URL);
      expect(app.tokenAt()).toBe('AT2');
    });

    it('L3 is not taken up when the app is gone', async () => {
      await restore(createStoredTokens());
      const session = TestBed.inject(JWT_SESSION);
      const synced = new Outcome(stored().sync!());
      await settle();
      TestBed.resetTestingModule();
      await slow.answer('load', newer);
      expect([synced.state, session.current()?.seq]).toEqual(['resolved', 1]);
    });
  });
});
