import { TestBed } from '@angular/core/testing';
import {
  Router,
  type ActivatedRouteSnapshot,
  type RouterStateSnapshot,
  type Routes,
} from '@angular/router';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { REFRESH_URL, setUp, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { authGuard } from './auth-guard';
import { guestGuard } from './guest-guard';

const ROUTES = [
  page('', { pathMatch: 'full' }),
  page('start'),
  page('login', { canActivate: [guestGuard] }),
  page('join', { canMatch: [guestGuard] }),
  page('help', { canActivateChild: [guestGuard], children: [page('password')] }),
  page('account', { canActivate: [authGuard] }),
];

async function signedIn(routes: Routes = ROUTES, homeUrl?: string): Promise<RoutedApp> {
  const routed = await setUpRoutes(routes, { config: homeUrl === undefined ? {} : { homeUrl } });
  await routed.app.signIn();
  return routed;
}

describe('guestGuard', () => {
  useFakeTime();
  useSilentConsole();

  for (const url of ['/login', '/join', '/help/password']) {
    it(`lets the anonymous pass at once: ${url}`, async () => {
      const routed = await setUpRoutes(ROUTES);
      await routed.go(url);
      expect(routed.visited).toEqual([url]);
    });

    it(`N16 sends the signed-in to a valid returnUrl: ${url}`, async () => {
      const routed = await signedIn();
      await routed.go(`${url}?returnUrl=${encodeURIComponent('/account?tab=2#top')}`);
      expect(routed.visited).toEqual(['/account?tab=2#top']);
    });

    it(`N16 sends the signed-in to homeUrl, without one: ${url}`, async () => {
      const routed = await signedIn(ROUTES, '/start');
      await routed.go(url);
      expect(routed.visited).toEqual(['/start']);
    });
  }

  for (const query of [
    'returnUrl=%2F%2Fevil.com',
    'returnUrl=/login',
    'returnUrl=/a&returnUrl=/b',
  ]) {
    it(`N13 sends the signed-in to homeUrl for ?${query}`, async () => {
      const routed = await signedIn();
      await routed.go(`/login?${query}`);
      expect(routed.visited).toEqual(['/']);
    });
  }

  it('is synchronous', async () => {
    const app = setUp();
    const state = { url: '/login' } as RouterStateSnapshot;
    const snapshot = { routeConfig: {} } as ActivatedRouteSnapshot;
    const ask = () => TestBed.runInInjectionContext(() => guestGuard(snapshot, state));
    expect(ask()).toBe(true);
    await app.signIn();
    expect(ask()).toEqual(TestBed.inject(Router).parseUrl('/'));
  });

  it('N16 lets the signed-in see a home page that it guards itself', async () => {
    const routed = await signedIn([page('', { canActivate: [guestGuard] })]);
    await routed.go('/');
    expect(routed.visited).toEqual(['/']);
  });

  it('N16 goes round no circle where home redirects to the login page', async () => {
    const routed = await signedIn([
      { path: '', pathMatch: 'full', redirectTo: 'login' },
      page('login', { canActivate: [guestGuard] }),
    ]);
    await routed.go('/login');
    expect(routed.visited).toEqual(['/login']);
  });

  it('N1 awaits the refresh of a stale token: the user goes home when it succeeds', async () => {
    const routed = await setUpStale();
    routed.app.backend.expectOne(REFRESH_URL).flush({ accessToken: createFreshJwt() });
    await routed.settle();
    expect(routed.visited).toEqual(['/']);
  });

  it('N3 awaits the refresh of a stale token: the user stays when it is refused', async () => {
    const routed = await setUpStale();
    const refresh = routed.app.backend.expectOne(REFRESH_URL);
    refresh.flush('', { status: 403, statusText: 'Forbidden' });
    await routed.settle();
    expect(routed.visited).toEqual(['/login']);
  });

  async function setUpStale(): Promise<RoutedApp> {
    const store = new SharedStore(createStaleTokens());
    const features = [withTokenRefresh(REFRESH_URL), withTokenStore(store)];
    const routed = await setUpRoutes(ROUTES, { features });
    await routed.go('/login');
    expect(routed.visited).toEqual([]);
    return routed;
  }
});
