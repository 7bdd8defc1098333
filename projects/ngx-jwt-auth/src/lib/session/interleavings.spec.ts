import { HttpClient, HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { effect, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt, createJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh, refreshStaysDown } from '../../../spec-support/flush-refresh';
import { codeOf, sentTo } from '../../../spec-support/http';
import { Outcome } from '../../../spec-support/outcome';
import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import {
  asyncTokenStore,
  customTokenStore,
  JwtAuth,
  jwtAuthInterceptor,
  JwtAuthError,
  withBackgroundRefresh,
  withCookieRefresh,
  withTokenRefresh,
  withTokenRevocation,
  withTokenStore,
  type JwtStoredTokens,
  type JwtTokenStore,
  type JwtTokenResponse,
} from '../../public-api';

const HINT = 'ngx-jwt-auth.hint';

/** Orders of events that nobody plans for, and mistakes that others make. */
describe('the session, whatever comes when', () => {
  useFakeTime();
  useSilentConsole();
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  it('cookie restore by a function that injects a service with JwtAuth', async () => {
    localStorage.setItem(HINT, 's1');
    const reply = { accessToken: createFreshJwt() };
    let calls = 0;
    const app = setUp({
      features: [
        withCookieRefresh(() => {
          inject(JwtAuth);
          calls++;
          return Promise.resolve(reply);
        }),
      ],
    });
    await app.auth.whenReady();
    await settle();
    expect(calls).toBe(1);
    expect(app.auth.claims()?.sub).toBe('ann');
  });

  it('cookie restore through an interceptor of the app that injects JwtAuth', async () => {
    localStorage.setItem(HINT, 's1');
    const other: HttpInterceptorFn = (request, next) => {
      inject(JwtAuth);
      return next(request);
    };
    const app = setUp({
      interceptors: [other, jwtAuthInterceptor],
      features: [
        withCookieRefresh(({ context }) =>
          inject(HttpClient).post<JwtTokenResponse>(REFRESH_URL, {}, { context }),
        ),
      ],
    });
    app.auth.status(); // starts it
    await settle();
    expect(app.backend.match(REFRESH_URL).length).toBe(1);
  });

  it('background refresh: a deadline in the past on arrival is no storm', async () => {
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL), withBackgroundRefresh()] });
    const exp = Math.floor(Date.now() / 1000) - 3600; // this clock is an hour ahead, no iat
    await app.auth.signIn({ accessToken: createJwt({ sub: 'ann', exp }), refreshToken: 'RT1' });
    let refreshes = 0;
    for (let ms = 0; ms < 1000; ms += 10) {
      await pass(10);
      for (const request of app.backend.match(REFRESH_URL)) {
        refreshes++;
        request.flush({
          accessToken: createJwt({ sub: 'ann', exp }),
          refreshToken: `RT${String(ms)}`,
        });
      }
      await settle();
    }
    expect(refreshes).toBeLessThan(3);
  });

  it('a load that began before a sign-in does not undo it (null)', async () => {
    const store = new SlowStore();
    const app = setUp({
      features: [withTokenStore(asyncTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    app.auth.status(); // starts it
    store.last.resolve(null);
    await settle();
    store.announceChange();
    const load = store.last;
    const done = new Outcome(app.signIn());
    await settle();
    load.resolve(null); // what it held before the sign-in
    store.last.resolve();
    await settle();
    expect(done.state).not.toBe('rejected');
    expect(app.auth.isAuthenticated()).toBeTrue();
  });

  it('a load that began before a sign-in brings nobody else back', async () => {
    const store = new SlowStore();
    const app = setUp({
      features: [withTokenStore(asyncTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    app.auth.status(); // starts it
    store.last.resolve(null);
    await settle();
    store.announceChange();
    const load = store.last;
    new Outcome(app.signIn());
    await settle();
    const key = app.auth.sessionKey();
    load.resolve(createStoredTokens({ sid: 'other', accessToken: 'OTHER' }));
    await settle();
    expect(app.auth.sessionKey()).toBe(key);
    expect(await app.auth.getAccessToken()).not.toBe('OTHER');
  });

  it('signOut() while unknown, with a re-read under way', async () => {
    const store = new SlowStore();
    const app = setUp({
      features: [withTokenStore(asyncTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    app.auth.status(); // starts it
    const first = store.last;
    store.announceChange();
    const second = store.last;
    const out = new Outcome(app.auth.signOut());
    await settle();
    const clear = store.last;
    first.resolve(createStoredTokens());
    second.resolve(createStoredTokens());
    clear.resolve();
    await settle();
    expect(out.state).toBe('resolved');
    expect(app.auth.status()).toBe('anonymous');
  });

  it('two re-reads answered in the wrong order', async () => {
    const store = new SlowStore();
    const app = setUp({
      features: [withTokenStore(asyncTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    app.auth.status(); // starts it
    store.last.resolve(null);
    await settle();
    store.announceChange();
    const older = store.last;
    store.announceChange();
    const newer = store.last;
    newer.resolve(createStoredTokens());
    await settle();
    older.resolve(null);
    await settle();
    expect(app.auth.sessionKey()).toBe('s1');
  });

  it('signIn() whose save is slow rejects when the user signs out meanwhile', async () => {
    const store = new SlowStore();
    const app = setUp({
      features: [withTokenStore(asyncTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    app.auth.status(); // starts it
    store.last.resolve(null);
    await settle();
    const done = new Outcome(app.signIn());
    await settle();
    const save = store.last;
    void app.auth.signOut();
    await settle();
    save.resolve();
    await settle();
    expect(app.auth.isAuthenticated()).toBeFalse();
    expect(done.code).toBe('SESSION_OVER');
  });

  it('a request that waits for the restore when the user signs out is SESSION_OVER', async () => {
    localStorage.setItem(HINT, 's1');
    const app = setUp({ features: [withCookieRefresh(REFRESH_URL)] });
    const result = app.get();
    await settle();
    await app.auth.signOut();
    await pass(1);
    app.backend.expectNone(`${API}/items`);
    expect(codeOf(result)).toBe('SESSION_OVER');
  });

  it('a request that waits for the restore is not sent as who signs in meanwhile', async () => {
    localStorage.setItem(HINT, 's1');
    const app = setUp({ features: [withCookieRefresh(REFRESH_URL)] });
    const result = app.get();
    await settle();
    await app.signIn(300, { refreshToken: null });
    await pass(1);
    app.backend.expectNone(`${API}/items`);
    expect(codeOf(result)).toBe('SESSION_CHANGED');
  });

  it('a JwtAuthError of the refresh function leaks no body', async () => {
    const app = setUp({
      features: [
        withTokenRefresh(() => {
          const cause = new HttpErrorResponse({ error: { refreshToken: 'SECRET' }, status: 401 });
          throw new JwtAuthError('REFRESH_REJECTED', 'no', { cause });
        }),
      ],
    });
    await app.signIn(300);
    const done = new Outcome(app.auth.refresh());
    await settle();
    let text = '';
    for (let e = done.error; e; e = (e as Error).cause) text += JSON.stringify(e);
    expect(text).not.toContain('SECRET');
  });

  it('a revocation URL that cannot be parsed does not fail signOut()', async () => {
    const app = setUp({
      features: [withTokenRefresh(REFRESH_URL), withTokenRevocation('https://[')],
    });
    await app.signIn();
    const done = new Outcome(app.auth.signOut());
    await settle();
    expect(done.state).toBe('resolved');
  });

  it('a store whose onExternalChange throws costs no more than the news', () => {
    const store: JwtTokenStore = {
      load: () => null,
      save: () => undefined,
      clear: () => undefined,
      onExternalChange: () => {
        throw new Error('blocked');
      },
    };
    const app = setUp({ features: [withTokenStore(customTokenStore(store))] });
    expect(() => app.auth.status()).not.toThrow();
  });

  it('an effect that refreshes does not depend on what the refresh function reads', async () => {
    const language = signal('en');
    let calls = 0;
    const app = setUp({
      features: [
        withTokenRefresh(() => {
          calls++;
          language();
          return Promise.resolve({ accessToken: createFreshJwt() });
        }),
      ],
    });
    await app.signIn();
    TestBed.runInInjectionContext(() => effect(() => void app.auth.refresh()));
    TestBed.tick();
    await settle();
    language.set('de');
    TestBed.tick();
    await settle();
    expect(calls).toBe(1);
  });

  it('an effect that signs out does not depend on what a listener reads', async () => {
    const language = signal('en');
    const app = setUp();
    await app.signIn();
    app.auth.events.subscribe(() => language());
    let runs = 0;
    TestBed.runInInjectionContext(() =>
      effect(() => {
        runs++;
        void app.auth.signOut();
      }),
    );
    TestBed.tick();
    await settle();
    language.set('de');
    TestBed.tick();
    expect(runs).toBe(1);
  });

  it('where ReadableStream is missing (jsdom) a 401 settles', async () => {
    const app = setUp();
    await app.signIn();
    const own = Object.getOwnPropertyDescriptor(globalThis, 'ReadableStream')!;
    delete (globalThis as Record<string, unknown>)['ReadableStream'];
    try {
      const result = app.get();
      sentTo(app).flush(null, { status: 401, statusText: 'Unauthorized' });
      await settle();
      await flushRefresh(app);
      expect(app.tokenAt()).toBeTruthy();
      expect(result.isSettled).toBeFalse();
    } finally {
      Object.defineProperty(globalThis, 'ReadableStream', own);
    }
  });

  it('expires_in is better than an exp without iat: a wrong client clock changes nothing', async () => {
    const app = setUp({ features: [] });
    const exp = Math.floor(Date.now() / 1000) - 3600 + 300;
    await app.auth.signIn({ access_token: createJwt({ sub: 'ann', exp }), expires_in: 300 });
    await pass(1);
    expect(app.auth.isAuthenticated()).toBeTrue();
  });

  it('expiresAt of a session whose restore got no answer is not 1970', async () => {
    localStorage.setItem(HINT, 's1');
    const app = setUp({ features: [withCookieRefresh(REFRESH_URL)] });
    app.auth.status(); // starts it
    await refreshStaysDown(app);
    expect(app.auth.expiresAt()).toBeNull();
  });

  it('signOut after an unanswered restore sends no empty Bearer', async () => {
    localStorage.setItem(HINT, 's1');
    const app = setUp({
      features: [withCookieRefresh(REFRESH_URL), withTokenRevocation(`${API}/logout`)],
    });
    app.auth.status(); // starts it
    await refreshStaysDown(app);
    await app.auth.signOut();
    expect(app.backend.expectOne(`${API}/logout`).request.headers.has('Authorization')).toBeFalse();
  });

  it('an old record that could not be removed does not replace the session at a refusal', async () => {
    const old: JwtStoredTokens = {
      v: 1,
      sid: 'old',
      seq: 1,
      accessToken: 'AT-old',
      expiresAt: Date.now() - 1,
    };
    const store: JwtTokenStore = {
      load: () => old,
      save: () => {
        throw new Error('quota');
      },
      clear: () => undefined,
    };
    const app = setUp({
      features: [withTokenStore(customTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    const events = app.recordEvents();
    await app.signIn(60);
    await pass(61_000);
    app.get();
    await flushRefresh(app, 401, null);
    await pass(1);
    expect(events.map((e) => ('reason' in e ? e.reason : e.type))).toEqual([
      'signedIn',
      'refresh-rejected',
    ]);
  });

  it('signOut() in a listener to a session change elsewhere beats what comes after it', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    await app.signIn();
    app.auth.events.subscribe((event) => {
      if (event.type === 'sessionEnded') void app.auth.signOut();
    });
    store.changeElsewhere(createStoredTokens({ sid: 'other' }));
    await settle();
    expect(app.auth.isAuthenticated()).toBeFalse();
  });
});
