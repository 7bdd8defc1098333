import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, NgModule, type EnvironmentProviders, type Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import {
  authGuard,
  JwtAuth,
  jwtAuthInterceptor,
  JwtHasRole,
  localStorageTokenStore,
  provideJwtAuth,
  roleGuard,
  withBackgroundRefresh,
  withCookieRefresh,
  withTokenRefresh,
  withTokenRevocation,
  withTokenStore,
  type JwtAuthConfig,
} from 'ngx-jwt-auth';
import { useSilentConsole } from '../spec-support/console';
import { API } from '../spec-support/set-up';
import { JwtAuthTestingController } from './jwt-auth-testing-controller';
import { provideJwtAuthTesting } from './provide-jwt-auth-testing';

const KEY = 'provide-jwt-auth-testing-spec';

@Component({ template: 'page' })
class Page {}

@Component({
  selector: 'jwt-admin-menu',
  imports: [JwtHasRole],
  template: `<button *jwtHasRole="'admin'; else nothing">Users</button>
    <ng-template #nothing>nothing</ng-template>`,
})
class AdminMenu {}

/** The set-up of an app, with everything that leaves traces. */
function appProviders(config: JwtAuthConfig = {}): (Provider | EnvironmentProviders)[] {
  return [
    provideRouter([
      { path: 'admin', canActivate: [roleGuard('admin')], component: Page },
      { path: 'account', canActivate: [authGuard], component: Page },
      { path: '**', component: Page },
    ]),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideJwtAuth(
      config,
      withTokenStore(localStorageTokenStore({ key: KEY })),
      withTokenRefresh('/auth/refresh'),
      withTokenRevocation('/auth/logout'),
      withBackgroundRefresh(),
    ),
  ];
}

function configure(...providers: (Provider | EnvironmentProviders)[]): void {
  TestBed.configureTestingModule({ providers: [...providers, provideHttpClientTesting()] });
}

/** What an app sees of the session. */
function session(): { readonly status: string; readonly roles: unknown; readonly who: unknown } {
  const { status, roles, claims } = TestBed.inject(JwtAuth);
  return { status: status(), roles: roles(), who: claims()?.sub };
}

describe('provideJwtAuthTesting', () => {
  const told = useSilentConsole();

  describe('without a provideJwtAuth()', () => {
    it('begins with nobody', () => {
      configure(provideJwtAuthTesting());
      expect(session()).toEqual({ status: 'anonymous', roles: [], who: undefined });
    });

    it('begins with somebody who is signed in', () => {
      configure(provideJwtAuthTesting({ signedInAs: 'ada' }));
      expect(session()).toEqual({ status: 'authenticated', roles: [], who: 'ada' });
    });

    it('begins with claims', () => {
      configure(provideJwtAuthTesting({ claims: { sub: 'ada', name: 'Ada', role: 'admin' } }));
      expect(session()).toEqual({ status: 'authenticated', roles: ['admin'], who: 'ada' });
      expect(TestBed.inject(JwtAuth).claims()?.['name']).toBe('Ada');
    });

    it('begins with a role, whoever has it', () => {
      configure(provideJwtAuthTesting({ roles: ['admin'] }));
      expect(session()).toEqual({ status: 'authenticated', roles: ['admin'], who: 'test-user' });
    });

    it('takes the lifetime that it is told, else 300 seconds', () => {
      jasmine.clock().withMock(() => {
        const now = new Date('2026-03-01T12:00:00Z');
        jasmine.clock().mockDate(now);
        const left = (): number => +TestBed.inject(JwtAuth).expiresAt()! - +now;
        configure(provideJwtAuthTesting({ signedInAs: 'ada' }));
        expect(left()).toBe(300_000);
        TestBed.resetTestingModule();
        configure(provideJwtAuthTesting({ signedInAs: 'ada', expiresIn: 60 }));
        expect(left()).toBe(60_000);
      });
    });

    it('takes claims for what they are, in time too', () => {
      configure(provideJwtAuthTesting({ claims: { iat: undefined, exp: 4e9 } }));
      expect(TestBed.inject(JwtAuth).expiresAt()).toEqual(new Date(4e12));
      TestBed.resetTestingModule();
      configure(provideJwtAuthTesting({ claims: { exp: undefined } }));
      expect(TestBed.inject(JwtAuth).expiresAt()).toBeNull();
    });

    it('has the interceptor attach the token to requests of the own origin', () => {
      configure(
        provideHttpClient(withInterceptors([jwtAuthInterceptor])),
        provideJwtAuthTesting({ signedInAs: 'ada' }),
      );
      TestBed.inject(HttpClient).get('/api/items').subscribe();
      const { request } = TestBed.inject(HttpTestingController).expectOne('/api/items');
      expect(request.headers.get('Authorization')).toMatch(/^Bearer .+\.unsigned$/);
    });

    it('has a refresh', async () => {
      configure(provideJwtAuthTesting({ signedInAs: 'ada' }));
      await TestBed.inject(JwtAuthTestingController).refreshSucceeds();
      await expectAsync(TestBed.inject(JwtAuth).refresh()).toBeResolved();
    });

    it('shows what a role shows, and follows it', async () => {
      configure(provideJwtAuthTesting({ roles: ['admin'] }));
      const fixture = TestBed.createComponent(AdminMenu);
      const text = (): unknown => (fixture.nativeElement as HTMLElement).innerText;
      fixture.detectChanges();
      expect(text()).toBe('Users');
      await TestBed.inject(JwtAuthTestingController).signOut();
      fixture.detectChanges();
      expect(text()).toBe('nothing');
    });
  });

  describe('behind the provideJwtAuth() of the app', () => {
    it('wins, and no check of the set-up has anything to say', () => {
      configure(appProviders(), provideJwtAuthTesting({ signedInAs: 'ada' }));
      expect(session().who).toBe('ada');
      expect(told).toEqual({ warnings: [], errors: [] });
    });

    it('wins over an NgModule too', () => {
      @NgModule({ providers: [appProviders()] })
      class AppModule {}
      TestBed.configureTestingModule({
        imports: [AppModule],
        providers: [provideHttpClientTesting(), provideJwtAuthTesting({ signedInAs: 'ada' })],
      });
      expect(session().who).toBe('ada');
    });

    it('the last one counts', () => {
      configure(
        appProviders(),
        provideJwtAuthTesting({ signedInAs: 'ada' }),
        provideJwtAuthTesting({ signedInAs: 'bob' }),
      );
      expect(session().who).toBe('bob');
    });

    it('providers are made once, sessions anew for each test', async () => {
      const providers = [...appProviders(), provideJwtAuthTesting({ signedInAs: 'ada' })];
      configure(...providers);
      await TestBed.inject(JwtAuth).signOut();
      TestBed.resetTestingModule();
      configure(...providers);
      expect(session().who).toBe('ada');
    });

    it('says so when it stands before', () => {
      configure(provideJwtAuthTesting(), appProviders());
      expect(() => TestBed.inject(JwtAuth)).toThrowError(
        /^ngx-jwt-auth: provideJwtAuthTesting\(\) stands before .* Put it behind\.$/,
      );
    });

    it('says so when only the store or only the refresh stands behind', () => {
      const stores = withTokenStore(localStorageTokenStore());
      for (const feature of [stores, withTokenRefresh('/refresh')]) {
        configure(provideJwtAuthTesting(), provideJwtAuth({}, feature));
        expect(() => TestBed.inject(JwtAuth)).toThrowError(/Put it behind/);
        TestBed.resetTestingModule();
      }
    });

    it('the config stays: where the token goes, and where the guards lead', async () => {
      const config = { attachTo: [API], loginUrl: '/in' };
      configure(appProviders(config), provideJwtAuthTesting({ signedInAs: 'ada' }));
      const http = TestBed.inject(HttpClient);
      const backend = TestBed.inject(HttpTestingController);
      const isAttached = (url: string): boolean => {
        http.get(url).subscribe();
        return backend.expectOne(url).request.headers.has('Authorization');
      };
      expect(isAttached(`${API}/items`)).toBeTrue();
      expect(isAttached('/items')).toBeFalse();
      await TestBed.inject(JwtAuth).signOut();
      await RouterTestingHarness.create('/account');
      expect(TestBed.inject(Router).url).toBe('/in?returnUrl=%2Faccount');
    });

    it('a function as config is run when the session is first needed, as in the app', () => {
      const config = jasmine
        .createSpy('config', () => ({ rolesClaim: 'groups' }))
        .and.callThrough();
      configure(provideJwtAuth(config), provideJwtAuthTesting({ roles: ['admin'] }));
      TestBed.inject(JwtAuthTestingController);
      expect(config).not.toHaveBeenCalled();
      expect(session().roles).toEqual(['admin']);
      expect(config).toHaveBeenCalledTimes(1);
    });

    for (const rolesClaim of ['realm_access.roles', 'https://x.example/roles', ['app.x', 'r']]) {
      it(`puts the roles where ${String(rolesClaim)} has them`, async () => {
        configure(appProviders({ rolesClaim }), provideJwtAuthTesting({ roles: ['admin'] }));
        await RouterTestingHarness.create('/admin');
        expect(TestBed.inject(Router).url).toBe('/admin');
      });
    }

    it('what a rejected token looks like stays', async () => {
      const isTokenRejected = jasmine.createSpy('isTokenRejected').and.returnValue(true);
      configure(
        provideHttpClient(withInterceptors([jwtAuthInterceptor])),
        provideJwtAuth({ isTokenRejected }, withTokenRefresh('/auth/refresh')),
        provideJwtAuthTesting({ signedInAs: 'ada' }),
      );
      TestBed.inject(HttpClient).get('/items').subscribe();
      const backend = TestBed.inject(HttpTestingController);
      backend.expectOne('/items').flush(null, { status: 419, statusText: '' });
      await TestBed.inject(JwtAuthTestingController).refreshSucceeds();
      backend.expectOne('/items');
      expect(isTokenRejected).toHaveBeenCalledTimes(1);
    });

    it('without a refresh there is none in the test either', async () => {
      configure(provideJwtAuth(), provideJwtAuthTesting({ signedInAs: 'ada' }));
      const controller = TestBed.inject(JwtAuthTestingController);
      await expectAsync(controller.refreshSucceeds()).toBeRejectedWithError(
        /has neither withTokenRefresh\(\) nor withCookieRefresh\(\)/,
      );
      await expectAsync(TestBed.inject(JwtAuth).refresh()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'REFRESH_NOT_CONFIGURED' }),
      );
    });

    it('a cookie session keeps nothing in the browser', async () => {
      configure(provideJwtAuth({}, withCookieRefresh('/auth/refresh')), provideJwtAuthTesting());
      const setItem = spyOn(Storage.prototype, 'setItem');
      expect(session().status).toBe('anonymous');
      await TestBed.inject(JwtAuthTestingController).signIn('ada');
      expect(session().who).toBe('ada');
      expect(setItem).not.toHaveBeenCalled();
    });
  });

  it('needs no network, no storage, no lock, no database and no channel', async () => {
    const traces = [
      spyOn(Storage.prototype, 'getItem'),
      spyOn(Storage.prototype, 'setItem'),
      spyOn(Storage.prototype, 'removeItem'),
      spyOn(navigator.locks, 'request'),
      spyOn(indexedDB, 'open'),
      spyOn(window, 'BroadcastChannel'),
      spyOn(window, 'fetch'),
      spyOn(XMLHttpRequest.prototype, 'send'),
    ];
    TestBed.configureTestingModule({
      providers: [...appProviders(), provideJwtAuthTesting({ signedInAs: 'ada' })],
    });
    const controller = TestBed.inject(JwtAuthTestingController);
    const auth = TestBed.inject(JwtAuth);
    for (const answer of ['refreshSucceeds', 'refreshFails', 'refreshIsRefused'] as const) {
      await controller[answer]();
      await auth.refresh().catch(() => undefined);
    }
    await controller.otherTab().signIn('bob');
    await controller.otherTab().refresh();
    await controller.otherTab().signOut();
    await controller.signIn('ada');
    await controller.signOut();
    for (const trace of traces) expect(trace).not.toHaveBeenCalled();
  });
});
