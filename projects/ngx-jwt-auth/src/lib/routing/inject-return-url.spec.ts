import { ChangeDetectionStrategy, Component, effect, inject, Injectable } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  BaseRouteReuseStrategy,
  NavigationCancel,
  NavigationEnd,
  RouteReuseStrategy,
  ROUTER_CONFIGURATION,
  type Route,
  type Routes,
} from '@angular/router';
import type { Subject } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { useFakeTime, type SetUp } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { authGuard } from './auth-guard';
import { injectReturnUrl } from './inject-return-url';

@Component({
  selector: 'jwt-login-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '{{ returnUrl() }}',
})
class LoginPage {
  static made = 0;
  readonly returnUrl = injectReturnUrl();
  readonly atFirst = this.returnUrl();

  constructor() {
    LoginPage.made++;
  }
}

@Injectable({ providedIn: 'root' })
class SignIn {
  readonly returnUrl = injectReturnUrl();
}

@Component({
  selector: 'jwt-login-page-with-service',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '{{ signIn.returnUrl() }}',
})
class LoginPageWithService {
  readonly signIn = inject(SignIn);
}

const ROUTES: Routes = [
  page('', { pathMatch: 'full' }),
  { path: 'sign-in', redirectTo: 'login' },
  { path: 'account-sign-in', redirectTo: '/login?returnUrl=%2Faccount' },
  { path: 'login', component: LoginPage },
  page('account', { canActivate: [authGuard], children: [page(':id')] }),
  page('matched/:id', { canMatch: [authGuard] }),
];

function setUp(homeUrl?: string): Promise<RoutedApp> {
  const config = homeUrl === undefined ? {} : { homeUrl };
  return setUpRoutes(ROUTES, { config, features: [] });
}

function read(): string {
  return TestBed.runInInjectionContext(injectReturnUrl)();
}

describe('injectReturnUrl', () => {
  useFakeTime();

  it('N3 gives a component the page that the guard came from, while the router goes there', async () => {
    const routed = await setUp();
    await routed.go('/account;a=1?tab=2#top');
    expect(routed.text).toBe('/account;a=1?tab=2#top');
  });

  it('gives it when the navigation is over, too', async () => {
    const routed = await setUp();
    await routed.go('/login?returnUrl=%2Faccount');
    expect(read()).toBe('/account');
  });

  it('follows a redirect of the app', async () => {
    const routed = await setUp();
    await routed.go('/sign-in?returnUrl=%2Faccount');
    expect(routed.router.url).toBe('/login?returnUrl=%2Faccount');
    expect(routed.text).toBe('/account');
  });

  it('reads the URL that the redirect leads to', async () => {
    const routed = await setUp();
    await routed.go('/account-sign-in');
    expect(routed.text).toBe('/account');
  });

  const rejected: readonly [what: string, query: string][] = [
    ['nothing', ''],
    ['another parameter', '?returnurl=%2Faccount'],
    ['an empty one', '?returnUrl='],
    ['another origin', '?returnUrl=%2F%2Fevil.com'],
    ['the login page', '?returnUrl=%2Flogin'],
    ['two of them', '?returnUrl=%2Faccount&returnUrl=%2Faccount'],
  ];
  for (const [what, query] of rejected) {
    it(`N13 gives homeUrl for ${what}`, async () => {
      const routed = await setUp('/start');
      await routed.go(`/login${query}`);
      expect(routed.text).toBe('/start');
    });
  }

  it('gives / where there is no homeUrl', async () => {
    const routed = await setUp();
    await routed.go('/login');
    expect(routed.text).toBe('/');
  });

  it('N16 leads back after the sign-in', async () => {
    const routed = await setUp();
    await routed.go('/account?tab=2');
    await routed.app.signIn();
    await routed.go(read());
    expect(routed.router.url).toBe('/account?tab=2');
    expect(routed.text).toBe('[account]');
  });
});

describe('injectReturnUrl, where the address changes', () => {
  useFakeTime();
  useSilentConsole();

  class NeverReuse extends BaseRouteReuseStrategy {
    override shouldReuseRoute(): boolean {
      return false;
    }
  }
  const changes: Readonly<Record<string, NonNullable<SetUp['providers']>>> = {
    'by default': [],
    'with eager updates of the address': [
      { provide: ROUTER_CONFIGURATION, useValue: { urlUpdateStrategy: 'eager' } },
    ],
    'where no route is used again': [{ provide: RouteReuseStrategy, useClass: NeverReuse }],
  };

  beforeEach(() => {
    LoginPage.made = 0;
  });

  for (const [name, providers] of Object.entries(changes)) {
    for (const pages of ['account', 'matched']) {
      it(`N25 a login page that is used again leads to the page asked for last, ${name}: ${pages}`, async () => {
        const routed = await setUpRoutes(ROUTES, { features: [], providers });
        await routed.go(`/login?returnUrl=%2F${pages}%2F7`);
        const { returnUrl, atFirst } = await loginPageOf(routed);
        await routed.go(`/${pages}/9`);
        expect(routed.router.url).toBe(`/login?returnUrl=%2F${pages}%2F9`);
        expect([atFirst, returnUrl(), routed.text]).toEqual([
          `/${pages}/7`,
          `/${pages}/9`,
          `/${pages}/9`,
        ]);
        if (name !== 'where no route is used again') expect(LoginPage.made).toBe(1);
        await routed.app.signIn();
        await routed.go(returnUrl());
        expect(routed.router.url).toBe(`/${pages}/9`);
      });
    }
  }

  it('N25 follows the address in a service that was there before, and in a template of it', async () => {
    const routes = [page('start'), { path: 'login', component: LoginPageWithService }, ...ROUTES];
    const routed = await setUpRoutes(routes, { features: [] });
    const { returnUrl } = TestBed.inject(SignIn);
    const seen: string[] = [];
    TestBed.runInInjectionContext(() => effect(() => seen.push(returnUrl())));
    await routed.go('/start');
    expect(returnUrl()).toBe('/');
    await routed.go('/account/7');
    expect([returnUrl(), routed.text]).toEqual(['/account/7', '/account/7']);
    await routed.go('/account/9');
    expect([returnUrl(), routed.text]).toEqual(['/account/9', '/account/9']);
    await routed.go('/login');
    expect([returnUrl(), routed.text]).toEqual(['/', '/']);
    expect(seen).toEqual(['/', '/account/7', '/account/9', '/']);
  });

  it('N25 has it when the router tells that it has come there, whoever read it just before', async () => {
    const routed = await setUp();
    await routed.go('/account/7');
    const { returnUrl } = await loginPageOf(routed);
    const heard: string[] = [];
    routed.router.events.subscribe((event) => {
      const now = returnUrl();
      if (event instanceof NavigationEnd) heard.push(now);
    });
    await routed.go('/account/9');
    expect(heard).toEqual(['/account/9']);
  });

  it('N25 needs nothing that Angular 20.1 has not', async () => {
    const routed = await setUp();
    Object.defineProperty(routed.router, 'currentNavigation', { value: undefined });
    await routed.go('/account/7');
    await routed.go('/account/9');
    expect(routed.text).toBe('/account/9');
  });

  it('N25 is one listener for all, and none when the app is gone', async () => {
    const routed = await setUp();
    const events = routed.router.events as Subject<unknown>;
    const listen = spyOn(events, 'subscribe').and.callThrough();
    for (let count = 0; count < 100; count++) read();
    expect(listen).toHaveBeenCalledTimes(1);
    await routed.go('/account/7');
    listen.calls.reset();
    for (let count = 0; count < 100; count++) read();
    expect(listen).not.toHaveBeenCalled();
    expect(events.observed).toBeTrue();
    TestBed.resetTestingModule();
    expect(events.observed).toBeFalse();
  });

  async function loginPageOf(routed: RoutedApp): Promise<LoginPage> {
    await routed.settle();
    return routed.harness.routeDebugElement!.componentInstance as LoginPage;
  }
});

describe('injectReturnUrl, while a navigation is under way', () => {
  useFakeTime();
  useSilentConsole();
  let answer: (result: boolean) => void;
  let fail: (error: Error) => void;
  let routed: RoutedApp;
  const inGuards: string[] = [];

  beforeEach(async () => {
    inGuards.length = 0;
    const note = () => {
      inGuards.push(read());
      return true;
    };
    const slow = () =>
      new Promise<boolean>((resolve, reject) => {
        answer = resolve;
        fail = reject;
      });
    const login: Route = { path: 'login', component: LoginPage };
    routed = await setUpRoutes(
      [
        page('start'),
        page('slow', { canActivate: [slow] }),
        { ...login, canMatch: [note], canActivate: [note], resolve: { noted: note } },
        {
          path: 'slow-login',
          component: LoginPage,
          canActivate: [() => !!TestBed.inject(SignIn), slow],
        },
        page('account/:id', { canActivate: [authGuard] }),
      ],
      { features: [] },
    );
  });

  it('N29 says what the address says until that has succeeded', async () => {
    await routed.go('/login?returnUrl=%2Faccount%2F7');
    const { returnUrl } = routed.harness.routeDebugElement!.componentInstance as LoginPage;
    await routed.go('/slow?returnUrl=%2Faccount%2F9');
    expect(routed.isNavigating).toBeTrue();
    expect(returnUrl()).toBe('/account/7');
    answer(true);
    await routed.settle();
    expect(returnUrl()).toBe('/account/9');
  });

  for (const how of ['is refused', 'fails', 'is superseded by one that is refused']) {
    it(`N29 goes on saying that where it ${how}`, async () => {
      await routed.go('/login?returnUrl=%2Faccount%2F7');
      const { returnUrl } = routed.harness.routeDebugElement!.componentInstance as LoginPage;
      await routed.go('/slow?returnUrl=%2Faccount%2F9');
      if (how === 'fails') fail(new Error('no chunk'));
      else if (how === 'is refused') answer(false);
      else {
        await routed.go('/slow?returnUrl=%2Faccount%2F10');
        answer(false);
      }
      expect(returnUrl()).toBe('/account/7');
      await routed.settle();
      expect(returnUrl()).toBe('/account/7');
      expect(routed.text).toBe('/account/7');
    });
  }

  it('N29 tells the guards and resolvers of a page where that one will lead to', async () => {
    await routed.go('/start');
    await routed.go('/account/7');
    expect(inGuards).toEqual(['/account/7', '/account/7', '/account/7']);
    expect(routed.text).toBe('/account/7');
  });

  it('N29 forgets a navigation that it was made in, when that has come to nothing', async () => {
    await routed.go('/start?returnUrl=%2Faccount%2F7');
    expect(read()).toBe('/account/7');
    const heard: string[] = [];
    routed.router.events.subscribe((event) => {
      if (event instanceof NavigationCancel) heard.push(TestBed.inject(SignIn).returnUrl());
    });
    await routed.go('/slow-login?returnUrl=%2Faccount%2F9');
    const { returnUrl } = TestBed.inject(SignIn);
    expect(returnUrl()).toBe('/account/9');
    answer(false);
    await routed.settle();
    expect(heard.length).toBe(1);
    expect(returnUrl()).toBe('/account/7');
  });
});
