import {
  createEnvironmentInjector,
  EnvironmentInjector,
  NgZone,
  runInInjectionContext,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { API, pass, REFRESH_URL, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { provideJwtAuth } from '../provide-jwt-auth';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { JwtAuth } from '../session/jwt-auth';
import { JWT_SESSION } from '../session/session-core';
import { withTokenStore } from '../session/with-token-store';
import { authGuard } from './auth-guard';
import { claimsGuard } from './claims-guard';
import { guestGuard } from './guest-guard';
import { roleGuard } from './role-guard';

const isAnn = claimsGuard(({ sub }) => sub === 'ann');
const wrapped: typeof authGuard = (...args) => authGuard(...args);
const ROUTES = [
  page('', { pathMatch: 'full' }),
  page('login'),
  page('start'),
  page('account', { canActivate: [authGuard] }),
  page('matched', { canMatch: [authGuard] }),
  page('members', { canActivateChild: [authGuard], children: [page('list')] }),
  page('parent', { canActivate: [authGuard], children: [page('open')] }),
  page('roles', { canActivate: [roleGuard('admin')] }),
  page('claims', { canActivate: [isAnn] }),
  page('wrapped', { canActivate: [wrapped] }),
  page('guests', { canActivate: [guestGuard] }),
];

describe('a page that our guards admitted', () => {
  useFakeTime();
  useSilentConsole();
  let store: SharedStore;
  beforeEach(() => {
    store = new SharedStore();
  });

  /** Signed in, and at that page. */
  async function at(url: string, lifetime = 300): Promise<RoutedApp> {
    const routed = await setUpRoutes(ROUTES, {
      config: { attachTo: [API], homeUrl: '/start' },
      features: [withTokenRefresh(REFRESH_URL), withTokenStore(store)],
    });
    const accessToken = createFreshJwt(lifetime, { role: 'admin' });
    await routed.app.auth.signIn({ accessToken, refreshToken: 'RT1' });
    await routed.go(url);
    expect(routed.visited).toEqual([url]);
    routed.visited.length = routed.started.length = 0;
    return routed;
  }

  const admitted = [
    '/account',
    '/account?tab=2#top',
    '/matched',
    '/members/list',
    '/parent',
    '/parent/open',
    '/roles',
    '/claims',
    '/wrapped',
  ];
  for (const url of admitted) {
    it(`T4 is left once for the login page when another tab signs out: ${url}`, async () => {
      const routed = await at(url);
      store.changeElsewhere(null);
      await routed.settle();
      expect(routed.visited).toEqual([`/login?returnUrl=${encodeURIComponent(url)}`]);
      expect(routed.started).toEqual(routed.visited);
    });

    it(`T6 is left once for homeUrl when another tab signs in: ${url}`, async () => {
      const routed = await at(url);
      store.changeElsewhere(createStoredTokens({ sid: 's2' }));
      await routed.settle();
      expect(routed.visited).toEqual(['/start']);
      expect(routed.app.auth.sessionKey()).toBe('s2');
    });
  }

  it('T6 is left for / where there is no homeUrl', async () => {
    const routed = await setUpRoutes(ROUTES, { features: [withTokenStore(store)] });
    await routed.app.signIn();
    await routed.go('/account');
    store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    await routed.settle();
    expect(routed.visited).toEqual(['/account', '/']);
  });

  it('H2 is left once when the refresh is refused, however many requests fail', async () => {
    const routed = await at('/account');
    const results = Array.from({ length: 20 }, () => routed.app.get());
    for (const sent of routed.app.backend.match(`${API}/items`)) {
      sent.flush('', { status: 401, statusText: 'Unauthorized' });
    }
    await routed.settle();
    const refresh = routed.app.backend.expectOne(REFRESH_URL);
    refresh.flush('', { status: 400, statusText: 'Bad Request' });
    await pass(1);
    await routed.settle();
    expect(results.every(({ error }) => error)).toBeTrue();
    expect(routed.visited).toEqual(['/login?returnUrl=%2Faccount']);
  });

  it('is left when a refresh brings the token of somebody else', async () => {
    const routed = await at('/account', 60);
    const refreshed = routed.app.auth.refresh();
    await routed.settle();
    const accessToken = createFreshJwt(300, { sub: 'bob' });
    routed.app.backend.expectOne(REFRESH_URL).flush({ accessToken });
    await expectAsync(refreshed).toBeRejected();
    await routed.settle();
    expect(routed.visited).toEqual(['/login?returnUrl=%2Faccount']);
  });

  it('is left when the session expires that nothing refreshes', async () => {
    const routed = await setUpRoutes(ROUTES, { features: [] });
    await routed.app.signIn(60);
    await routed.go('/account');
    await pass(59_999);
    expect(routed.text).toBe('[account]');
    await pass(1);
    await routed.settle();
    expect(routed.visited).toEqual(['/account', '/login?returnUrl=%2Faccount']);
  });

  it('is left each time a session ends', async () => {
    const routed = await at('/account');
    for (const sid of ['s2', 's3']) {
      store.changeElsewhere(null);
      await routed.settle();
      store.changeElsewhere(createStoredTokens({ sid }));
      await routed.go('/account');
    }
    const login = '/login?returnUrl=%2Faccount';
    expect(routed.visited).toEqual([login, '/account', login, '/account']);
    expect(routed.started).toEqual(routed.visited);
  });

  it('stays for what the app does itself: it navigates for itself', async () => {
    const routed = await at('/account');
    await routed.app.signIn();
    await routed.settle();
    await routed.app.auth.signOut();
    await routed.settle();
    expect(routed.visited).toEqual([]);
  });

  for (const url of ['/start', '/guests']) {
    it(`is the only kind that is left: ${url} is public`, async () => {
      const routed = await at('/account');
      if (url === '/guests') await routed.app.auth.signOut();
      await routed.go(url);
      await routed.app.signIn();
      routed.visited.length = 0;
      store.changeElsewhere(createStoredTokens({ sid: 's2' }));
      await routed.settle();
      store.changeElsewhere(null);
      await routed.settle();
      expect(routed.visited).toEqual([]);
    });
  }

  it('is one of a route: a guard that is asked about the root lets pass, and remembers nothing', async () => {
    const routed = await at('/start');
    const { snapshot } = routed.router.routerState;
    expect(TestBed.runInInjectionContext(() => authGuard(snapshot.root, snapshot))).toBe(true);
    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.visited).toEqual([]);
  });

  it('is one that they said yes to', async () => {
    const open: typeof authGuard = (...args) => !!authGuard(...args);
    const routed = await setUpRoutes([page('login'), page('open', { canActivate: [open] })], {
      features: [withTokenStore(store)],
    });
    await routed.go('/open');
    await routed.app.signIn();
    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.visited).toEqual(['/open']);
  });

  it('L5 is left inside of the zone of Angular', async () => {
    const routed = await at('/account');
    const run = spyOn(TestBed.inject(NgZone), 'run').and.callThrough();
    store.changeElsewhere(null);
    expect(run).toHaveBeenCalledTimes(1);
    await routed.settle();
  });

  it('L3 is one of many with one listener', async () => {
    const routed = await at('/account');
    const listen = spyOn(TestBed.inject(JWT_SESSION).events, 'subscribe').and.callThrough();
    await routed.go('/matched');
    await routed.go('/roles');
    expect(listen).not.toHaveBeenCalled();
  });

  it('L3 is nobody`s business when the app is gone', async () => {
    const routed = await at('/account');
    const navigate = spyOn(routed.router, 'navigateByUrl');
    TestBed.resetTestingModule();
    store.changeElsewhere(null);
    expect(navigate).not.toHaveBeenCalled();
  });

  it('L3 is nobody`s business when the session of a part of the app is gone', async () => {
    const routed = await at('/account');
    const listen = spyOn(routed.router.events, 'subscribe').and.callThrough();
    const parent = TestBed.inject(EnvironmentInjector);
    const child = createEnvironmentInjector([provideJwtAuth()], parent);
    const { snapshot } = routed.router.routerState;
    void runInInjectionContext(child, () => authGuard(snapshot.root, snapshot));
    expect(listen).toHaveBeenCalledTimes(1);
    const { returnValue } = listen.calls.first();
    expect(returnValue.closed).toBeFalse();
    child.destroy();
    expect(returnValue.closed).toBeTrue();
  });

  it('C11 of one session is not left when another one ends', async () => {
    const other = new SharedStore();
    const routed = await setUpRoutes(
      [
        page('login'),
        page('account', { canActivate: [authGuard] }),
        page('staff', {
          providers: [provideJwtAuth({ loginUrl: '/login;staff=1' }, withTokenStore(other))],
          children: [page('desk', { canActivate: [authGuard] })],
        }),
      ],
      { features: [withTokenStore(store)] },
    );
    await routed.app.signIn();
    await routed.go('/account');
    other.record = createStoredTokens({ sid: 'staff' });
    await routed.go('/staff/desk');
    expect(routed.text).toBe('[staff][desk]');
    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.text).toBe('[staff][desk]');
    other.changeElsewhere(null);
    await routed.settle();
    expect(routed.router.url).toBe('/login;staff=1?returnUrl=%2Fstaff%2Fdesk');
    expect(TestBed.inject(JwtAuth).status()).toBe('anonymous');
  });
});
