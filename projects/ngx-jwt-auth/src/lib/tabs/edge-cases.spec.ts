import { TestBed } from '@angular/core/testing';
import { useCleanStorage } from '../../../spec-support/clean-storage';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { flushRefresh, freshReply, PATIENCE } from '../../../spec-support/flush-refresh';
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
import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import type { JwtAuthEvent } from '../jwt-auth-event';
import type { JwtAuthFeature, JwtAuthFeatureKind } from '../jwt-auth-feature';
import { authGuard } from '../routing/auth-guard';
import { withTokenStore } from '../session/with-token-store';
import type { LedgerRow } from './ledger';
import { TAB_LOCK } from './tab-lock';
import { asyncTokenStore } from '../token/async-token-store';
import type { JwtAsyncTokenStore } from '../token/jwt-async-token-store';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { localStorageTokenStore } from '../token/local-storage-token-store';
import { memoryTokenStore } from '../token/memory-token-store';
import { sessionStorageTokenStore } from '../token/session-storage-token-store';
import { withCookieRefresh } from '../refresh/with-cookie-refresh';
import { withTokenRefresh } from '../refresh/with-token-refresh';

const KEY = 'ngx-jwt-auth';
const HINT = `${KEY}.hint`;

/** The session storage of a tab: each tab has its own, a copy perhaps. */
function ownStore(record: JwtStoredTokens | null): SharedStore {
  return Object.assign(new SharedStore(record), { key: KEY, reach: 'tab' });
}

/** An app's store as in the usage notes of `asyncTokenStore()`: it clears what it has. */
class NaiveStore implements JwtAsyncTokenStore {
  record: JwtStoredTokens | null = null;
  saving: (() => void)[] = [];
  isSlow = false;

  load(): Promise<JwtStoredTokens | null> {
    return Promise.resolve(this.record);
  }

  async save(tokens: JwtStoredTokens): Promise<void> {
    if (this.isSlow) await new Promise<void>((resolve) => this.saving.push(resolve));
    this.record = tokens;
  }

  clear(): Promise<void> {
    this.record = null;
    return Promise.resolve();
  }
}

describe('the tabs of a browser, in rare cases,', () => {
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
    app.auth.status();
  }

  const cookie = (): JwtAuthFeature<JwtAuthFeatureKind> => withCookieRefresh(REFRESH_URL);
  const url = (): JwtAuthFeature<JwtAuthFeatureKind> => withTokenRefresh(REFRESH_URL);

  it('a refresh lands whatever goes wrong in it', async () => {
    app = setUp({
      browser,
      features: [withTokenStore(localStorageTokenStore()), url()],
      providers: [{ provide: TAB_LOCK, useValue: () => Promise.reject(new Error('broken')) }],
    });
    await app.signIn();
    const refreshed = new Outcome(app.auth.refresh());
    await pass(PATIENCE);
    expect([refreshed.code, app.auth.isRefreshing()]).toEqual(['REFRESH_UNAVAILABLE', false]);
  });

  it('refreshes though the store does not answer any more', async () => {
    const store = new SlowStore();
    start(withTokenStore(asyncTokenStore(store)), url());
    await store.answer('load', createStaleTokens());
    expect(app.auth.status()).toBe('authenticated');
    void app.auth.refresh().catch(() => undefined);
    for (let second = 0; second < 300 && app.auth.isRefreshing(); second++) {
      await pass(1_000);
      for (const request of app.backend.match(REFRESH_URL)) request.flush(freshReply());
    }
    await pass(60_000);
    expect([app.auth.isRefreshing(), browser.isLocked()]).toEqual([false, false]);
  });

  it('refreshes though the store takes 3 s for an answer', async () => {
    const store = new SlowStore();
    start(withTokenStore(asyncTokenStore(store)), url());
    await store.answer('load', createStaleTokens());
    void app.auth.refresh().catch(() => undefined);
    let sent = 0;
    for (let second = 0; second < 120 && !sent; second++) {
      await pass(3_000);
      for (const call of store.calls) if (!call.isAnswered) call.resolve(createStaleTokens());
      await settle();
      sent += app.backend.match(REFRESH_URL).length;
    }
    expect(sent).toBe(1);
  });

  it('a sign-in in a copied tab leaves the session of the original alone', async () => {
    const record = createStaleTokens();
    const store = ownStore(record);
    start(withTokenStore(store), url());
    const copy = new OtherTab(browser, withTokenStore(ownStore(record)), url());
    copy.auth.status();
    await copy.auth.signIn({ accessToken: 'AT-other', refreshToken: 'RT-other' });
    await settle();
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    app.backend.match(REFRESH_URL).forEach((request) => {
      request.flush(freshReply());
    });
    await settle();
    expect([app.auth.status(), refreshed.state]).toEqual(['authenticated', 'resolved']);
    copy.close();
  });

  it('a sign-in in a superseded tab leaves the session of the original alone', async () => {
    const record = createStaleTokens();
    start(withTokenStore(ownStore(record)), url());
    const copy = new OtherTab(browser, withTokenStore(ownStore(record)), url());
    copy.auth.status();
    void app.auth.refresh();
    await flushRefresh(app);
    void copy.auth.refresh().catch(() => undefined);
    for (let step = 0; step < 6; step++) await pass(1_000);
    expect(copy.events.at(-1)).toEqual({
      type: 'sessionEnded',
      reason: 'superseded',
      from: 'elsewhere',
    });
    await copy.auth.signIn({ accessToken: 'AT-other', refreshToken: 'RT-other' });
    await settle();
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    app.backend.match(REFRESH_URL).forEach((request) => {
      request.flush({ ...freshReply(), refreshToken: 'RT3' });
    });
    await settle();
    expect([app.auth.status(), refreshed.state]).toEqual(['authenticated', 'resolved']);
    copy.close();
  });

  const ownStores: Record<string, () => JwtAuthFeature<JwtAuthFeatureKind>[]> = {
    'without a store': () => [],
    'with a memory store': () => [withTokenStore(memoryTokenStore())],
    'with a sessionStorage': () => [withTokenStore(sessionStorageTokenStore())],
  };
  for (const [what, features] of Object.entries(ownStores)) {
    it(`a cookie tab ${what} follows the next user for good`, async () => {
      start(...features(), cookie());
      await app.signIn(300, { refreshToken: null });
      const mine = app.auth.sessionKey()!;
      browser.tell({ v: 1, kind: 'changed', sid: 'theirs' });
      browser.tell({ v: 1, kind: 'changed', sid: mine }); // late, of a tab that has not heard yet
      await settle();
      const requests = app.backend.match(REFRESH_URL);
      for (const request of requests) request.flush({ accessToken: 'AT-theirs' });
      await settle();
      expect(requests.length).toBe(1);
      expect(app.auth.sessionKey()).toBe('theirs');
      expect(await app.auth.getAccessToken()).toBe('AT-theirs');
    });
  }

  it('a new tab restores a cookie session whose other tabs use sessionStorage', async () => {
    localStorage.setItem(HINT, 's1');
    browser.rows.set('s1', { seq: 2 }); // another tab refreshed once
    start(withTokenStore(sessionStorageTokenStore()), cookie());
    let sent = 0;
    for (let second = 0; second < 30; second++) {
      await pass(1_000);
      for (const request of app.backend.match(REFRESH_URL)) {
        sent++;
        request.flush({ accessToken: createFreshJwt() });
      }
    }
    await settle();
    expect(sent).toBe(1);
  });

  it('two tabs of a cookie session with sessionStorage do not supersede each other', async () => {
    const record = createStaleTokens();
    const { refreshToken: _, ...stored } = record;
    localStorage.setItem(HINT, 's1');
    start(withTokenStore(ownStore(stored)), cookie());
    const other = new OtherTab(browser, withTokenStore(ownStore(stored)), cookie());
    other.auth.status();
    void app.auth.refresh();
    await flushRefresh(app);
    void other.auth.refresh().catch(() => undefined);
    for (let step = 0; step < 6; step++) {
      await pass(1_000);
      for (const request of app.backend.match(REFRESH_URL)) request.flush(freshReply());
    }
    expect(other.auth.status()).toBe('authenticated');
    other.close();
  });

  it('a cookie session is restored though localStorage has lost its record', async () => {
    localStorage.setItem(HINT, 's1');
    browser.rows.set('s1', { seq: 2 });
    start(withTokenStore(localStorageTokenStore()), cookie());
    let sent = 0;
    for (let second = 0; second < 30; second++) {
      await pass(1_000);
      for (const request of app.backend.match(REFRESH_URL)) {
        sent++;
        request.flush({ accessToken: createFreshJwt() });
      }
    }
    expect(sent).toBe(1);
  });

  it('a late change does not bring back a cookie session that was signed out elsewhere', async () => {
    start(cookie());
    await app.signIn(300, { refreshToken: null });
    const sid = app.auth.sessionKey()!;
    browser.tell({ v: 1, kind: 'signed-out', sid });
    browser.tell({ v: 1, kind: 'changed', sid }); // of a third tab, which crossed
    await settle();
    expect(app.backend.match(REFRESH_URL).length).toBe(0);
  });

  it('tells nothing of a refresh once the user has signed out', async () => {
    start(withTokenStore(new SharedStore(createStaleTokens())), url());
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    browser.whenWritten = () => {
      browser.whenWritten = null;
      void app.auth.signOut();
    };
    await flushRefresh(app);
    await settle();
    expect(refreshed.state).not.toBe('pending');
    expect(events.map(({ type }) => type).at(-1)).toBe('sessionEnded');
    expect(browser.news.map(({ kind }) => kind).at(-1)).toBe('signed-out');
  });

  it('does not bring a cookie session back in other tabs after a sign-out', async () => {
    for (let turns = 0; turns < 30; turns++) {
      TestBed.resetTestingModule();
      localStorage.clear();
      browser = new FakeBrowser();
      start(cookie());
      await app.signIn(300, { refreshToken: null });
      void app.auth.refresh().catch(() => undefined);
      await settle();
      const before = browser.news.length;
      app.backend.expectOne(REFRESH_URL).flush({ accessToken: createFreshJwt() });
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      void app.auth.signOut();
      await settle();
      const told = browser.news.slice(before).map(({ kind }) => kind);
      expect(told.at(-1)).withContext(`${turns} microtasks`).toBe('signed-out');
    }
  });

  it('a refresh that crosses a sign-in leaves its record in a naive store', async () => {
    const store = new NaiveStore();
    store.record = createStaleTokens();
    start(withTokenStore(asyncTokenStore(store)), url());
    await settle();
    void app.auth.refresh().catch(() => undefined);
    await settle();
    store.isSlow = true;
    app.backend.expectOne(REFRESH_URL).flush(freshReply());
    await settle();
    expect(store.saving.length).toBe(1);
    store.isSlow = false;
    const signedIn = app.signIn();
    await settle();
    store.saving[0]!();
    await signedIn;
    await pass(3_000);
    expect(app.auth.status()).toBe('authenticated');
    expect(store.record.sid).toBe(app.auth.sessionKey()!);
  });

  for (const [name, pause] of [
    ['an empty object', {}],
    ['a string', 'soon'],
    ['failures: -1e9', { failures: -1e9, failedAt: 0, retryAt: 0, serverRetryAt: 0 }],
  ] as const) {
    it(`keeps its pauses though the one in the ledger is ${name}`, async () => {
      browser.rows.set('s1', { seq: 1, pause } as unknown as LedgerRow);
      start(withTokenStore(new SharedStore(createStaleTokens())), url());
      void app.auth.refresh().catch(() => undefined);
      let sent = 0;
      for (let step = 0; step < 40; step++) {
        await settle();
        for (const request of app.backend.match(REFRESH_URL)) {
          sent++;
          request.flush('down', { status: 503, statusText: 'Down' });
        }
      }
      expect(sent).toBe(1); // no time has passed
    });
  }

  it('lands though the ledger has a pause that cannot be counted with', async () => {
    const failures = { valueOf: 1, toString: 1 };
    const pause = { failures, failedAt: 0, retryAt: 0, serverRetryAt: 0 };
    browser.rows.set('s1', { seq: 1, pause } as unknown as LedgerRow);
    start(withTokenStore(new SharedStore(createStaleTokens())), url());
    const unhandled = (event: PromiseRejectionEvent): void => {
      event.preventDefault();
    };
    addEventListener('unhandledrejection', unhandled);
    void app.auth.refresh().catch(() => undefined);
    await settle();
    app.backend.expectOne(REFRESH_URL).flush('down', { status: 503, statusText: 'Down' });
    let sent = 0;
    for (let second = 0; second < 120; second++) {
      await pass(1_000);
      for (const request of app.backend.match(REFRESH_URL)) {
        sent++;
        request.flush(freshReply());
      }
    }
    removeEventListener('unhandledrejection', unhandled);
    expect([sent, app.auth.isRefreshing()]).toEqual([1, false]);
  });

  it('does not spin while a pause lies before a clock that was set back', async () => {
    const now = Date.now();
    const pause = { failures: 5, failedAt: now + 10_000, retryAt: now + 40_000, serverRetryAt: 0 };
    browser.rows.set('s1', { seq: 1, pause });
    start(withTokenStore(new SharedStore(createStaleTokens())), url());
    let steps = 0;
    browser.whenWritten = () => {
      if (++steps > 40) browser.ledgerFailure = new Error('enough');
    };
    void app.auth.refresh().catch(() => undefined);
    await settle();
    await settle();
    await settle();
    await settle();
    await settle();
    await settle();
    await settle();
    await settle();
    expect(steps).toBeLessThan(5);
  });

  for (const [what, features] of Object.entries(ownStores)) {
    it(`T15 a cookie tab ${what} comes back from the back/forward cache: the session is over for good`, async () => {
      start(...features(), cookie());
      await app.signIn(300, { refreshToken: null });
      const { length } = events;
      const sid = app.auth.sessionKey()!;
      localStorage.removeItem(HINT); // signed out in another tab meanwhile
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      expect(app.auth.status()).toBe('anonymous');
      await settle();
      expect([app.auth.status(), localStorage.getItem(HINT)]).toEqual(['anonymous', null]);
      expect(sessionStorage.getItem(KEY)).toBeNull(); // a reload would bring it back
      // Nor does news that come late.
      browser.tell({ v: 1, kind: 'changed', sid });
      await settle();
      expect(events.slice(length)).toEqual([
        { type: 'sessionEnded', reason: 'signed-out', from: 'elsewhere' },
      ]);
    });
  }

  it('a store of an app that happens to have a field `key` keeps the next session', async () => {
    const store = Object.assign(new SharedStore(), {
      key: 'tokens',
      clear: () => void (store.record = null),
    });
    start(withTokenStore(store), url());
    await settle();
    await app.signIn();
    await app.signIn(300, { refreshToken: 'RT-next' });
    await settle();
    expect(store.record?.sid).toBe(app.auth.sessionKey()!);
  });

  it('does not take a live owner for a dead one because its timeout is longer', async () => {
    const record = createStaleTokens();
    const store = new SharedStore(record);
    app = setUp({
      browser,
      features: [withTokenStore(store), withTokenRefresh(REFRESH_URL, { timeout: 30_000 })],
    });
    app.auth.status();
    const other = new OtherTab(
      browser,
      withTokenStore(store),
      withTokenRefresh(REFRESH_URL, { timeout: 5_000 }),
    );
    other.auth.status();
    void app.auth.refresh().catch(() => undefined);
    await settle();
    void other.auth.refresh().catch(() => undefined);
    for (let second = 0; second < 20; second++) await pass(1_000);
    expect(app.backend.match(REFRESH_URL).length).toBe(1);
    other.close();
  });

  it('a sign-out elsewhere counts while an asynchronous store is still loading', async () => {
    const store = new SlowStore();
    start(withTokenStore(asyncTokenStore(store)), url());
    await settle();
    browser.tell({ v: 1, kind: 'signed-out', sid: 's1' });
    await store.answer('load', createStoredTokens()); // read before that tab had removed it
    expect(app.auth.status()).toBe('anonymous');
  });

  it('a sign-in is not saved again in the ledger when it was ended there', async () => {
    const store = new SharedStore(createStaleTokens());
    start(withTokenStore(store), url());
    browser.isLedgerSlow = true;
    const signedIn = app.signIn();
    await settle();
    // Another tab signed out: this one hears of it in a moment.
    browser.rows.set(app.auth.sessionKey()!, { seq: 0, isOver: true });
    store.record = null;
    browser.answerLedger();
    await signedIn;
    expect(store.record).toBeNull();
  });

  it('a cookie tab that follows is at homeUrl in the end, though that is guarded', async () => {
    const routed = await setUpRoutes(
      [
        page('login'),
        page('account', { canActivate: [authGuard] }),
        page('start', { canActivate: [authGuard] }),
      ],
      { browser, config: { attachTo: [API], homeUrl: '/start' }, features: [cookie()] },
    );
    await routed.app.signIn(300, { refreshToken: null });
    await routed.go('/account');
    browser.tell({ v: 1, kind: 'changed', sid: 'theirs' });
    await routed.settle();
    routed.app.backend
      .expectOne(REFRESH_URL)
      .flush({ accessToken: createFreshJwt(300, { sub: 'bob' }) });
    await routed.settle();
    expect(routed.app.auth.sessionKey()).toBe('theirs');
    expect(routed.visited).toEqual(['/account', '/start']);
  });

  it('a request while a cookie tab follows does not go out anonymously', async () => {
    start(cookie());
    await app.signIn(300, { refreshToken: null });
    browser.tell({ v: 1, kind: 'changed', sid: 'theirs' });
    await settle();
    const result = app.get();
    await settle();
    app.backend.expectNone(`${API}/items`);
    app.backend.expectOne(REFRESH_URL).flush({ accessToken: 'AT-theirs' });
    await settle();
    expect(app.tokenAt()).toBe('AT-theirs');
    expect(result.error).toBeUndefined();
  });
});
