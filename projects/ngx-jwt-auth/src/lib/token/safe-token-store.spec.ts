import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import {
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import { CLOCK } from '../clock';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import type { JwtStoredTokens, JwtTokenStore } from './jwt-token-store';
import { localStorageTokenStore } from './local-storage-token-store';
import { withTokenStore } from '../session/with-token-store';

const TIMEOUT = 10_000;

describe('a token store', () => {
  useFakeTime();
  const told = useSilentConsole();

  function setUpWith(store: JwtTokenStore | (() => JwtTokenStore)): TestApp {
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    app.auth.status(); // loads
    return app;
  }

  /** What was written so far, and of whom. */
  function writes(store: SlowStore): readonly string[] {
    return store.writes.map(({ name, argument }) =>
      name === 'save'
        ? `save ${(argument as JwtStoredTokens).accessToken}`
        : `clear ${argument as string}`,
    );
  }

  function storeWarnings(): readonly string[] {
    return told.warnings.filter((text) => text.includes('The token store failed'));
  }

  it('S1 that is out of reach leaves the session in memory, with one warning', async () => {
    const blocked = new Proxy(document.defaultView!, {
      get: (window, name) => {
        if (name === 'localStorage') throw new DOMException('denied', 'SecurityError');
        const value = Reflect.get(window, name) as unknown;
        return typeof value === 'function' ? (value.bind(window) as unknown) : value;
      },
    });
    const page = new Proxy(document, {
      get: (target, name) => {
        if (name === 'defaultView') return blocked;
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const app = setUp({
      features: [withTokenStore(localStorageTokenStore()), withTokenRefresh(REFRESH_URL)],
      providers: [{ provide: DOCUMENT, useValue: page }],
    });
    expect(app.auth.status()).toBe('anonymous');
    const accessToken = await app.signIn();
    expect(await app.auth.getAccessToken()).toBe(accessToken);
    const refreshed = new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(refreshed.state).toBe('resolved');
    await app.auth.signOut();
    expect(app.auth.status()).toBe('anonymous');
    expect(storeWarnings()).toEqual([jasmine.stringContaining('a reload signs out')]);
  });

  it('S2 that is full keeps the refreshed tokens in memory and is tried again', async () => {
    const store = new SharedStore();
    const app = setUpWith(store);
    await app.signIn();
    const save = spyOn(store, 'save').and.throwError(new DOMException('', 'QuotaExceededError'));
    const events = app.recordEvents();
    const refreshed = new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, { accessToken: 'AT2', refreshToken: 'RT2' });
    expect(refreshed.state).toBe('resolved');
    expect(await app.auth.getAccessToken()).toBe('AT2');
    expect(events).toEqual([{ type: 'refreshed', from: 'here' }]);
    expect([storeWarnings().length, store.record?.seq]).toEqual([1, 1]);
    save.and.callThrough();
    new Outcome(app.auth.refresh());
    await settle();
    const { request } = app.backend.expectOne(REFRESH_URL);
    expect(request.body).toEqual({ refreshToken: 'RT2' });
  });

  it('S2 that works again after a refresh holds its tokens', async () => {
    const store = new SharedStore();
    const app = setUpWith(store);
    const save = spyOn(store, 'save').and.throwError('full');
    await app.signIn();
    expect(store.record).toBeNull();
    save.and.callThrough();
    new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(store.record).toEqual(jasmine.objectContaining({ accessToken: 'AT2', seq: 2 }));
  });

  for (const [how, answer] of Object.entries({
    rejects: (store: SlowStore) => {
      store.last.reject(new Error('no'));
      return settle();
    },
    hangs: () => pass(TIMEOUT),
  })) {
    it(`S6 that ${how} on load is as good as empty`, async () => {
      const store = new SlowStore();
      const app = setUpWith(store);
      const ready = new Outcome(app.auth.whenReady());
      if (how === 'hangs') await pass(TIMEOUT - 1);
      await settle();
      expect(ready.state).toBe('pending');
      await answer(store);
      await settle();
      expect([ready.state, app.auth.status()]).toEqual(['resolved', 'anonymous']);
      expect(storeWarnings().length).toBe(1);
    });

    it(`S6 that ${how} on save keeps the session in memory`, async () => {
      const store = new SlowStore();
      const app = setUpWith(store);
      const signedIn = new Outcome(app.auth.signIn('AT'));
      await settle();
      expect([signedIn.state, app.auth.status()]).toEqual(['pending', 'authenticated']);
      await answer(store);
      await settle();
      expect([signedIn.state, app.auth.status()]).toEqual(['resolved', 'authenticated']);
      expect(storeWarnings().length).toBe(1);
    });

    it(`S6 that ${how} on clear does not fail the sign-out`, async () => {
      const store = new SlowStore();
      const app = setUpWith(store);
      store.last.resolve(createStoredTokens());
      await settle();
      const signedOut = new Outcome(app.auth.signOut());
      await settle();
      expect(signedOut.state).toBe('pending');
      await answer(store);
      await settle();
      expect([signedOut.state, app.auth.status()]).toEqual(['resolved', 'anonymous']);
      expect(storeWarnings().length).toBe(1);
    });
  }

  it('S6 whose save lands long after the sign-out does not keep the session', async () => {
    const store = new SlowStore();
    const app = setUpWith(store);
    store.last.resolve(null);
    await settle();
    new Outcome(app.auth.signIn('AT'));
    await settle();
    const save = store.last;
    await pass(TIMEOUT);
    const signedOut = new Outcome(app.auth.signOut());
    await store.answer('clear');
    expect(signedOut.state).toBe('resolved');
    const before = store.calls.length;
    save.resolve(); // now the record is there
    await settle();
    expect(store.names.slice(before)).toEqual(['clear']);
  });

  it('S6 whose save lands late and is the last word is left alone', async () => {
    const store = new SlowStore();
    const app = setUpWith(store);
    store.last.resolve(null);
    await settle();
    new Outcome(app.auth.signIn('AT'));
    await settle();
    const save = store.last;
    await pass(TIMEOUT);
    save.resolve();
    await settle();
    expect(store.writes).toEqual([save]);
  });

  it('S6 that answers in time leaves no timer', async () => {
    const cancel = jasmine.createSpy('cancel');
    const after = jasmine.createSpy('after').and.returnValue(cancel);
    const store = new SlowStore();
    setUp({
      features: [withTokenStore(store)],
      providers: [{ provide: CLOCK, useValue: { now: () => Date.now(), after } }],
    }).auth.status();
    expect(after).toHaveBeenCalledOnceWith(TIMEOUT, jasmine.any(Function));
    store.last.resolve(null);
    await settle();
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it('S6 warns once, however often it fails', async () => {
    const store = new SlowStore();
    const app = setUpWith(store);
    store.last.reject(new Error('no'));
    await settle();
    new Outcome(app.auth.signIn('AT'));
    await settle();
    store.last.reject(new Error('no'));
    await settle();
    expect(storeWarnings().length).toBe(1);
  });

  it('is written asynchronously in the order of the calls, one after the other', async () => {
    const store = new SlowStore();
    const app = setUpWith(store);
    store.last.resolve(null);
    const superseded = new Outcome(app.auth.signIn('AT1'));
    await settle();
    const sid = app.auth.sessionKey();
    const signedOut = new Outcome(app.auth.signOut());
    new Outcome(app.auth.signIn('AT2'));
    await store.answer('load', null);
    expect(writes(store)).toEqual(['save AT1']);
    store.writes[0]!.resolve();
    await settle();
    expect(writes(store)).toEqual(['save AT1', `clear ${sid!}`]);
    expect(signedOut.state).toBe('pending');
    store.writes[1]!.resolve();
    await settle();
    expect([signedOut.state, superseded.code]).toEqual(['resolved', 'SESSION_CHANGED']);
    expect(writes(store).slice(2)).toEqual(['save AT2']);
    store.writes[2]!.resolve();
    await store.answer('load', null);
    expect(store.writes.length).toBe(3);
  });

  it('is written in order while one of several writes is under way', async () => {
    const store = new SlowStore();
    const app = setUpWith(store);
    store.last.resolve(null);
    new Outcome(app.auth.signIn('AT1'));
    await settle();
    const sid = app.auth.sessionKey();
    void app.auth.signOut();
    store.writes[0]!.resolve();
    await settle();
    new Outcome(app.auth.signIn('AT2'));
    await settle();
    expect(writes(store)).toEqual(['save AT1', `clear ${sid!}`]);
    await store.answer('clear');
    expect(writes(store)).toEqual(['save AT1', `clear ${sid!}`, 'save AT2']);
  });

  it('is written at once again when nothing is under way', async () => {
    const store = new SlowStore();
    const app = setUpWith(store);
    store.last.resolve(createStoredTokens());
    await settle();
    new Outcome(app.auth.signIn('AT1'));
    await settle();
    await store.answer('clear');
    await store.answer('save');
    await store.answer('clear'); // by the transaction that ends the session before
    const before = store.calls.length;
    void app.auth.signOut();
    expect(store.names.slice(before)).toEqual(['clear']);
  });

  it('that does not tell of other tabs will do', async () => {
    const { record, ...store } = new SharedStore();
    const app = setUpWith({
      ...store,
      load: () => record,
      save: () => undefined,
      clear: () => undefined,
    });
    await app.signIn();
    expect(app.auth.status()).toBe('authenticated');
    TestBed.resetTestingModule();
    expect(storeWarnings()).toEqual([]);
  });

  it('that tells of other tabs is heard until the app is gone', () => {
    const store = new SharedStore();
    const app = setUpWith(store);
    const { auth } = app;
    store.changeElsewhere(createStoredTokens());
    expect(auth.status()).toBe('authenticated');
    store.changeElsewhere(null);
    expect(auth.status()).toBe('anonymous');
    const load = spyOn(store, 'load').and.callThrough();
    TestBed.resetTestingModule();
    store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    expect(load).not.toHaveBeenCalled();
  });

  it('whose end of listening fails does not fail that of the app', () => {
    const store = new SharedStore();
    spyOn(store, 'onExternalChange').and.returnValue(() => {
      throw new Error('no');
    });
    setUpWith(store);
    expect(() => TestBed.resetTestingModule()).not.toThrow();
    expect(storeWarnings().length).toBe(1);
  });

  it('S3 that gives what is no record is as good as empty, and no news', () => {
    const store = new SharedStore({ ...createStoredTokens(), accessToken: '' });
    const { auth } = setUpWith(store);
    expect(auth.status()).toBe('anonymous');
    store.changeElsewhere(createStoredTokens());
    store.changeElsewhere({ ...createStoredTokens({ sid: 's2' }), accessToken: '' });
    expect(auth.sessionKey()).toBe('s1');
    expect(auth.status()).toBe('authenticated');
  });
});
