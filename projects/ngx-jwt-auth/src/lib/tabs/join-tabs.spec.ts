import { useCleanStorage } from '../../../spec-support/clean-storage';
import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser } from '../../../spec-support/fake-browser';
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
import type { JwtAuthEvent } from '../jwt-auth-event';
import type { JwtAuthFeature, JwtAuthFeatureKind } from '../jwt-auth-feature';
import { withTokenStore } from '../session/with-token-store';
import { memoryTokenStore } from '../token/memory-token-store';
import { withCookieRefresh } from '../refresh/with-cookie-refresh';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';

const REVOKE = `${API}/auth/logout`;
const HINT = 'ngx-jwt-auth.hint';

describe('news of another tab', () => {
  useFakeTime();
  useSilentConsole();
  useCleanStorage();

  let browser: FakeBrowser;
  let app: TestApp;
  let events: readonly JwtAuthEvent[];

  beforeEach(() => (browser = new FakeBrowser()));

  function start(...features: JwtAuthFeature<JwtAuthFeatureKind>[]): void {
    app = setUp({ browser, features });
    events = app.recordEvents();
    app.auth.status(); // starts it
  }

  const cookie = (): JwtAuthFeature<JwtAuthFeatureKind> => withCookieRefresh(REFRESH_URL);
  const url = (): JwtAuthFeature<JwtAuthFeatureKind> => withTokenRefresh(REFRESH_URL);
  const ended = (reason: 'signed-out' | 'session-changed'): JwtAuthEvent => ({
    type: 'sessionEnded',
    reason,
    from: 'elsewhere',
  });

  const separate: Record<string, () => JwtAuthFeature<JwtAuthFeatureKind>[]> = {
    'T17 in memory': () => [url()],
    'T17 in a memory store': () => [withTokenStore(memoryTokenStore()), url()],
    'T4 in a store of each tab alone': () => [
      withTokenStore(Object.assign(new SharedStore(), { reach: 'tab' })),
      url(),
    ],
  };
  for (const [where, features] of Object.entries(separate)) {
    it(`${where}: a sign-out in one tab ends the sessions of all`, async () => {
      start(...features(), withTokenRevocation(REVOKE));
      const tab = new OtherTab(browser, ...features());
      await app.signIn();
      await tab.auth.signIn({ accessToken: 'AT-tab', refreshToken: 'RT-tab' });
      app.backend.match(() => true);
      const waiting = new Outcome(app.auth.refresh());
      await settle();
      const before = events.length;
      await tab.auth.signOut();
      await settle();
      expect([app.auth.status(), waiting.code]).toEqual(['anonymous', 'SESSION_OVER']);
      expect(events.slice(before)).toEqual([ended('signed-out')]);
      app.backend.expectNone(REVOKE); // who signs out revokes
      tab.close();
    });
  }

  it('T4 of a sign-out ends cookie sessions as well', async () => {
    start(cookie(), withTokenRevocation(REVOKE));
    await app.signIn(300, { refreshToken: null });
    const tab = new OtherTab(browser, cookie());
    await flushRefresh(app, 200, { accessToken: 'AT-tab' });
    expect(tab.auth.status()).toBe('authenticated');
    const waiting = new Outcome(app.auth.refresh());
    await settle();
    await tab.auth.signOut();
    await settle();
    expect([app.auth.status(), waiting.code]).toEqual(['anonymous', 'SESSION_OVER']);
    expect(events.at(-1)).toEqual(ended('signed-out'));
    expect(localStorage.getItem(HINT)).toBeNull();
    tab.close();
  });

  it('T4 of a sign-out empties a store of this tab alone', () => {
    const store = Object.assign(new SharedStore(createStoredTokens()), { reach: 'tab' });
    start(withTokenStore(store), url());
    browser.tell({ v: 1, kind: 'signed-out', sid: 'theirs' });
    expect([app.auth.status(), store.record]).toEqual(['anonymous', null]);
  });

  it('T4 ends the session of a shared store by the message alone, though the store is behind', () => {
    const store = new SharedStore(createStoredTokens());
    start(withTokenStore(store), url());
    const clear = spyOn(store, 'clear').and.callThrough();
    browser.tell({ v: 1, kind: 'signed-out', sid: 's1' });
    expect([app.auth.status(), events]).toEqual(['anonymous', [ended('signed-out')]]);
    store.changeElsewhere(store.record); // it still shows it
    expect(app.auth.status()).toBe('anonymous');
    expect(clear).not.toHaveBeenCalled();
  });

  it('T6 of the end of another session than that of a shared store is none', () => {
    start(withTokenStore(new SharedStore(createStoredTokens())), url());
    browser.tell({ v: 1, kind: 'signed-out', sid: 's0' });
    expect([app.auth.status(), events]).toEqual(['authenticated', []]);
  });

  it('of a sign-out is none where nobody is signed in', () => {
    start(url());
    browser.tell({ v: 1, kind: 'signed-out', sid: 's1' });
    expect([app.auth.status(), events]).toEqual(['anonymous', []]);
  });

  it('T5 of a sign-out drops a refresh that is under way', async () => {
    const store = new SharedStore(createStaleTokens());
    start(withTokenStore(store), url(), withTokenRevocation(REVOKE));
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    browser.tell({ v: 1, kind: 'signed-out', sid: 's1' });
    await flushRefresh(app, 200, { accessToken: 'AT-late', refreshToken: 'RT-late' });
    expect([refreshed.code, app.auth.status()]).toEqual(['SESSION_OVER', 'anonymous']);
    expect(app.backend.expectOne(REVOKE).request.body).toEqual({ refreshToken: 'RT-late' });
    expect(store.record?.seq).toBe(1);
  });

  it('of a change has a shared store read again', async () => {
    const store = new SharedStore(createStoredTokens());
    start(withTokenStore(store), url());
    store.record = createStoredTokens({ seq: 2, accessToken: 'AT2' });
    browser.tell({ v: 1, kind: 'changed', sid: 's1' });
    expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
    expect(await app.auth.getAccessToken()).toBe('AT2');
  });

  it('T6 of a change shows who has signed in there', async () => {
    const store = new SharedStore(createStoredTokens());
    start(withTokenStore(store), url());
    const tab = new OtherTab(browser, withTokenStore(store), url());
    await tab.auth.signIn({ accessToken: 'AT-bob', refreshToken: 'RT-bob' });
    await settle();
    expect(app.auth.sessionKey()).toBe(tab.auth.sessionKey());
    expect(events).toEqual([ended('session-changed'), { type: 'signedIn', from: 'elsewhere' }]);
    tab.close();
  });

  it('of a change is none where a shared store could not keep the session', async () => {
    const store = new SharedStore();
    start(withTokenStore(store), url());
    spyOn(store, 'save').and.throwError(new DOMException('', 'QuotaExceededError'));
    await app.signIn();
    browser.tell({ v: 1, kind: 'changed', sid: 'theirs' });
    await settle();
    expect(app.auth.status()).toBe('authenticated');
  });

  it('T17 of a change is none where each tab has its own tokens', async () => {
    start(url());
    await app.signIn();
    browser.tell({ v: 1, kind: 'changed', sid: 'theirs' });
    await settle();
    expect(app.auth.status()).toBe('authenticated');
    app.backend.verify();
  });

  it('of a change has an anonymous cookie tab restore the session', async () => {
    start(cookie());
    expect(app.auth.status()).toBe('anonymous');
    const tab = new OtherTab(browser, cookie());
    await tab.auth.signIn('AT-tab');
    await flushRefresh(app, 200, { accessToken: 'AT1' });
    expect([app.auth.status(), app.auth.sessionKey()]).toEqual([
      'authenticated',
      tab.auth.sessionKey(),
    ]);
    expect(events).toEqual([{ type: 'signedIn', from: 'elsewhere' }]);
    expect(localStorage.getItem(HINT)).toBe(tab.auth.sessionKey());
    tab.close();
  });

  it('T6 of a change ends the cookie session before, and restores the one of now', async () => {
    start(cookie());
    await app.signIn();
    const before = events.length;
    browser.tell({ v: 1, kind: 'changed', sid: 'theirs' });
    // Nothing of it is known yet, and nothing of the one before is shown.
    expect([app.auth.sessionKey(), app.auth.claims()]).toEqual(['theirs', null]);
    await flushRefresh(app, 200, { accessToken: 'AT-theirs' });
    expect(app.auth.sessionKey()).toBe('theirs');
    expect(events.slice(before)).toEqual([
      ended('session-changed'),
      { type: 'signedIn', from: 'elsewhere' },
    ]);
  });

  it('of a change that a cookie tab knows of costs no refresh', async () => {
    start(cookie());
    await app.signIn();
    browser.tell({ v: 1, kind: 'changed', sid: app.auth.sessionKey()! });
    await settle();
    app.backend.verify();
    expect(app.auth.status()).toBe('authenticated');
  });

  it('S7 of a change does not bring back a cookie session that was signed out here', async () => {
    start(cookie());
    await app.signIn();
    const sid = app.auth.sessionKey()!;
    await app.auth.signOut();
    browser.tell({ v: 1, kind: 'changed', sid }); // a refresh that crossed the sign-out
    await settle();
    app.backend.expectNone(REFRESH_URL);
    expect(app.auth.status()).toBe('anonymous');
  });

  it('of a change is followed by a cookie tab though it met an outage the first time', async () => {
    start(cookie());
    browser.tell({ v: 1, kind: 'changed', sid: 'theirs' });
    await refreshStaysDown(app);
    await pass(60_000);
    browser.tell({ v: 1, kind: 'changed', sid: 'theirs' }); // their next refresh
    await settle();
    for (const request of app.backend.match(REFRESH_URL)) request.flush({ accessToken: 'AT1' });
    await settle();
    expect(app.auth.status()).toBe('authenticated');
  });

  it('is told of each sign-in, refresh and sign-out, without a token', async () => {
    const store = new SharedStore();
    start(withTokenStore(store), url());
    await app.signIn();
    const sid = app.auth.sessionKey()!;
    new Outcome(app.auth.refresh());
    await flushRefresh(app);
    await app.auth.signOut();
    expect(browser.news).toEqual([
      { v: 1, kind: 'changed', sid },
      { v: 1, kind: 'changed', sid },
      { v: 1, kind: 'signed-out', sid },
    ]);
  });

  it('is not told of what this tab was told itself', async () => {
    const store = new SharedStore(createStoredTokens());
    start(withTokenStore(store), url());
    store.changeElsewhere(createStoredTokens({ seq: 2 }));
    store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    browser.tell({ v: 1, kind: 'signed-out', sid: 's2' });
    await settle();
    expect(app.auth.status()).toBe('anonymous');
    expect(browser.news.length).toBe(1);
  });
});
