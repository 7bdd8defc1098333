import { TestBed } from '@angular/core/testing';
import { Router, type ActivatedRouteSnapshot, type RouterStateSnapshot } from '@angular/router';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { setUp, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
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
