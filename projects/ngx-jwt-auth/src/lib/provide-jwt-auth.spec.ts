import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  createEnvironmentInjector,
  EnvironmentInjector,
  inject,
  InjectionToken,
  type EnvironmentProviders,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ActivatedRouteSnapshot, RouterStateSnapshot } from '@angular/router';
import { useSilentConsole } from '../../spec-support/console';
import { createStoredTokens } from '../../spec-support/create-stored-tokens';
import { API, setUp, useFakeTime } from '../../spec-support/set-up';
import { SharedStore } from '../../spec-support/shared-store';
import { jwtAuthInterceptor } from './http/jwt-auth-interceptor';
import { skipJwtAuth } from './http/skip-jwt-auth';
import { provideJwtAuth } from './provide-jwt-auth';
import { withBackgroundRefresh } from './refresh/with-background-refresh';
import { withTokenRefresh } from './refresh/with-token-refresh';
import { withTokenRevocation } from './endpoint/with-token-revocation';
import { authGuard } from './routing/auth-guard';
import { claimsGuard } from './routing/claims-guard';
import { guestGuard } from './routing/guest-guard';
import { roleGuard } from './routing/role-guard';
import { JwtAuth } from './session/jwt-auth';
import { JWT_SESSION } from './session/session-core';
import { withTokenStore } from './session/with-token-store';

describe('provideJwtAuth', () => {
  useFakeTime();
  useSilentConsole();

  it('works with nothing configured: the own origin, memory, no refresh', async () => {
    const app = setUp({ config: {}, features: [] });
    const token = await app.signIn();
    app.http.get('/items').subscribe();
    const { request } = app.backend.expectOne('/items');
    expect(request.headers.get('Authorization')).toBe(`Bearer ${token}`);
    await expectAsync(app.auth.refresh()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'REFRESH_NOT_CONFIGURED' }),
    );
  });

  describe('with a function as config', () => {
    const ORIGIN = new InjectionToken<string>('ORIGIN');
    const read = jasmine
      .createSpy('read', () => ({ attachTo: [inject(ORIGIN)] }))
      .and.callThrough();
    const options = { config: read, providers: [{ provide: ORIGIN, useValue: API }] };
    beforeEach(() => {
      read.calls.reset();
    });

    it('L8 does not run it at start-up', () => {
      setUp(options);
      TestBed.inject(EnvironmentInjector);
      expect(read).not.toHaveBeenCalled();
    });

    it('L8 runs it once, in an injection context, when it is first needed', async () => {
      const app = setUp(options);
      const token = await app.signIn();
      app.get();
      app.get('/more');
      expect(app.tokenAt()).toBe(token);
      expect(app.tokenAt('/more')).toBe(token);
      expect(read).toHaveBeenCalledTimes(1);
    });

    it('L8 does not run it for a request that has nothing to do with it', () => {
      const app = setUp(options);
      app.get('/items', { context: skipJwtAuth() });
      expect(read).not.toHaveBeenCalled();
    });
  });

  describe('in a child injector', () => {
    function child(...providers: EnvironmentProviders[]): EnvironmentInjector {
      return createEnvironmentInjector(providers, TestBed.inject(EnvironmentInjector));
    }

    it('L7 is a separate session', async () => {
      const app = setUp();
      const auth = child(provideJwtAuth()).get(JwtAuth);
      await app.signIn();
      expect(auth.status()).toBe('anonymous');
      await auth.signIn(createStoredTokens().accessToken);
      await app.auth.signOut();
      expect(auth.status()).toBe('authenticated');
    });

    it('L7 inherits no store, no refresh, no revocation and no timer', async () => {
      const store = new SharedStore();
      const app = setUp({
        features: [
          withTokenStore(store),
          withTokenRefresh('/refresh'),
          withBackgroundRefresh(),
          withTokenRevocation('/revoke'),
        ],
      });
      const injector = child(provideJwtAuth());
      const auth = injector.get(JwtAuth);
      expect(injector.get(JWT_SESSION).stored).toBeUndefined();
      await auth.signIn({ accessToken: 'AT', refreshToken: 'RT', expires_in: 60 });
      expect(store.record).toBeNull();
      await expectAsync(auth.refresh()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'REFRESH_NOT_CONFIGURED' }),
      );
      jasmine.clock().tick(60_000);
      expect(auth.status()).toBe('anonymous');
      await auth.signIn({ accessToken: 'AT', refreshToken: 'RT', expires_in: 60 });
      await auth.signOut();
      app.backend.verify();
    });

    it('L7 keeps its own config', () => {
      setUp({ config: { rolesClaim: 'groups' } });
      const injector = child(provideJwtAuth({ loginUrl: '/staff/login' }));
      expect(() => injector.get(JwtAuth)).not.toThrow();
      expect(() => child(provideJwtAuth({ loginUrl: 'login' }))).toThrowError(/loginUrl/);
    });
  });
});

describe('what needs a session where nothing provides one', () => {
  const state = { url: '/account' } as RouterStateSnapshot;
  const snapshot = { routeConfig: {} } as ActivatedRouteSnapshot;
  const guards = {
    authGuard,
    guestGuard,
    roleGuard: roleGuard('admin'),
    claimsGuard: claimsGuard(() => true),
  };
  for (const [name, guard] of Object.entries(guards)) {
    it(`L7 ${name} says what to add`, () => {
      expect(() => TestBed.runInInjectionContext(() => guard(snapshot, state))).toThrowError(
        new RegExp(`^ngx-jwt-auth: ${name} needs a session\\. Add provideJwtAuth\\(\\)`),
      );
    });
  }

  it('L7 the interceptor says what to add', () => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([jwtAuthInterceptor]))],
    });
    const error = jasmine.createSpy('error');
    TestBed.inject(HttpClient).get('/items').subscribe({ error });
    expect(error).toHaveBeenCalledOnceWith(
      jasmine.objectContaining({
        message: jasmine.stringMatching(
          /^ngx-jwt-auth: jwtAuthInterceptor needs a session\. Add provideJwtAuth\(\)/,
        ),
      }),
    );
  });
});
