import { TestBed } from '@angular/core/testing';
import { NEVER } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { Outcome } from '../../../spec-support/outcome';
import { signInStale } from '../../../spec-support/http';
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
import { withCookieRefresh } from '../refresh/with-cookie-refresh';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';
import { asyncTokenStore } from '../token/async-token-store';
import { withTokenStore } from './with-token-store';

describe('an app that was destroyed', () => {
  useFakeTime();
  const told = useSilentConsole();
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  it('L1 a destroyed app does not wipe the session of the next one', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store)] });
    await app.signIn(60, { refreshToken: null });
    const { auth } = app;
    TestBed.resetTestingModule();
    const next = createStaleTokens({ sid: 'next', expiresAt: null });
    store.record = next; // the app was started again, and somebody signed in
    await pass(61_000);
    await auth.getAccessToken(); // a timer that a service forgot
    expect(store.record).toBe(next);
  });

  it('L1 signOut() of a destroyed app does not wipe the session of the next one', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store)] });
    await app.signIn(60, { refreshToken: null });
    const { auth } = app;
    TestBed.resetTestingModule();
    const next = createStaleTokens({ sid: 'next', expiresAt: null });
    store.record = next;
    await auth.signOut();
    expect(store.record).toBe(next);
  });

  it('L1 signOut() of a destroyed app revokes nothing: the next one may go on with it', async () => {
    const store = new SharedStore();
    const app = setUp({
      features: [
        withTokenStore(store),
        withTokenRefresh(REFRESH_URL),
        withTokenRevocation(`${API}/revoke`),
      ],
    });
    await app.signIn();
    const { auth, backend } = app;
    const { record } = store;
    TestBed.resetTestingModule();
    await auth.signOut();
    expect(backend.match(`${API}/revoke`).length).toBe(0);
    expect(store.record).toBe(record);
  });

  it('L1 a sign-out is finished: the ledger says it, and the server is told', async () => {
    const browser = new FakeBrowser();
    const app = setUp({
      browser,
      features: [
        withTokenStore(new SharedStore()),
        withTokenRefresh(REFRESH_URL),
        withTokenRevocation(`${API}/revoke`),
      ],
    });
    await app.signIn();
    const { auth, backend } = app;
    const sid = auth.sessionKey()!;
    browser.isLedgerSlow = true;
    const done = new Outcome(auth.signOut());
    TestBed.resetTestingModule();
    await settle();
    browser.answerLedger();
    await settle();
    expect([done.state, browser.rows.get(sid)?.isOver]).toEqual(['resolved', true]);
    expect(backend.expectOne(`${API}/revoke`).cancelled).toBeFalse();
  });

  it('L1 a destroyed app spends no refresh token', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    await signInStale(app);
    const { auth, backend } = app;
    TestBed.resetTestingModule();
    const outcome = new Outcome(auth.refresh());
    await settle();
    expect([outcome.code, auth.isRefreshing()]).toEqual(['REFRESH_UNAVAILABLE', false]);
    expect(backend.match(REFRESH_URL).length).toBe(0);
  });

  it('L1 an app destroyed while its async store loads does not spend the refresh cookie', async () => {
    localStorage.setItem('ngx-jwt-auth.hint', 'S1');
    const slow = new SlowStore();
    const app = setUp({
      features: [withTokenStore(asyncTokenStore(slow)), withCookieRefresh(REFRESH_URL)],
    });
    app.auth.status();
    const backend = app.backend;
    TestBed.resetTestingModule();
    slow.last.resolve(null);
    await settle();
    const sent = backend.match(REFRESH_URL);
    expect(sent.length).toBe(0);
  });

  it('L1 a sign-in in a destroyed app writes nothing', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    const { auth } = app;
    TestBed.resetTestingModule();
    await auth.signIn({ accessToken: 'AT' }).catch(() => undefined);
    expect(store.record).toBeNull();
  });

  describe('while its ledger is slow', () => {
    let browser: FakeBrowser;
    let store: SharedStore;
    let app: TestApp;

    beforeEach(() => {
      browser = new FakeBrowser();
      store = new SharedStore();
      app = setUp({ browser, features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    });

    /** The next app on the page stores a session, and then the ledger answers the one before. */
    async function expectNextToBeKept(): Promise<void> {
      TestBed.resetTestingModule();
      const next = createStaleTokens({ sid: 'next', expiresAt: null });
      store.record = next;
      browser.answerLedger();
      await settle();
      expect(store.record).toBe(next);
    }

    it('L1 does not write its sign-in down over that of the next one', async () => {
      browser.isLedgerSlow = true;
      app.signIn().catch(() => undefined);
      await settle();
      await expectNextToBeKept();
    });

    it('L1 does not defend its sign-in against the next one', async () => {
      await app.signIn();
      await app.signIn();
      browser.isLedgerSlow = true;
      store.changeElsewhere(null); // by a tab that did not know yet
      await settle();
      await expectNextToBeKept();
    });
  });

  it('L3 a destroyed app says nothing more of its refresh function, and has no timer', async () => {
    const app = setUp({ features: [withTokenRefresh(() => NEVER)] });
    await signInStale(app);
    app.auth.refresh().catch(() => undefined);
    await settle();
    TestBed.resetTestingModule();
    told.warnings.length = 0;
    await pass(20_000);
    expect(told.warnings).toEqual([]);
  });

  it('L1 a request that waits for the store of a destroyed app is not sent', async () => {
    const slow = new SlowStore();
    const app = setUp({ features: [withTokenStore(asyncTokenStore(slow))] });
    const result = app.get('/1');
    const backend = app.backend;
    TestBed.resetTestingModule();
    await pass(1);
    expect(backend.match(`${API}/1`).length).toBe(0);
    expect(result.isSettled).toBeTrue();
  });
});
