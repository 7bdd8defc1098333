import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { refreshStaysDown } from '../../../spec-support/flush-refresh';
import { API, REFRESH_URL, useFakeTime, type SetUp } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { withCookieRefresh } from '../refresh/with-cookie-refresh';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { claimsGuard } from './claims-guard';
import type { JwtAuthGuardFn } from './jwt-auth-guard';
import { roleGuard } from './role-guard';

/** The three slots of a guard, and what stands behind them for everybody. */
function routesWith(guard: JwtAuthGuardFn): Routes {
  return [
    page('', { pathMatch: 'full' }),
    page('login'),
    page('sorry'),
    page('activate', { canActivate: [guard] }),
    page('children', { canActivateChild: [guard], children: [page('one')] }),
    page('match', { canMatch: [guard] }),
    page('**'),
  ];
}

async function signedIn(
  guard: JwtAuthGuardFn,
  claims: object = {},
  options: SetUp = {},
): Promise<RoutedApp> {
  const routed = await setUpRoutes(routesWith(guard), options);
  await routed.app.auth.signIn(createFreshJwt(300, claims));
  return routed;
}

const GUARDS: readonly [name: string, guard: JwtAuthGuardFn][] = [
  ['roleGuard', roleGuard('editor', 'admin')],
  ['claimsGuard', claimsGuard((claims) => claims['role'] === 'admin')],
];

for (const [name, guard] of GUARDS) {
  describe(name, () => {
    useFakeTime();
    useSilentConsole();

    for (const url of ['/activate', '/children/one', '/match']) {
      it(`lets pass who may: ${url}`, async () => {
        const routed = await signedIn(guard, { role: 'admin' });
        await routed.go(url);
        expect(routed.visited).toEqual([url]);
        expect(routed.text).toBe(`[${url.slice(1).replace('/', '][')}]`);
      });

      it(`N2 lets pass while an outage hides the roles of a restored session: ${url}`, async () => {
        localStorage.setItem('ngx-jwt-auth.hint', 's1');
        const features = [withCookieRefresh(REFRESH_URL)];
        const routed = await setUpRoutes(routesWith(guard), { features });
        await routed.go(url);
        await refreshStaysDown(routed.app);
        await routed.settle();
        localStorage.clear();
        expect(routed.visited).toEqual([url]);
        expect(routed.app.auth.roles()).toEqual([]);
      });

      it(`N3 sends the anonymous to the login page: ${url}`, async () => {
        const routed = await setUpRoutes(routesWith(guard));
        await routed.go(url);
        expect(routed.visited).toEqual([`/login?returnUrl=${encodeURIComponent(url)}`]);
      });
    }

    for (const url of ['/activate', '/children/one']) {
      it(`N5 sends the others to homeUrl, without a refresh: ${url}`, async () => {
        const routed = await signedIn(guard, { role: 'viewer' });
        await routed.go(url);
        expect(routed.visited).toEqual(['/']);
        routed.app.backend.verify();
      });

      it(`N5 sends the others to the configured homeUrl: ${url}`, async () => {
        const routed = await signedIn(guard, {}, { config: { homeUrl: '/sorry' } });
        await routed.go(url);
        expect(routed.visited).toEqual(['/sorry']);
      });

      it(`N5 sends the others to forbiddenUrl where there is one: ${url}`, async () => {
        const routed = await signedIn(
          guard,
          {},
          { config: { forbiddenUrl: '/sorry', homeUrl: '/x' } },
        );
        await routed.go(url);
        expect(routed.visited).toEqual(['/sorry']);
      });

      it(`N5 stops where the forbidden page is the guarded one: ${url}`, async () => {
        const routed = await signedIn(guard, {}, { config: { forbiddenUrl: `${url}?why=role` } });
        await routed.go('/login');
        await routed.go(`${url};a=1#top`);
        expect(routed.visited).toEqual(['/login']);
        expect(routed.isNavigating).toBeFalse();
      });
    }

    it('N5 falls through for the others in canMatch', async () => {
      const routed = await signedIn(guard, {}, { config: { forbiddenUrl: '/sorry' } });
      await routed.go('/match');
      expect(routed.visited).toEqual(['/match']);
      expect(routed.text).toBe('[**]');
    });

    it('N5 goes round no circle where home redirects to the guarded page', async () => {
      const routed = await setUpRoutes([
        { path: '', pathMatch: 'full', redirectTo: 'board' },
        page('board', { canActivate: [guard] }),
      ]);
      await routed.app.signIn();
      await routed.go('/board');
      expect(routed.visited).toEqual([]);
      expect(routed.isNavigating).toBeFalse();
    });

    it('J2 lets nobody pass with an opaque token', async () => {
      const routed = await setUpRoutes(routesWith(guard));
      await routed.app.auth.signIn({ token: 'opaque', expires_in: 300 });
      await routed.go('/activate');
      expect(routed.visited).toEqual(['/']);
    });
  });
}

describe('roleGuard', () => {
  useFakeTime();
  const told = useSilentConsole();
  const guard = roleGuard('admin', 'constructor', '__proto__', 'toString');

  const denied: readonly [what: string, claims: object][] = [
    ['null', { roles: null }],
    ['a number', { roles: 5 }],
    ['nested roles', { roles: [['admin']] }],
    ['a space behind', { roles: ['admin '] }],
    ['upper case', { roles: ['ADMIN'] }],
    ['an object', { roles: { 0: 'admin' } }],
    ['a part of a role', { roles: ['administrator', 'adm'] }],
    ['a list in one string', { roles: 'admin,editor' }],
    ['J10 names from the prototype', {}],
  ];
  for (const [what, claims] of denied) {
    it(`N7 denies ${what}`, async () => {
      const routed = await signedIn(guard, claims);
      await routed.go('/activate');
      expect(routed.visited).toEqual(['/']);
    });
  }

  it('reads the roles where the config says', async () => {
    const config = { rolesClaim: 'realm_access.roles' };
    const routed = await signedIn(guard, { realm_access: { roles: ['admin'] } }, { config });
    await routed.go('/activate');
    expect(routed.text).toBe('[activate]');
  });

  it('N8 without a role denies, and warns', async () => {
    const make = roleGuard as () => JwtAuthGuardFn;
    const empty = make();
    expect(told.warnings).toEqual([jasmine.stringContaining('roleGuard() without a role')]);
    const routed = await signedIn(empty, { roles: ['admin', ''] });
    await routed.go('/activate');
    expect(routed.visited).toEqual(['/']);
  });

  it('N8 does not warn with a role', () => {
    roleGuard('admin');
    expect(told.warnings).toEqual([]);
  });
});

describe('claimsGuard', () => {
  useFakeTime();
  useSilentConsole();

  it('L8 asks in an injection context, with the claims', async () => {
    const asked: unknown[] = [];
    const guard = claimsGuard((claims) => {
      asked.push(claims.sub, inject(JWT_AUTH_CONFIG).attachTo);
      return true;
    });
    const routed = await signedIn(guard, {}, { config: { attachTo: [API] } });
    await routed.go('/activate');
    expect(asked).toEqual(['ann', [API]]);
  });

  it('L8 asks in an injection context after a refresh, too', async () => {
    const isAnn = claimsGuard(({ sub }) => sub === 'ann' && !!inject(JWT_AUTH_CONFIG));
    const store = new SharedStore(createStaleTokens());
    const features = [withTokenRefresh(REFRESH_URL), withTokenStore(store)];
    const routed = await setUpRoutes(routesWith(isAnn), { features });
    await routed.go('/activate');
    routed.app.backend.expectOne(REFRESH_URL).flush({ accessToken: createFreshJwt() });
    await routed.settle();
    expect(routed.text).toBe('[activate]');
  });

  it('does not ask without claims', async () => {
    const isAllowed = jasmine.createSpy('isAllowed').and.returnValue(true);
    const routed = await setUpRoutes(routesWith(claimsGuard(isAllowed)));
    await routed.go('/activate');
    await routed.app.auth.signIn({ token: 'opaque', expires_in: 300 });
    await routed.go('/activate');
    expect(isAllowed).not.toHaveBeenCalled();
  });
});
