import { HttpClient, httpResource } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  NavigationError,
  provideRouter,
  RedirectCommand,
  Router,
  withNavigationErrorHandler,
  type CanActivateFn,
  type GuardResult,
  type Route,
} from '@angular/router';
import { catchError, EMPTY, map, of, throwError, timeout, type Observable } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { API, pass, REFRESH_URL, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { JwtAuth } from '../session/jwt-auth';
import { withTokenStore } from '../session/with-token-store';
import { authGuard } from './auth-guard';
import { guestGuard } from './guest-guard';
import { roleGuard } from './role-guard';

/** A resolver, or what a guard waits for. */
const me = (): Observable<unknown> => inject(HttpClient).get(`${API}/me`);

/** A guard of the app that asks the server, and says this when the server does not like it. */
const meGuard =
  (failure: (router: Router) => Observable<GuardResult>) => (): Observable<GuardResult> => {
    const router = inject(Router);
    return me().pipe(
      map(() => true),
      catchError(() => failure(router)),
    );
  };
const saysNo = meGuard(() => of(false));
const throws = meGuard(() => throwError(() => new Error('no')));
const leadsAway = meGuard((router) => of(router.parseUrl('/about')));
const resolve = { me };
const shell = (path: string, guards: Route, children: readonly Route[]): Route =>
  page(path, { ...guards, children: [...children] });

/** Whether the app lets the user leave its pages that ask. */
let mayLeave: () => boolean;
const canDeactivate = [() => mayLeave()];
/** The code of a page that is on its way. */
const never = () => new Promise<never>(() => undefined);

const ROUTES: Route[] = [
  page('', { pathMatch: 'full' }),
  page('login', { canActivate: [guestGuard] }),
  page('about'),
  page('start'),
  page('account', { canActivate: [authGuard] }),
  page('form', { canActivate: [authGuard], canDeactivate }),
  page('resolved', { canActivate: [authGuard], resolve }),
  page('matched', { canMatch: [authGuard], resolve }),
  page('roles', { canActivate: [roleGuard('admin')], resolve }),
  page('no', { canActivate: [authGuard, saysNo] }),
  page('no-first', { canActivate: [saysNo, authGuard] }),
  page('throws-first', { canActivate: [throws, authGuard] }),
  page('away-first', { canActivate: [leadsAway, authGuard] }),
  page('match-first', { canMatch: [throws, authGuard] }),
  page('throws', { canActivate: [authGuard, throws] }),
  page('away', { canActivate: [authGuard, leadsAway] }),
  page('match-no', { canMatch: [authGuard, saysNo] }),
  page('match-throws', { canMatch: [authGuard, throws] }),
  page('match-away', { canMatch: [authGuard, leadsAway] }),
  shell('nested', { canActivate: [authGuard] }, [shell('a', {}, [page('b', { resolve })])]),
  shell('below', { resolve }, [page('a', { canActivate: [authGuard] })]),
  shell('children', { canActivateChild: [authGuard] }, [page('a', { resolve })]),
  shell('inner', { canActivate: [authGuard] }, [page('a', { canActivate: [throws] })]),
  shell('lazy', { canMatch: [authGuard] }, [{ path: 'a', loadChildren: never }]),
  { path: 'lazy-page', canActivate: [authGuard], loadComponent: never },
  { path: 'side', outlet: 'aux', children: [page('', { canActivate: [authGuard], resolve })] },
  { path: 'old', redirectTo: 'resolved' },
  shell('shell', { canActivate: [authGuard] }, [
    page('one'),
    page('two', { resolve }),
    page('guarded', { canActivate: [throws] }),
    page(':id', { resolve }),
  ]),
  page('slow-about', { resolve }),
  page('outer-no', { canActivate: [saysNo], children: [page('a', { canActivate: [authGuard] })] }),
  page('outer-yes', {
    canActivate: [meGuard(() => of(true))],
    children: [page('a', { canActivate: [authGuard] })],
  }),
  page('impatient', {
    canActivate: [authGuard],
    resolve: { me: () => me().pipe(timeout(100)) },
  }),
  page('empty', {
    canActivate: [authGuard],
    resolve: { me: () => me().pipe(timeout({ each: 100, with: () => EMPTY })) },
  }),
];

/** As the router writes it. */
const inQuery = (url: string): string => encodeURIComponent(url).replace('%3A', ':');

describe('a session that ends while the router is busy', () => {
  useFakeTime();
  const told = useSilentConsole();
  let store: SharedStore;
  let errors: NavigationError[];
  let handler: jasmine.Spy<(error: NavigationError) => RedirectCommand | undefined>;

  beforeEach(() => {
    store = new SharedStore();
    errors = [];
    mayLeave = () => true;
    handler = jasmine.createSpy('navigation error handler');
  });

  /** An app with these tokens in its store; nobody has gone anywhere. */
  async function start(tokens = freshTokens()): Promise<RoutedApp> {
    store.record = tokens;
    const routed = await setUpRoutes(ROUTES, {
      config: { attachTo: [API], homeUrl: '/start' },
      features: [withTokenRefresh(REFRESH_URL), withTokenStore(store)],
      providers: [
        provideRouter(
          [],
          withNavigationErrorHandler((error) => handler(error)),
        ),
      ],
    });
    routed.router.events.subscribe((event) => {
      if (event instanceof NavigationError) errors.push(event);
    });
    return routed;
  }

  /** Signed in, and at that page. */
  async function at(url: string): Promise<RoutedApp> {
    const routed = await start();
    await routed.go(url);
    expect(routed.visited).toEqual([url]);
    routed.visited.length = routed.started.length = 0;
    return routed;
  }

  function freshTokens() {
    const accessToken = createFreshJwt(300, { role: 'admin' });
    return createStoredTokens({
      accessToken,
      refreshToken: 'RT1',
      expiresAt: Date.now() + 300_000,
    });
  }

  /** The server refuses the token that the request carries. */
  async function answer401(routed: RoutedApp): Promise<void> {
    for (const sent of routed.app.backend.match(`${API}/me`)) {
      if (!sent.cancelled) sent.flush('', { status: 401, statusText: 'Unauthorized' });
    }
    await routed.settle();
  }

  /** And to refresh it. */
  async function refuseRefresh(routed: RoutedApp): Promise<void> {
    await flushRefresh(routed.app, 400, {});
    await routed.settle();
  }

  /** Goes there, where the request that is waited for is refused, and the session ends. */
  async function goAndEnd(routed: RoutedApp, url: string): Promise<void> {
    await routed.go(url);
    await answer401(routed);
    await refuseRefresh(routed);
    expect(routed.app.auth.status()).toBe('anonymous');
  }

  /** The login page was gone to, once, and it is shown; whoever signs in comes back to that page. */
  function expectLogin(routed: RoutedApp, returnUrl: string): void {
    const login = `/login?returnUrl=${inQuery(returnUrl)}`;
    expect(routed.visited).toEqual([login]);
    expect(routed.started.filter((url) => url.startsWith('/login'))).toEqual([login]);
    expect(routed.text).toBe('[login]');
    expect(routed.isNavigating).toBeFalse();
  }

  const admitted = [
    '/resolved',
    '/resolved?tab=2#top',
    '/matched',
    '/roles',
    '/no',
    '/no-first',
    '/throws',
    '/throws-first',
    '/away-first',
    '/match-first',
    '/away',
    '/match-no',
    '/match-throws',
    '/match-away',
    '/nested/a/b',
    '/below/a',
    '/children/a',
    '/inner/a',
    '/shell/two',
    '/shell/guarded',
    '/about(aux:side)',
  ];
  for (const url of admitted) {
    it(`N17 goes from a blank page to the login page, with the page that was wanted: ${url}`, async () => {
      const routed = await start();
      await goAndEnd(routed, url);
      expectLogin(routed, url);
      expect(errors).toEqual([]);
      expect(handler).not.toHaveBeenCalled();
    });

    for (const from of ['/about', '/account']) {
      it(`N17 goes from ${from} to the login page, with the page that was wanted: ${url}`, async () => {
        const routed = await at(from);
        await goAndEnd(routed, url);
        expectLogin(routed, url);
        expect(errors).toEqual([]);
        expect(handler).not.toHaveBeenCalled();
      });
    }
  }

  it('N17 wants the page that a redirect of the app leads to', async () => {
    const routed = await start();
    await goAndEnd(routed, '/old');
    expectLogin(routed, '/resolved');
  });

  for (const url of ['/lazy/a', '/lazy-page']) {
    it(`N17 does not wait for code that does not come: ${url}`, async () => {
      const routed = await at('/about');
      await routed.go(url);
      store.changeElsewhere(null);
      await routed.settle();
      expectLogin(routed, url);
    });
  }

  it('N17 goes to the login page once, however often it ends', async () => {
    const routed = await at('/about');
    await routed.go('/resolved');
    store.changeElsewhere(null);
    store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    store.changeElsewhere(null);
    await routed.settle();
    expectLogin(routed, '/resolved');
  });

  it('N17 does it when another tab signs out, and gives up the request of the resolver', async () => {
    const routed = await at('/about');
    await routed.go('/resolved');
    const request = routed.app.backend.expectOne(`${API}/me`);
    store.changeElsewhere(null);
    await routed.settle();
    expectLogin(routed, '/resolved');
    expect(request.cancelled).toBeTrue();
  });

  it('N17 does it when the token expires as the next guard asks for it', async () => {
    const slow: CanActivateFn = () => me().pipe(map(() => true));
    const routed = await setUpRoutes(
      [
        page('login'),
        page('a', {
          canActivate: [authGuard, slow],
          children: [page('b', { canActivate: [authGuard] })],
        }),
      ],
      { features: [] },
    );
    await routed.app.signIn(60);
    await routed.go('/a/b');
    // The timer of the expiry is late, as in a tab that was asleep.
    jasmine.clock().mockDate(new Date(Date.now() + 60_000));
    routed.app.backend.expectOne(`${API}/me`).flush({});
    await routed.settle();
    expectLogin(routed, '/a/b');
  });

  it('N17 leaves what is done to the app that signs out', async () => {
    const routed = await at('/about');
    await routed.go('/resolved');
    await routed.app.auth.signOut();
    await routed.settle();
    expect(routed.started).toEqual(['/resolved']);
    await routed.go('/start');
    expect(routed.visited).toEqual(['/start']);
  });

  it('N17 shows the login page at which the user is already', async () => {
    const routed = await start(null as never);
    await routed.go('/resolved');
    expectLogin(routed, '/resolved');
    await routed.app.signIn();
    await goAndEnd(routed, '/resolved');
    expect(routed.router.url).toBe('/login?returnUrl=%2Fresolved');
    expectLogin(routed, '/resolved');
    expect(errors).toEqual([]);
  });

  for (const url of ['/shell/two', '/shell/guarded', '/shell/7']) {
    it(`N18 wants the new page below a guard that is not asked again: ${url}`, async () => {
      const routed = await at('/shell/one');
      await goAndEnd(routed, url);
      expectLogin(routed, url);
      expect(errors).toEqual([]);
      expect(handler).not.toHaveBeenCalled();
    });
  }

  for (const end of ['before', 'after'] as const) {
    it(`N18 wants the new page whose code came ${end} the end`, async () => {
      let arrive: (routes: Route[]) => void = () => undefined;
      const loadChildren = () => new Promise<Route[]>((resolve) => (arrive = resolve));
      const children = [page('one'), { path: 'more', loadChildren }];
      const routed = await setUpRoutes(
        [page('login'), page('shell', { canActivate: [authGuard], children })],
        { config: { attachTo: [API] }, features: [withTokenStore(store)] },
      );
      await routed.app.signIn();
      await routed.go('/shell/one');
      await routed.go('/shell/more/two');
      if (end === 'after') store.changeElsewhere(null);
      arrive([page('two', { resolve })]);
      await routed.settle();
      if (end === 'before') store.changeElsewhere(null);
      await routed.settle();
      const login = '/login?returnUrl=%2Fshell%2Fmore%2Ftwo';
      expect(routed.visited).toEqual(['/shell/one', login]);
    });
  }

  it('N18 wants the page with the new parameter', async () => {
    const routed = await start();
    await routed.go('/shell/7');
    routed.app.backend.expectOne(`${API}/me`).flush({});
    await routed.settle();
    routed.visited.length = routed.started.length = 0;
    await goAndEnd(routed, '/shell/8');
    expectLogin(routed, '/shell/8');
  });

  for (const from of ['/about', '/account', '/shell/one']) {
    for (const url of ['/resolved', '/matched', '/throws', '/shell/two']) {
      it(`N19 goes from ${from} to homeUrl at once when another user signs in: ${url}`, async () => {
        const routed = await at(from);
        await routed.go(url);
        store.changeElsewhere(createStoredTokens({ sid: 's2' }));
        await routed.settle();
        expect(routed.visited).toEqual(['/start']);
        expect(routed.started).toEqual([url, '/start']);
        expect(routed.app.auth.sessionKey()).toBe('s2');
      });
    }
  }

  it('N19 goes from a blank page to homeUrl when another user signs in', async () => {
    const routed = await start();
    await routed.go('/resolved');
    store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    await routed.settle();
    expect(routed.visited).toEqual(['/start']);
  });

  for (const url of ['/impatient', '/empty']) {
    it(`N21 leaves a blank page where the navigation had failed before: ${url}`, async () => {
      const routed = await start();
      await routed.go(url);
      const [request] = routed.app.backend.match(`${API}/me`);
      request!.flush('', { status: 401, statusText: 'Unauthorized' });
      await pass(100);
      await routed.settle();
      expect(routed.isNavigating).toBeFalse();
      expect(routed.text).toBe('');
      await refuseRefresh(routed);
      expectLogin(routed, url);
    });

    it(`N21 stays at a public page where the navigation had failed before: ${url}`, async () => {
      const routed = await at('/about');
      await routed.go(url);
      await answer401(routed);
      await pass(100);
      await refuseRefresh(routed);
      expect(routed.visited).toEqual([]);
      expect(routed.text).toBe('[about]');
    });

    it(`N21 leaves a guarded page where the navigation had failed before: ${url}`, async () => {
      const routed = await at('/account');
      await routed.go(url);
      await answer401(routed);
      await pass(100);
      await refuseRefresh(routed);
      expectLogin(routed, '/account');
    });
  }

  it('N21 leaves a blank page where the code of the page did not come', async () => {
    const chunk = {
      path: 'chunk',
      canActivate: [authGuard],
      loadComponent: () => Promise.reject(new Error('offline')),
    };
    const routed = await setUpRoutes([page('login'), chunk], { features: [withTokenStore(store)] });
    await routed.app.signIn();
    await routed.go('/chunk');
    expect(routed.text).toBe('');
    store.changeElsewhere(null);
    await routed.settle();
    expectLogin(routed, '/chunk');
  });

  it('N21 leaves a blank page for homeUrl when another user signs in', async () => {
    const routed = await start();
    await routed.go('/impatient');
    await pass(100);
    await routed.settle();
    store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    await routed.settle();
    expect(routed.visited).toEqual(['/start']);
  });

  it('N21 is at the page that a navigation error handler of the app leads to', async () => {
    handler.and.callFake(() => new RedirectCommand(TestBed.inject(Router).parseUrl('/about')));
    const routed = await start();
    await routed.go('/impatient');
    await answer401(routed);
    await pass(100);
    await refuseRefresh(routed);
    expect(handler).toHaveBeenCalledTimes(1);
    expect(routed.visited).toEqual(['/about']);
  });

  it('N21 knows a page without anything in the outlet that was come to since', async () => {
    const routed = await setUpRoutes(
      [page('login'), page('account', { canActivate: [authGuard] })],
      {
        features: [withTokenStore(store)],
      },
    );
    await routed.app.signIn();
    await routed.go('/account');
    await routed.go('/');
    expect(routed.text).toBe('');
    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.visited).toEqual(['/account', '/']);
  });

  it('N22 does nothing to a navigation to a public page', async () => {
    const routed = await at('/about');
    await goAndEnd(routed, '/slow-about');
    expect(routed.started).toEqual(['/slow-about']);
    expect(errors.length).toBe(1);
    expect(handler).toHaveBeenCalledTimes(1);
    expect(routed.text).toBe('[about]');
  });

  it('N22 leaves the guarded page when a navigation to a public page fails', async () => {
    const routed = await at('/account');
    await goAndEnd(routed, '/slow-about');
    expectLogin(routed, '/account');
  });

  it('N22 does nothing to a public navigation that took the place of one that was let pass', async () => {
    const routed = await at('/about');
    await routed.go('/resolved');
    await routed.go('/slow-about');
    store.changeElsewhere(null);
    await routed.settle();
    routed.app.backend.match(`${API}/me`).at(-1)!.flush({});
    await routed.settle();
    expect(routed.visited).toEqual(['/slow-about']);
  });

  it('N22 does nothing about the failure of a public page that was gone to instead', async () => {
    const routed = await start();
    await routed.go('/resolved');
    await goAndEnd(routed, '/slow-about');
    expect(routed.visited).toEqual([]);
    expect(errors.map(({ url }) => url)).toEqual(['/slow-about']);
  });

  it('N22 lets a public page come that a guarded group of routes did not match', async () => {
    const routed = await setUpRoutes(
      [
        page('login'),
        page('about'),
        { path: '', canMatch: [authGuard], children: [page('account')] },
        page('behind', { canActivate: [() => me().pipe(map(() => true))] }),
      ],
      { config: { attachTo: [API] }, features: [withTokenStore(store)] },
    );
    await routed.app.signIn();
    await routed.go('/behind');
    store.changeElsewhere(null);
    await routed.settle();
    routed.app.backend.expectOne(`${API}/me`).flush({});
    await routed.settle();
    expect(routed.visited).toEqual(['/behind']);
  });

  it('N22 lets a public page come that takes the place of one for a role', async () => {
    let answer: (result: boolean) => void = () => undefined;
    const slow = () => new Promise<boolean>((resolve) => (answer = resolve));
    const routed = await setUpRoutes(
      [
        page('login'),
        page('about'),
        page('board', { canMatch: [roleGuard('admin')] }),
        page('board', { canMatch: [slow] }),
      ],
      { features: [withTokenStore(store)] },
    );
    await routed.app.signIn();
    await routed.go('/about');
    await routed.go('/board');
    store.changeElsewhere(null);
    await routed.settle();
    answer(true);
    await routed.settle();
    expect(routed.started).toEqual(['/about', '/board']);
    expect(routed.text).toBe('[board]');
  });

  it('N21 stays at a page without anything in the outlet when a guarded one was refused', async () => {
    const routed = await setUpRoutes(
      [page('login'), page('account', { canActivate: [authGuard, () => false] })],
      { features: [withTokenStore(store)] },
    );
    await routed.app.signIn();
    await routed.go('/');
    await routed.go('/account');
    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.started).toEqual(['/', '/account']);
  });

  it('N22 lets the login page come that was on its way', async () => {
    const routed = await start(createStaleTokens());
    await routed.go('/account');
    await routed.go('/login?returnUrl=%2Fresolved');
    await refuseRefresh(routed);
    expectLogin(routed, '/resolved');
  });

  it('N22 makes no circle where the login page itself is guarded', async () => {
    const slow = () => me().pipe(map(() => true));
    const routed = await setUpRoutes([page('login', { canActivate: [authGuard, slow] })], {
      config: { attachTo: [API] },
      features: [withTokenStore(store)],
    });
    await routed.app.signIn();
    await routed.go('/login');
    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.started).toEqual(['/login', '/login?returnUrl=%2Flogin']);
    expect(routed.visited).toEqual([]);
    expect(routed.isNavigating).toBeFalse();
  });

  it('N22 may end while the page is being made', async () => {
    @Component({ selector: 'jwt-hasty', template: '{{ me.value() }}' })
    class Hasty {
      readonly me = httpResource.text(() => `${API}/me`);
      constructor() {
        store.changeElsewhere(null);
      }
    }
    const routed = await setUpRoutes(
      [
        page('login'),
        page('a', {
          canActivate: [authGuard],
          children: [{ path: 'hasty', component: Hasty, providers: [], children: [page('b')] }],
        }),
      ],
      { config: { attachTo: [API] }, features: [withTokenStore(store)] },
    );
    await routed.app.signIn();
    await routed.go('/a/hasty/b');
    await routed.settle();
    expect(routed.started).toEqual(['/a/hasty/b', '/login?returnUrl=%2Fa%2Fhasty%2Fb']);
    expect(routed.visited.at(-1)).toBe('/login?returnUrl=%2Fa%2Fhasty%2Fb');
    expect(routed.text).toBe('[login]');
    expect(told.errors).toEqual([]);
    await routed.app.signIn();
    await routed.go('/a');
    expect(routed.text).toBe('[a]');
  });

  it('N22 leaves a redirect to our guard', async () => {
    const routed = await at('/about');
    await goAndEnd(routed, '/outer-yes/a');
    expectLogin(routed, '/outer-yes/a');
    expect(routed.started.length).toBe(2);
  });

  for (const [from, shown] of [
    ['/about', '[about]'],
    ['', ''],
  ] as const) {
    it(`N22 leaves a no to a guard of the app that was asked before ours: ${shown}`, async () => {
      const routed = await (from ? at(from) : start());
      await goAndEnd(routed, '/outer-no/a');
      expect(routed.visited).toEqual([]);
      expect(routed.text).toBe(shown);
    });
  }

  it('N22 asks a form that may not be left, and stays there', async () => {
    const routed = await at('/form');
    let asked = 0;
    mayLeave = () => {
      // Yes to the link, no to the login page.
      return ++asked < 2;
    };
    await goAndEnd(routed, '/resolved');
    expect(asked).toBe(2);
    expect(routed.started).toEqual(['/resolved', '/login?returnUrl=%2Fresolved']);
    expect(routed.visited).toEqual([]);
    expect(routed.text).toBe('[form]');
    await pass(60_000);
    expect(asked).toBe(2);
  });

  it('N22 leaves a form that the user did not want to leave a moment ago, if it may be left now', async () => {
    const routed = await at('/form');
    let isSure: (answer: boolean) => void = () => undefined;
    mayLeave = () => new Promise<boolean>((answer) => (isSure = answer)) as never;
    await routed.go('/resolved');
    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.started).toEqual(['/resolved']);
    mayLeave = () => true;
    isSure(false);
    await routed.settle();
    expectLogin(routed, '/form');
  });

  it('N22 goes where the user wanted to leave the form for', async () => {
    const routed = await at('/form');
    let isSure: (answer: boolean) => void = () => undefined;
    mayLeave = () => new Promise<boolean>((answer) => (isSure = answer)) as never;
    await routed.go('/resolved');
    store.changeElsewhere(null);
    await routed.settle();
    mayLeave = () => true;
    isSure(true);
    await routed.settle();
    expectLogin(routed, '/resolved');
  });

  it('N22 follows a guard that navigates itself', async () => {
    const moves: CanActivateFn = () => {
      void TestBed.inject(Router).navigateByUrl('/slow');
      return false;
    };
    const slow = () => me().pipe(map(() => true));
    const routed = await setUpRoutes(
      [
        page('login'),
        page('moves', { canActivate: [authGuard, moves] }),
        page('slow', { canActivate: [slow] }),
      ],
      { config: { attachTo: [API] }, features: [withTokenStore(store)] },
    );
    await routed.app.signIn();
    await routed.go('/moves');
    store.changeElsewhere(null);
    await routed.settle();
    routed.app.backend.expectOne(`${API}/me`).flush({});
    await routed.settle();
    expect(routed.visited).toEqual(['/slow']);
  });

  it('N22 leaves a session alone that began when the other one ended', async () => {
    const routed = await start(freshTokens());
    const listening = TestBed.inject(JwtAuth).events.subscribe(({ type }) => {
      if (type !== 'sessionEnded') return;
      listening.unsubscribe();
      store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    });
    await routed.go('/resolved');
    store.changeElsewhere(null);
    routed.app.backend.expectOne(`${API}/me`).flush({});
    await routed.settle();
    expect(routed.visited).toEqual(['/resolved']);
  });

  for (const url of [
    '/no',
    '/no-first',
    '/throws',
    '/throws-first',
    '/away-first',
    '/match-first',
  ]) {
    for (const from of ['', '/about', '/account']) {
      it(`N23 goes once from ${from || 'a blank page'} when our guard waits for the refresh, and another one too: ${url}`, async () => {
        const routed = await start();
        if (from) await routed.go(from);
        routed.visited.length = routed.started.length = 0;
        jasmine.clock().mockDate(new Date(Date.now() + 300_000));
        await routed.go(url);
        await refuseRefresh(routed);
        expectLogin(routed, url);
        expect(errors).toEqual([]);
      });
    }
  }

  it('N23 shows the page to whom the refresh mends it', async () => {
    const routed = await start(createStaleTokens());
    await routed.go('/throws');
    await flushRefresh(routed.app);
    await routed.settle();
    routed.app.backend.expectOne(`${API}/me`).flush({});
    await routed.settle();
    expect(routed.visited).toEqual(['/throws']);
  });
});
