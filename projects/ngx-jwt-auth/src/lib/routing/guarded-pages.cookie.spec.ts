import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { flushRefresh, refreshStaysDown } from '../../../spec-support/flush-refresh';
import { pass, REFRESH_URL, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { withCookieRefresh } from '../refresh/with-cookie-refresh';
import { authGuard } from './auth-guard';

describe('a sign-in in another tab, with the refresh token in a cookie', () => {
  useFakeTime();
  useSilentConsole();

  let browser: FakeBrowser;
  let routed: RoutedApp;

  beforeEach(async () => {
    localStorage.clear();
    browser = new FakeBrowser();
    routed = await setUpRoutes(
      [page('login'), page('start'), page('account', { canActivate: [authGuard] })],
      {
        browser,
        config: { homeUrl: '/start' },
        features: [withCookieRefresh(REFRESH_URL)],
      },
    );
    await routed.app.signIn(300, { refreshToken: null });
    await routed.go('/account');
    browser.tell({ v: 1, kind: 'changed', sid: 'S2' });
    await routed.settle();
    expect(routed.visited).toEqual(['/account']);
  });
  afterEach(() => localStorage.clear());

  it('T21 of the same user leaves this tab on its page', async () => {
    await flushRefresh(routed.app, 200, { accessToken: createFreshJwt(300, { jti: '2' }) });
    await routed.settle();
    expect(routed.visited).toEqual(['/account']);
    expect(routed.app.auth.sessionKey()).toBe('S2');
  });

  it('T21 of another user leads to homeUrl as soon as that is known', async () => {
    await flushRefresh(routed.app, 200, { accessToken: createFreshJwt(300, { sub: 'bob' }) });
    await routed.settle();
    expect(routed.visited).toEqual(['/account', '/start']);
  });

  it('T21 of nobody knows whom leads to homeUrl', async () => {
    await flushRefresh(routed.app, 200, { accessToken: 'opaque' });
    await routed.settle();
    expect(routed.visited).toEqual(['/account', '/start']);
  });

  it('T21 leads to homeUrl when it cannot be found out', async () => {
    await refreshStaysDown(routed.app, 503);
    await pass(1);
    await routed.settle();
    expect(routed.visited).toEqual(['/account', '/start']);
  });

  it('T21 that is over already leads to the login page', async () => {
    await flushRefresh(routed.app, 401, {});
    await routed.settle();
    expect(routed.visited).toEqual(['/account', '/login?returnUrl=%2Faccount']);
  });
});
