import { Location } from '@angular/common';
import { PLATFORM_ID } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RedirectCommand, Router, type ActivatedRouteSnapshot } from '@angular/router';
import { useSilentConsole } from '../../../spec-support/console';
import { setUp, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
import { SlowStore } from '../../../spec-support/slow-store';
import { withTokenStore } from '../session/with-token-store';
import { asyncTokenStore } from '../token/async-token-store';
import { authGuard } from './auth-guard';
import { claimsGuard } from './claims-guard';
import { guestGuard } from './guest-guard';
import type { JwtAuthGuardFn } from './jwt-auth-guard';
import { roleGuard } from './role-guard';

const ON_SERVER = [{ provide: PLATFORM_ID, useValue: 'server' }];
const GUARDS: readonly [name: string, guard: JwtAuthGuardFn][] = [
  ['authGuard', authGuard],
  ['guestGuard', guestGuard],
  ['roleGuard', roleGuard('admin')],
  ['claimsGuard', claimsGuard(() => true)],
];

describe('on the server', () => {
  useFakeTime();
  useSilentConsole();

  for (const [name, guard] of GUARDS) {
    for (const slot of ['canActivate', 'canActivateChild', 'canMatch'] as const) {
      it(`V6 ${name} in ${slot} shows an empty page under the URL that was asked for`, async () => {
        const routed = await setUpRoutes(
          [page('area', { [slot]: [guard], children: [page('one')] }), page('login'), page('**')],
          { providers: ON_SERVER },
        );
        const location = TestBed.inject(Location);
        location.go('/area/one?a=1#top');
        routed.router.initialNavigation();
        await routed.settle();
        expect(routed.text).toBe('');
        expect(routed.visited.length).toBe(1);
        expect(location.path(true)).toBe('/area/one?a=1#top');
      });
    }

    it(`V6 ${name} does not wait for a session`, () => {
      const store = new SlowStore();
      setUp({ providers: ON_SERVER, features: [withTokenStore(asyncTokenStore(store))] });
      const snapshot = { routeConfig: {} } as ActivatedRouteSnapshot;
      const result = TestBed.runInInjectionContext(() => guard(snapshot, []));
      expect(result).toBeInstanceOf(RedirectCommand);
      const { redirectTo, navigationBehaviorOptions } = result as RedirectCommand;
      expect(navigationBehaviorOptions).toEqual({ skipLocationChange: true });
      expect(TestBed.inject(Router).serializeUrl(redirectTo)).toMatch(/jwt-auth-pending$/);
      expect(store.calls).toEqual([]);
    });
  }

  it('V6 adds its route once, before those of the app', async () => {
    const routed = await setUpRoutes([page('area', { canActivate: [authGuard] }), page('**')], {
      providers: ON_SERVER,
    });
    await routed.go('/area');
    await routed.go('/area?again');
    expect(routed.router.config.map(({ path }) => path)).toEqual([
      'ɵjwt-auth-pending',
      'area',
      '**',
    ]);
  });

  it('leaves the routes of the app alone in the browser', async () => {
    const routed = await setUpRoutes([page('area', { canActivate: [authGuard] }), page('login')]);
    await routed.go('/area');
    expect(routed.router.config.map(({ path }) => path)).toEqual(['area', 'login']);
  });
});
