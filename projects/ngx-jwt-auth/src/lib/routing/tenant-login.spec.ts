import { inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, type RedirectFunction, type Routes } from '@angular/router';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenStore } from '../session/with-token-store';
import { authGuard } from './auth-guard';
import { guestGuard } from './guest-guard';
import { injectReturnUrl } from './inject-return-url';
import { roleGuard } from './role-guard';

/** As in docs/guards.md. */
const toLoginOfTenant: RedirectFunction = ({ queryParams }) => {
  const router = inject(Router);
  const page = router.parseUrl(injectReturnUrl()());
  const tenant = page.root.children['primary']?.segments[0]?.path;
  return router.createUrlTree(tenant === undefined ? ['/tenants'] : ['/', tenant, 'login'], {
    queryParams,
  });
};

const ROUTES: Routes = [
  page('', { pathMatch: 'full' }),
  page('tenants'),
  { path: 'login', redirectTo: toLoginOfTenant },
  page(':tenant/login', { canActivate: [guestGuard] }),
  page(':tenant/projects/:id', { canActivate: [authGuard] }),
  page(':tenant/board', { canMatch: [authGuard] }),
  page(':tenant/admin', { canActivate: [roleGuard('admin')] }),
];

describe('a login page for each tenant, behind a redirect at loginUrl', () => {
  useFakeTime();
  const told = useSilentConsole();
  let store: SharedStore;

  beforeEach(() => {
    store = new SharedStore();
  });

  function start(routes = ROUTES): Promise<RoutedApp> {
    return setUpRoutes(routes, { features: [withTokenStore(store)] });
  }

  const pages = ['/acme/projects/7?tab=2#top', '/acme/board', '/b%2Fc/admin', '/caf%C3%A9/board'];
  for (const url of pages) {
    const login = `/${url.split('/')[1]!}/login?returnUrl=${encodeURIComponent(url)}`;

    it(`N28 the anonymous come to that of their page, and back: ${url}`, async () => {
      const routed = await start();
      await routed.go(url);
      expect(routed.visited).toEqual([login]);
      expect(routed.text).toBe('[:tenant/login]');
      await routed.app.auth.signIn(createFreshJwt(300, { role: 'admin' }));
      await routed.go(TestBed.runInInjectionContext(injectReturnUrl)());
      expect(routed.router.url).toBe(url);
    });

    it(`N28 a session that ends leads there in one go: ${url}`, async () => {
      const routed = await start();
      await routed.app.auth.signIn(createFreshJwt(300, { role: 'admin' }));
      await routed.go(url);
      store.changeElsewhere(null);
      await routed.settle();
      expect(routed.visited).toEqual([url, login]);
      expect(routed.text).toBe('[:tenant/login]');
    });

    it(`N28 the signed-in go on from both addresses: ${url}`, async () => {
      const routed = await start();
      await routed.app.auth.signIn(createFreshJwt(300, { role: 'admin' }));
      for (const address of [login, login.replace(/^\/[^/]+/, '')]) {
        await routed.go('/tenants');
        await routed.go(address);
        expect(routed.router.url).toBe(url);
      }
    });
  }

  for (const query of [
    '',
    '?returnUrl=%2F',
    '?returnUrl=%2F%2Fevil.com',
    '?returnUrl=%2Flogin',
    '?returnUrl=https:%2F%2Fevil.com%2Fa',
  ]) {
    it(`N28 without a page of a tenant the choice of tenants is shown: /login${query}`, async () => {
      const routed = await start();
      await routed.go(`/login${query}`);
      expect(routed.text).toBe('[tenants]');
    });
  }

  it('N28 makes no circle of the login pages of several tenants', async () => {
    const routed = await start();
    await routed.app.signIn();
    await routed.go('/acme/login?returnUrl=%2Fother%2Flogin%3FreturnUrl%3D%252Facme%252Flogin');
    expect(routed.isNavigating).toBeFalse();
    expect(routed.visited.at(-1)).toBe('/');
    expect(routed.started.length).toBeLessThan(5);
  });

  it('N28 makes no circle, and warns, where a tenant`s login page is guarded itself', async () => {
    const inside = { canActivate: [authGuard], children: [page('login'), page('board')] };
    const routed = await start([ROUTES[1]!, ROUTES[2]!, page(':tenant', inside)]);
    await routed.go('/acme/board');
    expect(routed.isNavigating).toBeFalse();
    expect(routed.visited).toEqual([]);
    expect(told.warnings).toContain(
      'ngx-jwt-auth: authGuard guards the login page itself, so nobody can sign in. Leave it open.',
    );
  });
});
