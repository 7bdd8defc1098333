import { HttpClient, HttpXsrfTokenExtractor } from '@angular/common/http';
import { inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, type CanActivateFn } from '@angular/router';
import { authGuard, JwtAuth, skipJwtAuth, type JwtTokenResponse } from '../../public-api';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { OtherTab } from '../../../spec-support/open-tab';
import { settle, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { withCookieRefresh } from './with-cookie-refresh';

const HINT = 'ngx-jwt-auth.hint';
const REFRESH = '/api/auth/refresh';

/** As in docs/refresh.md: where the server sends the user back to. */
const takeUpSession: CanActivateFn = async () => {
  const [auth, http, router] = [inject(JwtAuth), inject(HttpClient), inject(Router)];
  await auth.whenReady();
  try {
    await auth.signIn(
      http.post<JwtTokenResponse>(REFRESH, {}, { withCredentials: true, context: skipJwtAuth() }),
    );
    return router.parseUrl('/account');
  } catch {
    return router.parseUrl('/login');
  }
};

describe('a cookie session that the server began with a redirect', () => {
  useFakeTime();
  const told = useSilentConsole();
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  const feature = withCookieRefresh(REFRESH);
  let browser: FakeBrowser;
  let routed: RoutedApp;

  beforeEach(() => {
    browser = new FakeBrowser();
  });

  async function start(url = '/signed-in'): Promise<void> {
    routed = await setUpRoutes(
      [
        page('login'),
        page('account', { canActivate: [authGuard] }),
        { path: 'signed-in', canActivate: [takeUpSession], children: [] },
        page('**'),
      ],
      {
        config: {},
        browser,
        features: [feature],
        providers: [{ provide: HttpXsrfTokenExtractor, useValue: { getToken: () => 'XSRF' } }],
      },
    );
    await routed.go(url);
  }

  async function answer(status = 200, sub = 'ann'): Promise<void> {
    const body = status === 200 ? { accessToken: createFreshJwt(300, { sub }) } : {};
    routed.app.backend.expectOne(REFRESH).flush(body, { status, statusText: `Status ${status}` });
    await routed.settle();
  }

  it('R36 is taken up by a signIn() with the reply of the refresh', async () => {
    await start();
    const { request } = routed.app.backend.match(REFRESH)[0]!;
    expect([request.withCredentials, request.body]).toEqual([true, {}]);
    expect(request.headers.get('X-XSRF-TOKEN')).toBe('XSRF');
    expect(request.headers.has('Authorization')).toBeFalse();
  });

  it('R36 shows the page that is guarded, and leaves a hint for the next start', async () => {
    await start();
    await answer();
    expect(routed.router.url).toBe('/account');
    expect(routed.text).toBe('[account]');
    expect(localStorage.getItem(HINT)).toBe(routed.app.auth.sessionKey());
    expect(Object.keys(localStorage)).toEqual([HINT]);
    routed.app.backend.verify();
  });

  it('R36 is restored by the next start, at any page', async () => {
    await start();
    await answer();
    const key = routed.app.auth.sessionKey();
    TestBed.resetTestingModule();
    await start('/account');
    expect(routed.app.auth.status()).toBe('unknown');
    await answer();
    expect(routed.router.url).toBe('/account');
    expect(routed.app.auth.sessionKey()).toBe(key);
  });

  it('R36 is heard of by the other tabs', async () => {
    await start('/login');
    const other = new OtherTab(browser, feature);
    expect(other.auth.status()).toBe('anonymous');
    await routed.go('/signed-in');
    await answer();
    expect(other.auth.sessionKey()).toBe(routed.app.auth.sessionKey());
    await answer(); // its own refresh, after that of this tab
    expect(other.auth.claims()?.sub).toBe('ann');
    expect(other.events).toEqual([{ type: 'signedIn', from: 'elsewhere' }]);
  });

  it('R36 waits for the restore of the one before: no two may spend the cookie at once', async () => {
    localStorage.setItem(HINT, 'S0');
    await start();
    await answer(200, 'bob'); // of the restore; the cookie is the new one already
    expect(routed.router.url).not.toBe('/account');
    await answer(200, 'bob');
    expect(routed.router.url).toBe('/account');
    expect(routed.app.auth.sessionKey()).not.toBe('S0');
    expect(localStorage.getItem(HINT)).toBe(routed.app.auth.sessionKey());
    routed.app.backend.verify();
  });

  it('R36 shows the login page, and no error, where there is no cookie', async () => {
    await start();
    await answer(401);
    expect(routed.router.url).toBe('/login');
    expect(routed.app.auth.status()).toBe('anonymous');
    expect(localStorage.length).toBe(0);
    expect([...told.errors, ...told.warnings]).toEqual([]);
    await settle();
    routed.app.backend.verify();
  });
});
