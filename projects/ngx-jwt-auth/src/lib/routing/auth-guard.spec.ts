import { TestBed } from '@angular/core/testing';
import { Router, type ActivatedRouteSnapshot, type RouterStateSnapshot } from '@angular/router';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { pass, REFRESH_URL, setUp, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { memoryTokenStore } from '../token/memory-token-store';
import { withTokenStore } from '../token/with-token-store';
import type { JwtStoredTokens, JwtTokenStore } from '../token/jwt-token-store';
import { authGuard } from './auth-guard';
import { guestGuard } from './guest-guard';
import { roleGuard } from './role-guard';

const ROUTES = [
  page('', { pathMatch: 'full' }),
  page('login', { canActivate: [guestGuard] }),
  page('account', { canActivate: [authGuard] }),
  page('team', { canActivateChild: [authGuard], children: [page('members')] }),
  page('reports/:id', { canMatch: [authGuard] }),
];

/** A store that holds a record from before the reload. */
function storeWith(tokens: JwtStoredTokens): JwtTokenStore {
  const store = memoryTokenStore()();
  void store.save(tokens);
  return store;
}

function setUpStored(tokens: JwtStoredTokens = createStaleTokens()) {
  return setUpRoutes(ROUTES, {
    features: [withTokenRefresh(REFRESH_URL), withTokenStore(storeWith(tokens))],
  });
}

describe('authGuard', () => {
  useFakeTime();
  const told = useSilentConsole();

  describe('for the anonymous', () => {
    const slots: readonly [slot: string, url: string][] = [
      ['canActivate', '/account'],
      ['canActivateChild', '/team/members'],
      ['canMatch', '/reports/7'],
    ];
    for (const [slot, url] of slots) {
      it(`N3 redirects to the login page with a returnUrl, in ${slot}`, async () => {
        const routed = await setUpRoutes(ROUTES);
        await routed.go(url);
        expect(routed.visited).toEqual([`/login?returnUrl=${encodeURIComponent(url)}`]);
        expect(routed.text).toBe('[login]');
      });

      it(`N13 keeps query, matrix parameters and fragment in the returnUrl, in ${slot}`, async () => {
        const full = `${url};a=1?q=x%26y&r=%C3%BC#part`;
        const routed = await setUpRoutes(ROUTES);
        await routed.go(full);
        const { router } = routed;
        expect(router.parseUrl(router.url).queryParams).toEqual({ returnUrl: full });
      });
    }

    it('goes to the configured login page, and keeps its parameters', async () => {
      const routed = await setUpRoutes(
        [page('sign-in'), page('account', { canActivate: [authGuard] })],
        { config: { loginUrl: '/sign-in?theme=dark#form' } },
      );
      await routed.go('/account');
      expect(routed.visited).toEqual(['/sign-in?theme=dark&returnUrl=%2Faccount#form']);
    });

    it('lets a login page that it guards itself fall through, without a loop', async () => {
      const routed = await setUpRoutes([
        { path: '', canMatch: [authGuard], children: [page('account')] },
        page('login'),
      ]);
      await routed.go('/account');
      expect(routed.text).toBe('[login]');
      expect(routed.router.url).toBe('/login?returnUrl=%2Faccount');
      expect(told.warnings.filter((text) => text.includes('authGuard'))).toEqual([]);
    });

    it('does not redirect the login page to itself, and warns', async () => {
      const routed = await setUpRoutes([page('login', { canActivate: [authGuard] }), page('')]);
      await routed.go('/login?returnUrl=%2F');
      expect(routed.visited).toEqual([]);
      expect(routed.isNavigating).toBeFalse();
      expect(told.warnings).toContain(
        'ngx-jwt-auth: authGuard guards the login page itself, so nobody can sign in. Leave it open.',
      );
    });
  });

  it('answers the signed-in synchronously', async () => {
    const app = setUp();
    await app.signIn();
    const state = { url: '/account' } as RouterStateSnapshot;
    const snapshot = { routeConfig: {} } as ActivatedRouteSnapshot;
    expect(TestBed.runInInjectionContext(() => authGuard(snapshot, state))).toBe(true);
    expect(TestBed.runInInjectionContext(() => authGuard({}, []))).toBe(true);
  });

  it('answers the anonymous synchronously', () => {
    setUp();
    const state = { url: '/account' } as RouterStateSnapshot;
    const snapshot = { routeConfig: {} } as ActivatedRouteSnapshot;
    const login = TestBed.runInInjectionContext(() => authGuard(snapshot, state));
    expect(login).toEqual(TestBed.inject(Router).parseUrl('/login?returnUrl=%2Faccount'));
  });

  it('N1 awaits the restore of an asynchronous store, without a flash of the login page', async () => {
    let answer: (tokens: JwtStoredTokens) => void = () => undefined;
    const load = (): Promise<JwtStoredTokens> => new Promise((resolve) => (answer = resolve));
    const store = { load, save: () => undefined, clear: () => undefined };
    const routed = await setUpRoutes(ROUTES, {
      features: [withTokenRefresh(REFRESH_URL), withTokenStore(store)],
    });
    await routed.go('/account');
    expect(routed.text).toBe('');
    answer(createStaleTokens());
    await routed.settle();
    expect(routed.text).toBe('');
    routed.app.backend.expectOne(REFRESH_URL).flush({ accessToken: createFreshJwt() });
    await routed.settle();
    expect(routed.text).toBe('[account]');
    expect(routed.visited).toEqual(['/account']);
  });

  it('N1 awaits the refresh of a stale token after a reload', async () => {
    const routed = await setUpStored();
    await routed.go('/account');
    expect(routed.visited).toEqual([]);
    const refresh = routed.app.backend.expectOne(REFRESH_URL);
    expect(refresh.request.body).toEqual({ refreshToken: 'RT1' });
    refresh.flush({ accessToken: createFreshJwt() });
    await routed.settle();
    expect(routed.text).toBe('[account]');
    expect(routed.visited).toEqual(['/account']);
  });

  for (const status of [0, 500, 503]) {
    it(`N2 lets pass when the refresh fails with ${String(status)}: the session stands`, async () => {
      const routed = await setUpStored();
      await routed.go('/account');
      const refresh = routed.app.backend.expectOne(REFRESH_URL);
      if (status) refresh.flush('', { status, statusText: 'down' });
      else refresh.error(new ProgressEvent('error'));
      await routed.settle();
      expect(routed.text).toBe('[account]');
      expect(routed.app.auth.isAuthenticated()).toBeTrue();
    });
  }

  it('N3 redirects once when the refresh is refused', async () => {
    const routed = await setUpStored();
    await routed.go('/account?tab=2');
    const refresh = routed.app.backend.expectOne(REFRESH_URL);
    refresh.flush({ error: 'invalid_grant' }, { status: 400, statusText: 'Bad Request' });
    await routed.settle();
    expect(routed.visited).toEqual(['/login?returnUrl=%2Faccount%3Ftab%3D2']);
  });

  it('N4 six nested guards and canMatch cost one refresh', async () => {
    const routed = await setUpRoutes(nested(), {
      features: [withTokenRefresh(REFRESH_URL), withTokenStore(storeWith(createStaleTokens()))],
    });
    await routed.go('/a/b/c');
    routed.app.backend
      .expectOne(REFRESH_URL)
      .flush({ accessToken: createFreshJwt(300, { roles: ['admin'] }) });
    await routed.settle();
    expect(routed.text).toBe('[a][b][c]');
    routed.app.backend.verify();
  });

  it('N4 six nested guards and canMatch redirect once', async () => {
    const routed = await setUpRoutes(nested(), {
      features: [withTokenRefresh(REFRESH_URL), withTokenStore(storeWith(createStaleTokens()))],
    });
    await routed.go('/a/b/c');
    const refresh = routed.app.backend.expectOne(REFRESH_URL);
    refresh.flush(null, { status: 401, statusText: 'Unauthorized' });
    await routed.settle();
    expect(routed.visited).toEqual(['/login?returnUrl=%2Fa%2Fb%2Fc']);
    routed.app.backend.verify();
  });

  it('N10 blocks the Back button after a sign-out', async () => {
    const routed = await setUpRoutes(ROUTES);
    await routed.app.signIn();
    await routed.go('/account');
    await routed.app.auth.signOut();
    await routed.go('/');
    expect(routed.text).toBe('[]');
    await routed.go('/account'); // what the Back button asks the router for
    expect(routed.router.url).toBe('/login?returnUrl=%2Faccount');
  });

  it('N11 a superseded navigation leaves the refresh alone, and its answer counts for nothing', async () => {
    const routed = await setUpStored();
    await routed.go('/account');
    await routed.go('/');
    expect(routed.text).toBe('[]');
    const refresh = routed.app.backend.expectOne(REFRESH_URL);
    expect(refresh.cancelled).toBeFalse();
    const accessToken = createFreshJwt();
    refresh.flush({ accessToken });
    await routed.settle();
    expect(routed.visited).toEqual(['/']);
    expect(await routed.app.auth.getAccessToken()).toBe(accessToken);
  });

  it('N12 a refresh that hangs holds the navigation no longer than its timeout', async () => {
    const routed = await setUpStored();
    await routed.go('/account');
    await pass(9999);
    expect(routed.visited).toEqual([]);
    await pass(1);
    await routed.settle();
    expect(routed.text).toBe('[account]');
  });

  it('N15 re-matches a route after the sign-in, without a reload', async () => {
    let loads = 0;
    const loadComponent = () => {
      loads++;
      return Promise.resolve(ROUTES[0]!.component!);
    };
    const routed = await setUpRoutes([
      page('login'),
      { path: 'area', canMatch: [roleGuard('admin')], loadComponent },
      page('area', { canMatch: [() => true] }),
    ]);
    await routed.app.auth.signIn(createFreshJwt(300, { role: 'editor' }));
    await routed.go('/area');
    expect(loads).toBe(0);
    await routed.app.auth.signIn(createFreshJwt(300, { role: 'admin' }));
    await routed.go('/login');
    await routed.go('/area');
    expect(loads).toBe(1);
    expect(routed.text).toBe('[area]');
  });

  it('N16 comes back to the page that was asked for', async () => {
    const routed = await setUpRoutes(ROUTES);
    await routed.go('/reports/7?from=mail#p2');
    await routed.app.signIn();
    await routed.go(routed.router.url.replace('/login', '/login;x=1'));
    expect(routed.router.url).toBe('/reports/7?from=mail#p2');
  });

  it('works in a wrapper of the app', async () => {
    const wrapped = (...args: Parameters<typeof authGuard>) => authGuard(...args);
    const routed = await setUpRoutes([page('login'), page('account', { canActivate: [wrapped] })]);
    await routed.go('/account');
    expect(routed.text).toBe('[login]');
    await routed.app.signIn();
    await routed.go('/account');
    expect(routed.text).toBe('[account]');
  });
});

/** Three pages one in the other: four guards to activate them, two for the children, one to match. */
function nested() {
  const guards = { canActivate: [authGuard, roleGuard('admin')], canActivateChild: [authGuard] };
  const c = page('c', { canActivate: [authGuard] });
  const b = page('b', { ...guards, children: [c] });
  return [page('login'), page('a', { ...guards, canMatch: [authGuard], children: [b] })];
}
