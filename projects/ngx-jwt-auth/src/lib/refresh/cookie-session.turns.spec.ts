import { useCleanStorage } from '../../../spec-support/clean-storage';
import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { flushRefresh, freshReply } from '../../../spec-support/flush-refresh';
import { OtherTab } from '../../../spec-support/open-tab';
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
import { TERM, theirs } from '../../../spec-support/this-tab';
import { withTokenStore } from '../session/with-token-store';
import { withCookieRefresh } from './with-cookie-refresh';

/** The lock of the cookie. */
const LOCK = 'ngx-jwt-auth';

describe('the tabs of a cookie session', () => {
  useFakeTime();
  useSilentConsole();
  useCleanStorage();

  const cookie = withCookieRefresh(REFRESH_URL);
  let browser: FakeBrowser;
  let app: TestApp;

  beforeEach(() => {
    browser = new FakeBrowser();
    app = setUp({ browser, features: [cookie] });
  });

  it('refresh one after the other, each for itself, without a ledger', async () => {
    await app.signIn(300, { refreshToken: null });
    const tab = new OtherTab(browser, cookie);
    const restored = new Outcome(tab.auth.whenReady());
    await settle();
    const refreshed = new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, { accessToken: 'AT-tab' });
    expect([restored.state, refreshed.state]).toEqual(['resolved', 'pending']);
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(refreshed.state).toBe('resolved');
    expect(await tab.auth.getAccessToken()).toBe('AT-tab');
    expect(browser.written).toEqual([]);
    tab.close();
  });

  it('wait for each other whatever their sessions are: there is one cookie', async () => {
    await app.signIn(300, { refreshToken: null });
    const tab = new OtherTab(browser, withTokenStore(new SharedStore(theirs())), cookie);
    expect(tab.auth.sessionKey()).not.toBe(app.auth.sessionKey());
    for (const { auth } of [app, tab]) new Outcome(auth.refresh());
    await settle();
    expect(app.backend.match(REFRESH_URL).length).toBe(1);
    tab.close();
  });

  it('spend nothing while another one has the lock', async () => {
    await app.signIn(300, { refreshToken: null });
    browser.holdLock(LOCK); // it is one of many tabs that wait for a slow server
    const refreshed = new Outcome(app.auth.refresh());
    await pass(TERM - 1);
    expect(refreshed.state).toBe('pending');
    await pass(1);
    app.backend.expectNone(REFRESH_URL);
    expect([refreshed.code, app.auth.status()]).toEqual(['REFRESH_UNAVAILABLE', 'authenticated']);
  });

  it('T7 refresh without locks', async () => {
    browser.hasLocks = false;
    await app.signIn(300, { refreshToken: null });
    const refreshed = new Outcome(app.auth.refresh());
    await flushRefresh(app);
    expect([refreshed.state, browser.written]).toEqual(['resolved', []]);
  });
});

describe('a tab of a cookie session with a store', () => {
  useFakeTime();
  useSilentConsole();
  useCleanStorage();

  let browser: FakeBrowser;
  let store: SharedStore;
  let app: TestApp;

  beforeEach(() => {
    browser = new FakeBrowser();
    store = new SharedStore(createStaleTokens());
    app = setUp({ browser, features: [withTokenStore(store), withCookieRefresh(REFRESH_URL)] });
    app.auth.status(); // loads
  });

  it('adopts what the store shows when the lock is there, and sends nothing', async () => {
    const letGo = browser.holdLock(LOCK);
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    store.record = theirs();
    letGo();
    await settle();
    app.backend.expectNone(REFRESH_URL);
    expect(refreshed.state).toBe('resolved');
    expect(await app.auth.getAccessToken()).toBe('AT2');
  });

  it('stores what it got', async () => {
    new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(store.record).toEqual(jasmine.objectContaining({ seq: 2, accessToken: 'AT2' }));
  });

  it('stores nothing over what another tab has stored meanwhile', async () => {
    new Outcome(app.auth.refresh());
    await settle();
    store.record = theirs(3);
    await flushRefresh(app, 200, freshReply());
    expect(store.record).toEqual(theirs(3));
    expect(await app.auth.getAccessToken()).toBe('AT3');
  });
});
