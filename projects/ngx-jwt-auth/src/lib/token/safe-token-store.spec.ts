import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
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
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { customTokenStore } from './custom-token-store';
import type { JwtTokenStore } from './jwt-token-store';
import { localStorageTokenStore } from './local-storage-token-store';
import { withTokenStore } from '../session/with-token-store';
import { safeTokenStore } from './safe-token-store';

describe('a token store', () => {
  useFakeTime();
  const told = useSilentConsole();

  function setUpWith(store: JwtTokenStore): TestApp {
    const app = setUp({
      features: [withTokenStore(customTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    app.auth.status(); // loads
    return app;
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

  it('S6 whose load() returns a promise is an error that says what to wrap it with', () => {
    const load = (): Promise<null> => Promise.resolve(null);
    const store = Object.assign(new SharedStore(), { load }) as unknown as JwtTokenStore;
    expect(() => setUpWith(store)).toThrowError(
      /^ngx-jwt-auth: load\(\) .* promise\. .*withTokenStore\(asyncTokenStore\(store\)\)/,
    );
  });

  it('S1 is asked whether a session has ended where it can tell, and may fail at it', () => {
    const hasEnded = jasmine.createSpy('hasEnded').and.returnValue(false);
    const store = TestBed.runInInjectionContext(() =>
      safeTokenStore(Object.assign(new SharedStore(), { hasEnded })),
    );
    expect([store.hasEnded?.('s1'), safeTokenStore(new SharedStore()).hasEnded]).toEqual([
      false,
      undefined,
    ]);
    expect(hasEnded).toHaveBeenCalledOnceWith('s1');
    hasEnded.and.throwError('denied');
    expect(store.hasEnded?.('s1')).toBeTrue();
    expect(storeWarnings().length).toBe(1);
  });

  const noRecords: unknown[] = [createStoredTokens({ accessToken: '' }), '', 0, false, undefined];
  for (const what of noRecords) {
    it(`S3 that gives ${JSON.stringify(what)} is as good as empty, and that is no news`, () => {
      const store = new SharedStore(what as null);
      const { auth } = setUpWith(store);
      expect(auth.status()).toBe('anonymous');
      store.changeElsewhere(createStoredTokens());
      store.changeElsewhere(what as null);
      expect(auth.sessionKey()).toBe('s1');
      expect(auth.status()).toBe('authenticated');
    });
  }
});
