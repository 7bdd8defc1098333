import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { LONGEST_PAUSE, refreshStaysDown, flushRefresh } from '../../../spec-support/flush-refresh';
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
import type { JwtAuthEvent } from '../jwt-auth-event';
import { memoryTokenStore } from '../token/memory-token-store';
import { withTokenStore } from '../session/with-token-store';
import { withCookieRefresh } from './with-cookie-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';

const HINT = 'ngx-jwt-auth.hint';
const REVOKE = `${API}/auth/logout`;

describe('a cookie session', () => {
  useFakeTime();
  useSilentConsole();
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  let app: TestApp;
  let events: readonly JwtAuthEvent[];

  function start(): void {
    app = setUp({
      features: [withCookieRefresh(REFRESH_URL), withTokenRevocation(REVOKE)],
    });
    events = app.recordEvents();
  }

  it('leaves a hint without a token, from the sign-in to the sign-out', async () => {
    start();
    expect(localStorage.length).toBe(0);
    await app.signIn(300, { refreshToken: null });
    expect(localStorage.getItem(HINT)).toBe(app.auth.sessionKey());
    expect(localStorage.length).toBe(1);
    const signedOut = app.auth.signOut();
    expect(localStorage.length).toBe(0);
    await signedOut;
  });

  it('names the hint after the key of the store', async () => {
    app = setUp({
      features: [withTokenStore(memoryTokenStore({ key: 'mine' })), withCookieRefresh(REFRESH_URL)],
    });
    await app.signIn();
    expect(Object.keys(localStorage)).toEqual(['mine.hint']);
  });

  it('loses to a sign-out by whoever hears that another tab has begun one', async () => {
    const browser = new FakeBrowser();
    app = setUp({ browser, features: [withCookieRefresh(REFRESH_URL)] });
    await app.signIn();
    app.auth.events.subscribe(({ type }) => {
      if (type === 'sessionEnded') void app.auth.signOut();
    });
    events = app.recordEvents();
    browser.tell({ v: 1, kind: 'changed', sid: 'S2' });
    await settle();
    expect(app.auth.status()).toBe('anonymous');
    expect(events).toEqual([
      { type: 'sessionEnded', reason: 'session-changed', from: 'elsewhere' },
    ]);
    app.backend.expectNone(REFRESH_URL);
  });

  it('makes no call for visitors without a hint', async () => {
    start();
    expect(app.auth.status()).toBe('anonymous');
    await settle();
    app.backend.expectNone(REFRESH_URL);
    app.get();
    expect(app.tokenAt()).toBeNull();
  });

  it('is none with withTokenRefresh(), whatever hint there is', async () => {
    localStorage.setItem(HINT, 'S1');
    app = setUp();
    expect(app.auth.status()).toBe('anonymous');
    await settle();
    app.backend.expectNone(REFRESH_URL);
  });

  it('is refreshed without a refresh token', async () => {
    start();
    await app.signIn(300, { refreshToken: null });
    const refreshed = new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(refreshed.state).toBe('resolved');
  });

  it('is restored silently, and unknown until that is answered', async () => {
    localStorage.setItem(HINT, 'S1');
    start();
    expect(app.auth.status()).toBe('unknown');
    const [ready, result] = [new Outcome(app.auth.whenReady()), app.get()];
    await settle();
    expect([ready.state, app.auth.isRefreshing()]).toEqual(['pending', true]);
    app.backend.expectNone(`${API}/items`);
    await flushRefresh(app, 200, { accessToken: createFreshJwt() });
    expect([ready.state, app.auth.status()]).toEqual(['resolved', 'authenticated']);
    expect(app.auth.sessionKey()).toBe('S1');
    expect(app.tokenAt()).toBe(await app.auth.getAccessToken());
    expect([events.length, result.isSettled]).toEqual([0, false]);
    app.backend.verify();
  });

  it('ends silently when the restore is refused, and is not tried again', async () => {
    localStorage.setItem(HINT, 'S1');
    start();
    app.get();
    const token = new Outcome(app.auth.getAccessToken());
    await flushRefresh(app, 401, {});
    expect([app.auth.status(), token.value]).toEqual(['anonymous', null]);
    expect(app.tokenAt()).toBeNull();
    expect(localStorage.length).toBe(0);
    expect(events).toEqual([]);
    app.backend.verify();
  });

  for (const [name, status] of Object.entries({ 'an outage': 503, 'no network': 0 })) {
    it(`stands when the restore meets ${name}, and the next request tries again`, async () => {
      localStorage.setItem(HINT, 'S1');
      start();
      const [result, token] = [app.get(), new Outcome(app.auth.getAccessToken())];
      const ready = new Outcome(app.auth.whenReady());
      expect(await refreshStaysDown(app, status)).toBeLessThan(5);
      expect([ready.state, app.auth.status()]).toEqual(['resolved', 'authenticated']);
      expect(token.code).toBe('REFRESH_UNAVAILABLE');
      expect(result.error).toEqual(jasmine.objectContaining({ status: 0 }));
      expect([app.auth.claims(), app.auth.roles()]).toEqual([null, []]);
      expect(localStorage.getItem(HINT)).toBe('S1');
      await pass(LONGEST_PAUSE);
      app.get();
      await flushRefresh(app, 200, { accessToken: 'AT2' });
      expect(app.tokenAt()).toBe('AT2');
      expect(app.auth.sessionKey()).toBe('S1');
    });
  }

  it('says nothing of an outage at the restore', async () => {
    localStorage.setItem(HINT, 'S1');
    start();
    await refreshStaysDown(app);
    expect(app.auth.status()).toBe('authenticated');
    expect(events).toEqual([]);
  });

  it('is not restored any more when another tab signs in first', async () => {
    localStorage.setItem(HINT, 'S1');
    const store = new SharedStore();
    app = setUp({
      features: [withTokenStore(store), withCookieRefresh(REFRESH_URL)],
    });
    expect(app.auth.status()).toBe('unknown');
    await settle();
    const late = app.backend.expectOne(REFRESH_URL);
    store.changeElsewhere(createStaleTokens({ sid: 'S2' }));
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    app.backend.expectNone(REFRESH_URL); // no two at once may spend the cookie
    late.flush({ accessToken: 'AT-late' });
    await settle();
    const current = app.backend.expectOne(REFRESH_URL);
    expect([refreshed.state, app.auth.isRefreshing()]).toEqual(['pending', true]);
    current.flush({ accessToken: 'AT-current' });
    await settle();
    expect([refreshed.state, app.auth.isRefreshing()]).toEqual(['resolved', false]);
    expect(await app.auth.getAccessToken()).toBe('AT-current');
  });

  it('has no refresh under way when another tab signed in first and the answer is there', async () => {
    localStorage.setItem(HINT, 'S1');
    const store = new SharedStore();
    app = setUp({
      features: [withTokenStore(store), withCookieRefresh(REFRESH_URL)],
    });
    expect(app.auth.status()).toBe('unknown');
    await settle();
    store.changeElsewhere(createStoredTokens({ sid: 'S2' }));
    await flushRefresh(app, 200, { accessToken: 'AT-late' });
    expect([app.auth.sessionKey(), app.auth.isRefreshing()]).toEqual(['S2', false]);
    expect(await app.auth.getAccessToken()).toBe('AT');
  });

  it('is not restored any more when somebody signs in first', async () => {
    localStorage.setItem(HINT, 'S1');
    start();
    expect(app.auth.status()).toBe('unknown');
    await settle();
    const late = app.backend.expectOne(REFRESH_URL);
    await app.signIn(300, { accessToken: 'AT-new', refreshToken: null });
    late.flush({ accessToken: 'AT-late' });
    await settle();
    expect(await app.auth.getAccessToken()).toBe('AT-new');
    expect(localStorage.getItem(HINT)).toBe(app.auth.sessionKey());
    expect(events).toEqual([{ type: 'signedIn', from: 'here' }]);
    app.backend.expectNone(REVOKE); // the cookie is that of the new session
  });

  it('C7 is revoked by a sign-out during a restore that fails', async () => {
    localStorage.setItem(HINT, 'S1');
    start();
    await settle();
    const restore = app.backend.expectOne(REFRESH_URL);
    await app.auth.signOut();
    const revocation = app.backend.expectOne(REVOKE).request;
    expect([revocation.withCredentials, revocation.headers.has('Authorization')]).toEqual([
      true,
      false,
    ]);
    restore.flush('down', { status: 503, statusText: 'Down' });
    await pass(LONGEST_PAUSE);
    app.backend.verify();
    expect([app.auth.status(), localStorage.length]).toEqual(['anonymous', 0]);
  });

  it('C7 is not restored any more after a sign-out, and what comes late is revoked', async () => {
    localStorage.setItem(HINT, 'S1');
    start();
    expect(app.auth.status()).toBe('unknown');
    await settle();
    const late = app.backend.expectOne(REFRESH_URL);
    await app.auth.signOut();
    late.flush({ accessToken: 'AT-late' });
    await settle();
    expect(app.auth.status()).toBe('anonymous');
    expect(localStorage.length).toBe(0);
    // The cookie of the sign-out, and the one that the late answer has set.
    const revocations = app.backend.match(REVOKE).map(({ request }) => request);
    expect(
      revocations.map(({ body, withCredentials }) => [body as unknown, withCredentials]),
    ).toEqual([
      [{}, true],
      [{}, true],
    ]);
  });

  it('works without a hint where storage is blocked', async () => {
    spyOn(Storage.prototype, 'getItem').and.throwError('denied');
    spyOn(Storage.prototype, 'setItem').and.throwError('denied');
    spyOn(Storage.prototype, 'removeItem').and.throwError('denied');
    start();
    await app.signIn();
    expect(app.auth.status()).toBe('authenticated');
    await app.auth.signOut();
    expect(app.auth.status()).toBe('anonymous');
  });

  it('leaves the hint of who has signed in in another tab when it is signed out late', async () => {
    start();
    await app.signIn(300, { refreshToken: null });
    localStorage.setItem(HINT, 'S2');
    await app.auth.signOut();
    expect(localStorage.getItem(HINT)).toBe('S2');
  });

  describe('T15 out of the back/forward cache', () => {
    function comeBack(persisted = true): void {
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));
    }

    it('is that of who has signed in meanwhile', async () => {
      start();
      await app.signIn(300, { refreshToken: null });
      const before = app.auth.sessionKey();
      localStorage.setItem(HINT, 'S2');
      const seen = events.length;
      comeBack();
      expect(app.auth.sessionKey()).toBe('S2'); // before the first frame
      expect(events.slice(seen)).toEqual([
        { type: 'sessionEnded', reason: 'session-changed', from: 'elsewhere' },
        { type: 'signedIn', from: 'elsewhere' },
      ]);
      await flushRefresh(app, 200, { accessToken: 'AT2' });
      expect(await app.auth.getAccessToken()).toBe('AT2');
      expect(before).not.toBe('S2');
    });

    it('is begun for who was anonymous', async () => {
      start();
      localStorage.setItem(HINT, 'S2');
      comeBack();
      expect([app.auth.status(), app.auth.sessionKey()]).toEqual(['authenticated', 'S2']);
      await flushRefresh(app, 200, { accessToken: 'AT2' });
      expect(await app.auth.getAccessToken()).toBe('AT2');
    });

    it('goes on when it is the same', async () => {
      start();
      await app.signIn(300, { refreshToken: null });
      const seen = events.length;
      comeBack();
      await settle();
      expect([app.auth.status(), events.length]).toEqual(['authenticated', seen]);
      app.backend.expectNone(REFRESH_URL);
    });

    it('is looked for only there: a page that is new has begun with it', async () => {
      start();
      await app.signIn(300, { refreshToken: null });
      const before = app.auth.sessionKey();
      localStorage.setItem(HINT, 'S2');
      comeBack(false);
      await settle();
      expect(app.auth.sessionKey()).toBe(before);
      app.backend.expectNone(REFRESH_URL);
    });

    it('stands where there could be no hint', async () => {
      spyOn(Storage.prototype, 'getItem').and.throwError('denied');
      spyOn(Storage.prototype, 'setItem').and.throwError('denied');
      start();
      await app.signIn(300, { refreshToken: null });
      comeBack();
      expect(app.auth.status()).toBe('authenticated');
    });

    it('is not refreshed when a listener has signed out', async () => {
      start();
      app.auth.events.subscribe(({ type }) => {
        if (type === 'signedIn') void app.auth.signOut();
      });
      localStorage.setItem(HINT, 'S2');
      comeBack();
      expect([app.auth.status(), app.auth.isRefreshing()]).toEqual(['anonymous', false]);
      await settle();
      app.backend.expectNone(REFRESH_URL);
    });
  });

  it('writes no hint where the refresh token is not a cookie', async () => {
    app = setUp();
    await app.signIn();
    expect(localStorage.length).toBe(0);
  });
});
