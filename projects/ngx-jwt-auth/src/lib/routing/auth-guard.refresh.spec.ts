import { createFreshJwt } from '../../../spec-support/create-jwt';
import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { refreshStaysDown } from '../../../spec-support/flush-refresh';
import { pass, REFRESH_URL, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { asyncTokenStore } from '../token/async-token-store';
import { authGuard } from './auth-guard';
import { roleGuard } from './role-guard';

const ROUTES = [
  page('', { pathMatch: 'full' }),
  page('login'),
  page('account', { canActivate: [authGuard] }),
];

/** An app that finds a stale token in its store, as after a reload. */
function setUpStored(routes = ROUTES): Promise<RoutedApp> {
  const store = new SharedStore(createStaleTokens());
  return setUpRoutes(routes, { features: [withTokenRefresh(REFRESH_URL), withTokenStore(store)] });
}

describe('authGuard with a stale token', () => {
  useFakeTime();
  useSilentConsole();

  it('N1 awaits the restore of an asynchronous store, without a flash of the login page', async () => {
    const store = new SlowStore();
    const routed = await setUpRoutes(ROUTES, {
      features: [withTokenRefresh(REFRESH_URL), withTokenStore(asyncTokenStore(store))],
    });
    await routed.go('/account');
    expect(routed.text).toBe('');
    await store.answer('load', createStaleTokens());
    await routed.settle();
    expect(routed.text).toBe('');
    routed.app.backend.expectOne(REFRESH_URL).flush({ accessToken: createFreshJwt() });
    await store.answer('load', createStaleTokens());
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
      await refreshStaysDown(routed.app, status);
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
    const routed = await setUpStored(nested());
    await routed.go('/a/b/c');
    routed.app.backend
      .expectOne(REFRESH_URL)
      .flush({ accessToken: createFreshJwt(300, { roles: ['admin'] }) });
    await routed.settle();
    expect(routed.text).toBe('[a][b][c]');
    routed.app.backend.verify();
  });

  it('N4 six nested guards and canMatch redirect once', async () => {
    const routed = await setUpStored(nested());
    await routed.go('/a/b/c');
    const refresh = routed.app.backend.expectOne(REFRESH_URL);
    refresh.flush(null, { status: 401, statusText: 'Unauthorized' });
    await routed.settle();
    expect(routed.visited).toEqual(['/login?returnUrl=%2Fa%2Fb%2Fc']);
    routed.app.backend.verify();
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

  it('N12 a refresh that hangs holds the navigation no longer than 1.5 times its timeout', async () => {
    const routed = await setUpStored();
    await routed.go('/account');
    await pass(10_000);
    await pass(4_999);
    expect(routed.visited).toEqual([]);
    await pass(1);
    await routed.settle();
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
