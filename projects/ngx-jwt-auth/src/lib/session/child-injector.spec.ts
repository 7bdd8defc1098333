import { HttpClient } from '@angular/common/http';
import {
  createEnvironmentInjector,
  EnvironmentInjector,
  inject,
  InjectionToken,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { Outcome } from '../../../spec-support/outcome';
import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { provideJwtAuth } from '../provide-jwt-auth';
import { withBackgroundRefresh } from '../refresh/with-background-refresh';
import { withCookieRefresh } from '../refresh/with-cookie-refresh';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';
import { customTokenStore } from '../token/custom-token-store';
import { localStorageTokenStore } from '../token/local-storage-token-store';
import { withTokenStore } from '../session/with-token-store';
import { JwtAuth } from './jwt-auth';

const ADMIN_REFRESH = `${API}/admin/refresh`;

describe('provideJwtAuth() in a child injector', () => {
  useFakeTime();
  useSilentConsole();
  afterEach(() => localStorage.clear());

  function createChild(...parameters: Parameters<typeof provideJwtAuth>): EnvironmentInjector {
    return createEnvironmentInjector(
      [provideJwtAuth(...parameters)],
      TestBed.inject(EnvironmentInjector),
    );
  }

  it('C11 makes a session of its own: two refreshes, two keys, two ends', async () => {
    const app = setUp({
      features: [withTokenStore(localStorageTokenStore()), withTokenRefresh(REFRESH_URL)],
    });
    const child = createChild(
      {},
      withTokenStore(localStorageTokenStore({ key: 'admin' })),
      withTokenRefresh(ADMIN_REFRESH),
    );
    const admin = child.get(JwtAuth);
    expect(admin).not.toBe(app.auth);
    await app.signIn();
    expect(admin.status()).toBe('anonymous');
    await admin.signIn({ accessToken: 'AT-admin', refreshToken: 'RT-admin' });
    expect(admin.sessionKey()).not.toBe(app.auth.sessionKey());
    expect(Object.keys(localStorage).sort()).toEqual(['admin', 'ngx-jwt-auth']);

    const outcomes = [new Outcome(app.auth.refresh()), new Outcome(admin.refresh())];
    await settle();
    expect([app.auth.isRefreshing(), admin.isRefreshing()]).toEqual([true, true]);
    const adminRefresh = app.backend.expectOne(ADMIN_REFRESH);
    expect(adminRefresh.request.body).toEqual({ refreshToken: 'RT-admin' });
    adminRefresh.flush({ accessToken: 'AT-admin-2' });
    await settle();
    expect(outcomes.map(({ state }) => state)).toEqual(['pending', 'resolved']);
    app.backend.expectOne(REFRESH_URL).flush({ accessToken: 'AT2' });
    await settle();
    expect(await app.auth.getAccessToken()).toBe('AT2');
    expect(await admin.getAccessToken()).toBe('AT-admin-2');

    await app.auth.signOut();
    expect(admin.status()).toBe('authenticated');
    child.destroy();
  });

  it('L7 inherits no feature of its parent', async () => {
    const app = setUp({
      features: [
        withCookieRefresh('/parent'),
        withTokenRevocation('/revoke'),
        withBackgroundRefresh(),
      ],
    });
    const child = createChild({}, withTokenRefresh(ADMIN_REFRESH));
    const auth = child.get(JwtAuth);
    await auth.signIn({ accessToken: 'AT', refreshToken: 'RT', expires_in: 60 });
    expect(localStorage.length).toBe(0); // no cookie, so no hint
    await pass(60_000); // no background refresh
    await auth.signOut(); // no revocation
    app.backend.verify();
    expect(createChild().get(JwtAuth).status()).toBe('anonymous');
    child.destroy();
  });

  it('L7 has no refresh where only its parent has one', async () => {
    setUp();
    const child = createChild();
    const auth = child.get(JwtAuth);
    await auth.signIn({ accessToken: 'AT', refreshToken: 'RT', expires_in: 60 });
    const outcome = new Outcome(auth.refresh());
    await settle();
    expect(outcome.code).toBe('REFRESH_NOT_CONFIGURED');
    child.destroy();
  });

  it('L7 twice in one injector is an error that names the fix', () => {
    setUp();
    expect(() =>
      createEnvironmentInjector(
        [provideJwtAuth(), provideJwtAuth()],
        TestBed.inject(EnvironmentInjector),
      ),
    ).toThrowError(/twice for one injector. Keep one call/);
  });

  it('L8 calls what the app gave it in the injection context of that injector', async () => {
    const NAME = new InjectionToken<string>('NAME');
    const seen: string[] = [];
    const see = <T>(what: string, value: T): T => {
      seen.push(`${what} ${inject(NAME)}`);
      return value;
    };
    const app = setUp({ providers: [{ provide: NAME, useValue: 'parent' }] });
    const child = createEnvironmentInjector(
      [
        { provide: NAME, useValue: 'child' },
        provideJwtAuth(
          () => see('config', { isTokenRejected: () => see('isTokenRejected', false) }),
          withTokenStore(
            customTokenStore(() =>
              see('store', localStorageTokenStore({ key: 'child' }).ɵcreate()),
            ),
          ),
          withTokenRefresh(
            ({ context }) =>
              see('refresh', inject(HttpClient).post<string>(ADMIN_REFRESH, {}, { context })),
            { isSessionOver: () => see('isSessionOver', false) },
          ),
          withTokenRevocation(() => see('revoke', undefined)),
        ),
      ],
      TestBed.inject(EnvironmentInjector),
    );
    const auth = child.get(JwtAuth);
    await auth.signIn('AT');
    const outcome = new Outcome(auth.refresh());
    await settle();
    app.backend.expectOne(ADMIN_REFRESH).flush('no', { status: 400, statusText: 'Bad Request' });
    await pass(0);
    await auth.signOut();
    expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
    expect([...new Set(seen)].sort()).toEqual(
      ['config', 'isSessionOver', 'refresh', 'revoke', 'store'].map((what) => `${what} child`),
    );
    expect(seen.filter((what) => what.startsWith('config')).length).toBe(1);
    child.destroy();
  });
});
