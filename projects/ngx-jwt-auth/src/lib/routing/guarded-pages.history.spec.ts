import { Location, PlatformLocation } from '@angular/common';
import { HttpClient } from '@angular/common/http';
import { MOCK_PLATFORM_LOCATION_CONFIG, MockPlatformLocation } from '@angular/common/testing';
import { inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  provideRouter,
  Router,
  ROUTER_CONFIGURATION,
  withHashLocation,
  withRouterConfig,
  type CanActivateFn,
  type NavigationBehaviorOptions,
} from '@angular/router';
import { map } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { API, pass, REFRESH_URL, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { authGuard } from './auth-guard';

/** Holds the navigation until the server has answered: to let pass, or where else to go. */
const hold: CanActivateFn = () => {
  const router = inject(Router);
  const answer = inject(HttpClient).get<{ page?: string }>(`${API}/me`);
  return answer.pipe(map(({ page: other }) => (other ? router.parseUrl(other) : true)));
};

const ROUTES = [
  page('', { pathMatch: 'full' }),
  page('login'),
  page('about'),
  page('held', { canActivate: [authGuard, hold] }),
  page('matched', { canMatch: [authGuard, hold] }),
  { path: 'old', redirectTo: 'held' },
];

/** How an app goes there; `start` is where it begins. */
interface Way {
  readonly title: string;
  readonly start?: string;
  readonly go: (routed: RoutedApp) => Promise<void>;
  readonly features?: Parameters<typeof provideRouter>[1][];
  readonly isEager?: boolean;
}

const link =
  (url: string, extras?: NavigationBehaviorOptions): Way['go'] =>
  async (routed) => {
    await routed.go('/about');
    routed.router.navigateByUrl(url, extras).catch(() => undefined);
    await routed.settle();
  };

/** Away from the page to where it is public, and back by the button of the browser. */
const back =
  (url: string): Way['go'] =>
  async (routed) => {
    await routed.go(url);
    routed.app.backend.expectOne(`${API}/me`).flush({});
    await routed.settle();
    await routed.go('/about');
    TestBed.inject(Location).back();
    await pass(0);
    await routed.settle();
  };
const first: Way['go'] = (routed) => routed.settle();
const address: Way['go'] = async (routed) => {
  await routed.go('/about');
  (TestBed.inject(PlatformLocation) as MockPlatformLocation).pushState(null, '', '/#/held');
  TestBed.inject(PlatformLocation).historyGo?.(0);
  await pass(0);
  await routed.settle();
};

const WAYS: readonly Way[] = [
  { title: 'a link', go: link('/held') },
  { title: 'a link to what is matched', go: link('/matched') },
  { title: 'replaceUrl', go: link('/held', { replaceUrl: true }) },
  { title: 'skipLocationChange', go: link('/held', { skipLocationChange: true }) },
  { title: 'state of the app', go: link('/held', { state: { secret: 1 } }) },
  { title: 'the first page', start: '/held', go: first },
  { title: 'the first page, which is matched', start: '/matched', go: first },
  { title: 'the first page, which redirects', start: '/old', go: first },
  { title: 'the Back button', go: back('/held') },
  { title: 'the Back button to what is matched', go: back('/matched') },
  { title: 'the Back button with eager addresses', go: back('/held'), isEager: true },
  { title: 'the first page with eager addresses', start: '/held', go: first, isEager: true },
  { title: 'a link in the hash', go: link('/held'), features: [withHashLocation()] },
  { title: 'the Back button in the hash', go: back('/held'), features: [withHashLocation()] },
  { title: 'an address in the hash', go: address, features: [withHashLocation()] },
  {
    title: 'the first page in the hash',
    start: '/#/held',
    go: first,
    features: [withHashLocation()],
  },
  {
    title: 'the Back button with computed resolution',
    go: back('/held'),
    features: [withRouterConfig({ canceledNavigationResolution: 'computed' })],
  },
];

describe('the history after a session ended on the way to a page', () => {
  useFakeTime();
  useSilentConsole();

  /** What is written into the history from the moment on that it is to finish. */
  async function written(
    { start = '/', go, features = [], isEager = false }: Way,
    finish: (routed: RoutedApp) => Promise<void>,
  ): Promise<string[]> {
    TestBed.resetTestingModule();
    const accessToken = createFreshJwt();
    const expiresAt = Date.now() + 300_000;
    const store = new SharedStore(
      createStoredTokens({ accessToken, refreshToken: 'RT1', expiresAt }),
    );
    const routed = await setUpRoutes(ROUTES, {
      config: { attachTo: [API] },
      features: [withTokenRefresh(REFRESH_URL), withTokenStore(store)],
      providers: [
        provideRouter([], ...(features as [])),
        { provide: PlatformLocation, useClass: MockPlatformLocation },
        {
          provide: MOCK_PLATFORM_LOCATION_CONFIG,
          useValue: { startUrl: `http://a.example${start}` },
        },
        isEager
          ? {
              provide: ROUTER_CONFIGURATION,
              useValue: { urlUpdate: 'eager', urlUpdateStrategy: 'eager' },
            }
          : [],
      ],
    });
    routed.router.initialNavigation();
    await go(routed);
    expect(routed.isNavigating).toBeTrue();
    const location = TestBed.inject(Location);
    const log: string[] = [];
    for (const method of ['go', 'replaceState'] as const) {
      const original = location[method].bind(location);
      spyOn(location, method).and.callFake(
        (path, query, state: { secret?: string } | null = {}) => {
          log.push(`${method} ${path.replace(/\?.*/, '')} ${state?.secret ?? ''}`);
          original(path, query, state);
        },
      );
    }
    await finish(routed);
    expect(routed.text).toBe('[login]');
    return log;
  }

  /** The server refuses the token, and to refresh it. */
  async function end(routed: RoutedApp): Promise<void> {
    const sent = routed.app.backend.expectOne(`${API}/me`);
    sent.flush('', { status: 401, statusText: 'Unauthorized' });
    await routed.settle();
    await flushRefresh(routed.app, 400, {});
    await routed.settle();
  }

  for (const way of WAYS) {
    it(`N20 is what a redirect by a guard makes of it: ${way.title}`, async () => {
      const redirected = await written(way, async (routed) => {
        routed.app.backend.expectOne(`${API}/me`).flush({ page: '/login' });
        await routed.settle();
      });
      const ended = await written(way, end);
      expect(ended).toEqual(redirected);
      expect(ended.length).toBeLessThan(2);
    });
  }

  it('N20 is one entry more with eager addresses, and no trap', async () => {
    await written({ title: '', go: link('/held'), isEager: true }, end);
    const location = TestBed.inject(Location);
    const router = TestBed.inject(Router);
    const login = '/login?returnUrl=%2Fheld';
    expect(location.path()).toBe(login);
    for (const url of [login, '/about']) {
      location.back();
      await pass(0);
      expect(router.url).toBe(url);
      expect(location.path()).toBe(url);
    }
  });
});
