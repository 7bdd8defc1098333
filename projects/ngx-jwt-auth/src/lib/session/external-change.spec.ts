import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh } from '../../../spec-support/flush-refresh';
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
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { asyncTokenStore } from '../token/async-token-store';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { localStorageTokenStore } from '../token/local-storage-token-store';
import { withTokenStore } from '../session/with-token-store';
import type { JwtAuthEvent } from '../jwt-auth-event';

const mine = { sid: 'S1', refreshToken: 'RT1' };

describe('what another tab writes', () => {
  useFakeTime();
  const told = useSilentConsole();
  afterEach(() => localStorage.clear());

  let store: SharedStore;
  let app: TestApp;
  let events: readonly JwtAuthEvent[];

  function start(stored: JwtStoredTokens | null, unsubscribe?: () => void): void {
    store = new SharedStore(stored);
    if (unsubscribe) store.onExternalChange = () => unsubscribe;
    app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    events = app.recordEvents();
  }

  it('is sent as it is now, by a store too that writes into the record that it gave', async () => {
    const record = createStoredTokens({ ...mine, accessToken: 'AT1' });
    start(record);
    app.get();
    expect(app.tokenAt()).toBe('AT1');
    store.changeElsewhere(null);
    store.changeElsewhere(Object.assign(record, { sid: 'S2', accessToken: 'AT2' }));
    await settle();
    app.get();
    expect(app.tokenAt()).toBe('AT2');
  });

  it('is adopted when it is newer', async () => {
    start(createStoredTokens(mine));
    const save = spyOn(store, 'save').and.callThrough();
    store.changeElsewhere(createStoredTokens({ ...mine, seq: 2, accessToken: 'AT2' }));
    expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
    expect(await app.auth.getAccessToken()).toBe('AT2');
    expect(save).not.toHaveBeenCalled();
  });

  for (const seq of [1, 0]) {
    it(`is ignored with the sequence number ${String(seq)} of a session at 1`, async () => {
      start(createStoredTokens({ ...mine, accessToken: 'AT1' }));
      store.changeElsewhere(createStoredTokens({ ...mine, seq, accessToken: 'AT-old' }));
      expect(events).toEqual([]);
      expect(await app.auth.getAccessToken()).toBe('AT1');
    });
  }

  it('is a session change when it is of another session', async () => {
    start(createStoredTokens({ ...mine, seq: 9 }));
    const clear = spyOn(store, 'clear').and.callThrough();
    const refreshed = new Outcome(app.auth.refresh());
    store.changeElsewhere(createStoredTokens({ sid: 'S2', accessToken: 'AT-other' }));
    await settle();
    expect(events).toEqual([
      { type: 'sessionEnded', reason: 'session-changed', from: 'elsewhere' },
      { type: 'signedIn', from: 'elsewhere' },
    ]);
    expect([refreshed.code, app.auth.sessionKey()]).toEqual(['SESSION_CHANGED', 'S2']);
    expect(clear).not.toHaveBeenCalled();
  });

  it('S14 is a sign-out when the record is gone from a store that cannot tell why', async () => {
    start(createStoredTokens(mine));
    const clear = spyOn(store, 'clear').and.callThrough();
    const refreshed = new Outcome(app.auth.refresh());
    store.changeElsewhere(null);
    await settle();
    expect(events).toEqual([{ type: 'sessionEnded', reason: 'signed-out', from: 'elsewhere' }]);
    expect([refreshed.code, app.auth.status()]).toEqual(['SESSION_OVER', 'anonymous']);
    expect(clear).not.toHaveBeenCalled();
  });

  it('is a sign-in where nobody was signed in', () => {
    start(null);
    store.changeElsewhere(createStoredTokens(mine));
    expect(events).toEqual([{ type: 'signedIn', from: 'elsewhere' }]);
    expect(app.auth.sessionKey()).toBe('S1');
  });

  it('is no news where nobody was signed in and nobody is', () => {
    start(null);
    store.changeElsewhere(null);
    expect(events).toEqual([]);
  });

  it('makes a refresh that comes later and is not newer superfluous', async () => {
    start(createStoredTokens(mine));
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    store.changeElsewhere(createStoredTokens({ ...mine, seq: 2, accessToken: 'AT-theirs' }));
    await flushRefresh(app, 200, { accessToken: 'AT-ours' });
    expect(refreshed.state).toBe('resolved');
    expect(await app.auth.getAccessToken()).toBe('AT-theirs');
    expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
    expect(store.record?.accessToken).toBe('AT-theirs');
  });

  it('S7 does not bring back a session that was signed out here', async () => {
    const stored = createStoredTokens({ ...mine, seq: 5 });
    start(createStoredTokens(mine));
    await app.auth.signOut();
    store.changeElsewhere(stored);
    expect(app.auth.status()).toBe('anonymous');
    await app.signIn();
    const key = app.auth.sessionKey();
    store.changeElsewhere(stored);
    expect(app.auth.sessionKey()).toBe(key);
  });

  const unreadable: Record<string, () => unknown> = {
    'S11 is of another version': () => ({ ...createStoredTokens(), v: 2 }),
    'S6 cannot be read': () => {
      throw new Error('no');
    },
  };
  for (const [name, load] of Object.entries(unreadable)) {
    it(`${name}: the session goes on in memory`, async () => {
      start(createStoredTokens({ ...mine, accessToken: 'AT1' }));
      app.auth.status();
      spyOn(store, 'load').and.callFake(load as () => null);
      store.changeElsewhere(null);
      await settle();
      expect(events).toEqual([]);
      expect(await app.auth.getAccessToken()).toBe('AT1');
    });
  }

  it('is heard of through an asynchronous store as well', async () => {
    const slow = new SlowStore();
    app = setUp({ features: [withTokenStore(asyncTokenStore(slow))] });
    events = app.recordEvents();
    slow.last.resolve(createStoredTokens(mine));
    await settle();
    slow.announceChange();
    slow.last.resolve(createStoredTokens({ ...mine, seq: 2 }));
    await settle();
    expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
    expect(told.warnings.join()).not.toContain('token store failed');
  });

  it('is not listened for after the app was destroyed', async () => {
    const unsubscribe = jasmine.createSpy('unsubscribe');
    start(null, unsubscribe);
    await app.signIn();
    expect(unsubscribe).not.toHaveBeenCalled();
    TestBed.resetTestingModule();
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });

  it('reaches this tab through localStorage', () => {
    app = setUp({ features: [withTokenStore(localStorageTokenStore())] });
    events = app.recordEvents();
    const newValue = JSON.stringify(createStoredTokens(mine));
    localStorage.setItem('ngx-jwt-auth', newValue);
    window.dispatchEvent(
      new StorageEvent('storage', { key: 'ngx-jwt-auth', newValue, storageArea: localStorage }),
    );
    expect(events).toEqual([{ type: 'signedIn', from: 'elsewhere' }]);
  });

  for (const [what, newValue] of [
    ['S11 of another version', '{"v":2}'],
    ['T12 broken JSON', '{bad'],
    ['T12 huge', 'x'.repeat(2_500_000)],
    ['T12 the empty text', ''],
  ] as const) {
    it(`is no news from localStorage when it is ${what}, and is left alone`, async () => {
      app = setUp({
        features: [withTokenStore(localStorageTokenStore()), withTokenRefresh(REFRESH_URL)],
      });
      const token = await app.signIn();
      events = app.recordEvents();
      localStorage.setItem('ngx-jwt-auth', newValue);
      window.dispatchEvent(
        new StorageEvent('storage', { key: 'ngx-jwt-auth', newValue, storageArea: localStorage }),
      );
      await settle();
      expect(await app.auth.getAccessToken()).toBe(token);
      expect([events.length, localStorage.getItem('ngx-jwt-auth') === newValue]).toEqual([0, true]);
    });
  }

  for (const [what, persisted] of [
    ['T15 comes from the back/forward cache looks', true],
    ['is loaded has looked already', false],
  ] as const) {
    it(`is news for a page that was not told: one that ${what}`, () => {
      start(createStoredTokens(mine));
      store.record = createStoredTokens({ sid: 'S2' });
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));
      expect(app.auth.sessionKey()).toBe(persisted ? 'S2' : 'S1');
    });
  }

  it('gives getAccessToken() the token of the new session, though that one is stale as well', async () => {
    start(createStaleTokens(mine));
    const token = new Outcome(app.auth.getAccessToken());
    await settle();
    const late = app.backend.expectOne(REFRESH_URL);
    store.changeElsewhere(createStaleTokens({ sid: 'S2', refreshToken: 'RT-of-bob' }));
    await settle();
    const current = app.backend.expectOne(REFRESH_URL);
    expect(current.request.body).toEqual({ refreshToken: 'RT-of-bob' });
    current.flush({ accessToken: 'AT-of-bob' });
    late.flush({ accessToken: 'AT-late' });
    await settle();
    expect(token.value).toBe('AT-of-bob');
  });
});
