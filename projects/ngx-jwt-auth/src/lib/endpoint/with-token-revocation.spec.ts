import { HttpClient, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { defer, NEVER, throwError } from 'rxjs';
import { AUTH_MODE } from '../http/auth-mode';
import { useSilentConsole } from '../../../spec-support/console';
import { Outcome } from '../../../spec-support/outcome';
import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { jwtAuthInterceptor } from '../http/jwt-auth-interceptor';
import { withCookieRefresh } from '../refresh/with-cookie-refresh';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenRevocation, type JwtRevokeFn } from './with-token-revocation';

const REVOKE = `${API}/auth/logout`;

describe('withTokenRevocation()', () => {
  useFakeTime();
  const told = useSilentConsole();

  const revocationWarnings = (): number =>
    told.warnings.filter((text) => text.includes('could not be revoked')).length;

  it('posts what the refresh posts, with the access token, below the interceptors', async () => {
    const seen: string[] = [];
    const spy: HttpInterceptorFn = (request, next) => {
      seen.push(request.url);
      return next(request);
    };
    const app = setUp({
      config: { attachTo: [API], header: 'X-Auth', scheme: 'Token' },
      features: [
        withTokenRefresh(REFRESH_URL, { refreshTokenField: 'refresh' }),
        withTokenRevocation(REVOKE),
      ],
      interceptors: [spy, jwtAuthInterceptor],
    });
    const accessToken = await app.signIn();
    await app.auth.signOut();
    const { request } = app.backend.expectOne(REVOKE);
    expect([request.method, request.body]).toEqual(['POST', { refresh: 'RT1' }]);
    expect(request.headers.get('X-Auth')).toBe(`Token ${accessToken}`);
    expect(request.withCredentials).toBeFalse();
    expect(seen).toEqual([]);
  });

  it('sends credentials and no refresh token for a cookie session', async () => {
    const app = setUp({
      features: [withCookieRefresh(REFRESH_URL), withTokenRevocation(REVOKE)],
    });
    const accessToken = await app.signIn();
    await app.auth.signOut();
    const { request } = app.backend.expectOne(REVOKE);
    expect([request.body, request.withCredentials]).toEqual([{}, true]);
    expect(request.headers.get('Authorization')).toBe(`Bearer ${accessToken}`);
  });

  it('leaves out an access token that has run out: servers refuse the whole call for it', async () => {
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL), withTokenRevocation(REVOKE)] });
    await app.signIn(60);
    await pass(60_000);
    await app.auth.signOut();
    const { request } = app.backend.expectOne(REVOKE);
    expect(request.body).toEqual({ refreshToken: 'RT1' });
    expect(request.headers.keys()).toEqual([]);
  });

  it('works without withTokenRefresh()', async () => {
    const app = setUp({ features: [withTokenRevocation(REVOKE)] });
    await app.signIn();
    await app.auth.signOut();
    expect(app.backend.expectOne(REVOKE).request.body).toEqual({ refreshToken: 'RT1' });
  });

  it('never delays the sign-out, and swallows its failure', async () => {
    const app = setUp({ features: [withTokenRevocation(REVOKE)] });
    await app.signIn();
    const outcome = new Outcome(app.auth.signOut());
    expect(app.auth.status()).toBe('anonymous');
    await settle();
    expect(outcome.state).toBe('resolved');
    app.backend.expectOne(REVOKE).flush('', { status: 500, statusText: 'Server Error' });
    expect(revocationWarnings()).toBe(1);
  });

  it('is not called for the anonymous, nor when a session ends by itself', async () => {
    const revoke = jasmine.createSpy<JwtRevokeFn>('revoke');
    const app = setUp({ features: [withTokenRevocation(revoke)] });
    await app.auth.signOut();
    await app.signIn();
    await app.signIn();
    expect(revoke).not.toHaveBeenCalled();
    await app.auth.signOut();
    await app.auth.signOut();
    expect(revoke).toHaveBeenCalledTimes(1);
  });

  it('calls a function in an injection context, with the refresh token and a context', async () => {
    const app = setUp({
      features: [
        withTokenRevocation(({ refreshToken, context }) => {
          expect(context.has(AUTH_MODE) && context.get(AUTH_MODE)).toBeNull();
          return inject(HttpClient).post(REVOKE, { refreshToken }, { context });
        }),
      ],
    });
    await app.signIn();
    await app.auth.signOut();
    const { request } = app.backend.expectOne(REVOKE);
    expect(request.body).toEqual({ refreshToken: 'RT1' });
    expect(request.headers.has('Authorization')).toBeFalse();
  });

  it('gives a function null where there is no refresh token', async () => {
    const revoke = jasmine.createSpy<JwtRevokeFn>('revoke');
    const app = setUp({ features: [withTokenRevocation(revoke)] });
    await app.auth.signIn('AT');
    await app.auth.signOut();
    expect(revoke).toHaveBeenCalledOnceWith(jasmine.objectContaining({ refreshToken: null }));
  });

  it('R35 gives a function the access token, also one that has run out', async () => {
    const revoke = jasmine.createSpy<JwtRevokeFn>('revoke');
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL), withTokenRevocation(revoke)] });
    const accessToken = await app.signIn(60);
    await app.auth.signOut();
    const next = await app.signIn(60);
    await pass(60_000);
    await app.auth.signOut();
    expect(revoke.calls.allArgs().map(([request]) => request.accessToken)).toEqual([
      accessToken,
      next,
    ]);
  });

  it('R35 gives a function null for a session that is still being restored', async () => {
    localStorage.setItem('ngx-jwt-auth.hint', 'S1');
    const revoke = jasmine.createSpy<JwtRevokeFn>('revoke');
    const app = setUp({
      features: [withCookieRefresh(REFRESH_URL), withTokenRevocation(revoke)],
    });
    expect(app.auth.status()).toBe('unknown');
    await app.auth.signOut();
    localStorage.clear();
    expect(revoke).toHaveBeenCalledOnceWith(
      jasmine.objectContaining({ accessToken: null, refreshToken: null }),
    );
  });

  it('R35 gives a function the access token that came too late', async () => {
    const revoke = jasmine.createSpy<JwtRevokeFn>('revoke');
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL), withTokenRevocation(revoke)] });
    await app.signIn();
    app.auth.refresh().catch(() => undefined);
    await settle();
    const late = app.backend.expectOne(REFRESH_URL);
    await app.auth.signOut();
    late.flush({ accessToken: 'AT2', refreshToken: 'RT2' });
    await settle();
    expect(revoke.calls.mostRecent().args).toEqual([
      jasmine.objectContaining({ accessToken: 'AT2', refreshToken: 'RT2' }),
    ]);
  });

  const outcomes: Record<string, [JwtRevokeFn, warnings: number]> = {
    'gives nothing': [() => undefined, 0],
    'gives a promise that hangs': [() => new Promise(() => undefined), 0],
    'gives an observable that hangs': [() => NEVER, 0],
    'gives a promise that is rejected': [() => Promise.reject(new Error('no')), 1],
    'gives an observable that fails': [() => throwError(() => new Error('no')), 1],
    throws: [
      () => {
        throw new Error('no');
      },
      1,
    ],
  };
  for (const [name, [revoke, warnings]] of Object.entries(outcomes)) {
    it(`does not mind a function that ${name}`, async () => {
      const app = setUp({ features: [withTokenRevocation(revoke)] });
      await app.signIn();
      const outcome = new Outcome(app.auth.signOut());
      await settle();
      expect([outcome.state, app.auth.status()]).toEqual(['resolved', 'anonymous']);
      expect(revocationWarnings()).toBe(warnings);
    });
  }

  it('subscribes to the observable of a function', async () => {
    const subscribed = jasmine.createSpy('subscribed').and.returnValue([]);
    const app = setUp({ features: [withTokenRevocation(() => defer(subscribed))] });
    await app.signIn();
    await app.auth.signOut();
    expect(subscribed).toHaveBeenCalledTimes(1);
  });
});
