import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { EMPTY, firstValueFrom, NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { AUTH_MODE } from '../http/auth-mode';
import { useSilentConsole } from '../../../spec-support/console';
import { Outcome } from '../../../spec-support/outcome';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { JwtAuthError } from '../errors';
import { JwtAuth } from '../session/jwt-auth';
import type { JwtTokenResponse } from '../token/token-response';
import type { JwtRefreshFn } from './jwt-refresh-options';
import { withTokenRefresh } from './with-token-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';

const TIMEOUT = 10_000;

describe('the function form of a refresh', () => {
  useFakeTime();
  const told = useSilentConsole();

  async function signedIn(refresh: JwtRefreshFn, reply: object = {}): Promise<TestApp> {
    const app = setUp({ features: [withTokenRefresh(refresh)] });
    await app.signIn(60, reply);
    await pass(61_000);
    return app;
  }

  /** Lets pass what a caller waits for, pauses between attempts included. */
  async function letTry(): Promise<void> {
    for (let ms = 0; ms <= 1.5 * TIMEOUT; ms += 500) await pass(500);
  }

  const forms: Record<string, () => ReturnType<JwtRefreshFn>> = {
    'a value': () => ({ access_token: 'AT2' }),
    'a bare token': () => 'AT2',
    'a promise': () => Promise.resolve({ accessToken: 'AT2' }),
    'an observable': () => of({ token: 'AT2' }),
    'the first value of an observable that goes on': () => {
      const source = new Subject<JwtTokenResponse>();
      void Promise.resolve().then(() => {
        source.next('AT2');
        source.next('AT3');
      });
      return source;
    },
  };
  for (const [name, form] of Object.entries(forms)) {
    it(`may give ${name}`, async () => {
      const app = await signedIn(form);
      await app.auth.refresh();
      expect(await app.auth.getAccessToken()).toBe('AT2');
      app.get();
      expect(app.tokenAt()).toBe('AT2');
      expect(told.errors).toEqual([]);
    });
  }

  it('gets the refresh token, a context to pass on, and is called once in an injection context', async () => {
    const refresh = jasmine.createSpy<JwtRefreshFn>('refresh').and.callFake(({ context }) => {
      expect(context.has(AUTH_MODE) && context.get(AUTH_MODE)).toBeNull();
      expect(inject(HttpClient)).toBeInstanceOf(HttpClient);
      return 'AT2';
    });
    const app = await signedIn(refresh);
    await Promise.all([app.auth.refresh(), app.auth.getAccessToken()]);
    expect(refresh).toHaveBeenCalledOnceWith(jasmine.objectContaining({ refreshToken: 'RT1' }));
  });

  it('may sign out where it is called', async () => {
    const app = await signedIn(() => {
      void inject(JwtAuth).signOut();
      return EMPTY;
    });
    await expectAsync(app.auth.refresh()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'SESSION_OVER' }),
    );
    expect(app.auth.status()).toBe('anonymous');
    expect(app.auth.isRefreshing()).toBeFalse();
  });

  it('lets no request of the session out that it has signed out of', async () => {
    const app = await signedIn(() => {
      void inject(JwtAuth).signOut();
      return EMPTY;
    });
    const result = app.get();
    await pass(1);
    app.backend.expectNone(`${API}/items`);
    expect(result.error).toEqual(
      jasmine.objectContaining({ status: 401, statusText: 'SESSION_OVER' }),
    );
  });

  it('is called without a refresh token where there is none', async () => {
    const refresh = jasmine.createSpy<JwtRefreshFn>('refresh').and.returnValue('AT2');
    const app = await signedIn(refresh, { refreshToken: null });
    expect(await app.auth.getAccessToken()).toBe('AT2');
    expect(refresh).toHaveBeenCalledOnceWith(jasmine.objectContaining({ refreshToken: null }));
  });

  const rejected = (): JwtAuthError => new JwtAuthError('REFRESH_REJECTED', 'over');
  const http = (status: number): HttpErrorResponse => new HttpErrorResponse({ status });
  const failures: Record<string, [JwtRefreshFn, code: string]> = {
    'R3 throws REFRESH_REJECTED': [
      () => {
        throw rejected();
      },
      'REFRESH_REJECTED',
    ],
    'R3 rejects with REFRESH_REJECTED': [() => Promise.reject(rejected()), 'REFRESH_REJECTED'],
    'R3 emits REFRESH_REJECTED': [() => throwError(rejected), 'REFRESH_REJECTED'],
    'R3 fails with 400': [() => throwError(() => http(400)), 'REFRESH_REJECTED'],
    'R1 fails with 503': [() => throwError(() => http(503)), 'REFRESH_UNAVAILABLE'],
    'throws another error': [
      () => {
        throw new TypeError('SECRET');
      },
      'REFRESH_UNAVAILABLE',
    ],
    'throws another JwtAuthError': [
      () => Promise.reject(new JwtAuthError('SESSION_OVER', 'x')),
      'REFRESH_UNAVAILABLE',
    ],
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    'rejects with nothing': [() => Promise.reject(null), 'REFRESH_UNAVAILABLE'],
    'R13 completes without a value': [() => EMPTY, 'REFRESH_UNAVAILABLE'],
    'R14 gives no token': [() => ({}), 'REFRESH_UNAVAILABLE'],
  };
  for (const [name, [refresh, code]] of Object.entries(failures)) {
    it(`${name}: ${code}`, async () => {
      const app = await signedIn(refresh);
      const outcome = new Outcome(app.auth.refresh());
      await letTry();
      expect(outcome.code as string).toBe(code);
      expect(app.auth.status()).toBe(code === 'REFRESH_REJECTED' ? 'anonymous' : 'authenticated');
      expect(JSON.stringify((outcome.error as JwtAuthError).cause)).not.toContain('SECRET');
    });
  }

  it('R13 that completes without a value is called again after a pause, not after its timeout', async () => {
    const refresh = jasmine.createSpy<JwtRefreshFn>('refresh').and.returnValues(EMPTY, of('AT2'));
    const app = await signedIn(refresh);
    const token = new Outcome(app.auth.getAccessToken());
    await pass(2_000);
    expect(refresh).toHaveBeenCalledTimes(2);
    expect(token.value).toBe('AT2');
  });

  it('R18 is unsubscribed when its time is over', async () => {
    const unsubscribed = jasmine.createSpy('unsubscribed');
    const app = await signedIn(() => new Observable(() => unsubscribed));
    const outcome = new Outcome(app.auth.refresh());
    await pass(TIMEOUT - 1);
    expect([unsubscribed.calls.count(), outcome.state]).toEqual([0, 'pending']);
    await pass(1);
    expect([unsubscribed.calls.count(), outcome.state]).toEqual([1, 'pending']);
  });

  it('R18 is unsubscribed after its first value, and no warning follows', async () => {
    const unsubscribed = jasmine.createSpy('unsubscribed');
    const app = await signedIn(
      () =>
        new Observable((subscriber) => {
          subscriber.next('AT2');
          return unsubscribed;
        }),
    );
    await app.auth.refresh();
    expect(unsubscribed).toHaveBeenCalledTimes(1);
    await pass(60_000);
    expect(told.warnings.join()).not.toContain('did not settle');
  });

  it('R18 is ignored when it settles after its time', async () => {
    let resolve!: (reply: JwtTokenResponse) => void;
    const app = await signedIn(() => new Promise((settled) => (resolve = settled)));
    const events = app.recordEvents();
    const outcome = new Outcome(app.auth.refresh());
    await pass(TIMEOUT);
    resolve('AT-late');
    await settle();
    expect(outcome.state).toBe('pending');
    expect(events).toEqual([]);
  });

  const ownSignIns: Record<string, { signedIn: object; reply: JwtTokenResponse }> = {
    'its reply': {
      signedIn: { accessToken: 'AT2', refreshToken: 'RT2' },
      reply: { accessToken: 'AT2', refreshToken: 'RT2' },
    },
    'a reply without a refresh token': { signedIn: { token: 'AT2' }, reply: { token: 'AT2' } },
    'a reply of which it gives the access token': {
      signedIn: { accessToken: 'AT2', refreshToken: 'RT2' },
      reply: 'AT2',
    },
  };
  for (const [what, { signedIn: own, reply }] of Object.entries(ownSignIns)) {
    it(`is told when it signs in with ${what}, and nothing is revoked`, async () => {
      const revoke = jasmine.createSpy('revoke');
      const app = setUp({
        features: [
          withTokenRefresh(() => app.auth.signIn(own).then(() => reply)),
          withTokenRevocation(revoke),
        ],
      });
      await app.signIn(60);
      await pass(61_000);
      const outcome = new Outcome(app.auth.refresh());
      await settle();
      expect(outcome.code).toBe('SESSION_CHANGED');
      expect(await app.auth.getAccessToken()).toBe('AT2');
      expect(revoke).not.toHaveBeenCalled();
      expect(told.errors).toEqual([jasmine.stringContaining('called signIn() with its reply')]);
    });
  }

  it('has a late reply without a refresh token revoked though somebody else has signed in', async () => {
    const revoke = jasmine.createSpy('revoke');
    let answer!: (token: string) => void;
    const app = setUp({
      features: [
        withTokenRefresh(() => new Promise<string>((resolve) => (answer = resolve))),
        withTokenRevocation(revoke),
      ],
    });
    await app.auth.signIn('AT1');
    await pass(1_000);
    new Outcome(app.auth.refresh());
    await settle();
    await app.auth.signOut();
    await app.auth.signIn('AT-of-another');
    answer('AT-late');
    await settle();
    expect(revoke).toHaveBeenCalledTimes(2); // by signOut(), and what came after it
    expect(told.errors).toEqual([]);
  });

  it('has a reply without a refresh token revoked when the user has signed out meanwhile', async () => {
    const revoke = jasmine.createSpy('revoke');
    const app = setUp({
      features: [
        withTokenRefresh(() => app.auth.signOut().then(() => 'AT2')),
        withTokenRevocation(revoke),
      ],
    });
    await app.auth.signIn('AT1');
    await pass(1_000);
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    expect(outcome.code).toBe('SESSION_OVER');
    expect(revoke).toHaveBeenCalledTimes(2); // by signOut(), and what came after it
    expect(told.errors).toEqual([]);
  });

  describe('calls HttpClient itself', () => {
    it('C15 R7 with the context: passes through, and a 401 refreshes nothing', async () => {
      const app = await signedIn(({ refreshToken, context }) =>
        inject(HttpClient).post<string>(REFRESH_URL, { token: refreshToken }, { context }),
      );
      const outcome = new Outcome(app.auth.refresh());
      await settle();
      const request = app.backend.expectOne(REFRESH_URL);
      expect(request.request.headers.has('Authorization')).toBeFalse();
      expect(request.request.body).toEqual({ token: 'RT1' });
      request.flush('', { status: 401, statusText: 'Unauthorized' });
      await settle();
      expect([outcome.code, app.auth.status()]).toEqual(['REFRESH_REJECTED', 'anonymous']);
      expect(told.errors).toEqual([]);
      app.backend.verify();
    });

    it('C15 with the context after an await: passes through', async () => {
      const app = await signedIn(async ({ context }) => {
        const client = inject(HttpClient);
        await Promise.resolve();
        return firstValueFrom(client.post<string>(REFRESH_URL, {}, { context }));
      });
      const outcome = new Outcome(app.auth.refresh());
      await settle();
      app.backend.expectOne(REFRESH_URL).flush({ accessToken: 'AT2' });
      await settle();
      expect(outcome.state).toBe('resolved');
      expect([told.errors.length, app.auth.isRefreshing()]).toEqual([0, false]);
    });

    it('C15 without it before an await: settles within the timeout, with a dev error', async () => {
      const app = await signedIn(() => inject(HttpClient).post<string>(REFRESH_URL, {}));
      const [outcome, result] = [new Outcome(app.auth.refresh()), app.get()];
      await letTry();
      expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
      expect(result.error).toEqual(jasmine.objectContaining({ status: 0 }));
      expect(told.errors[0]).toContain('without the given `context`');
      expect(app.auth.status()).toBe('authenticated');
      app.backend.expectNone(REFRESH_URL);
    });

    it('is told of waiting for itself when it calls refresh()', async () => {
      const app = await signedIn(() => app.auth.refresh().then(() => 'AT2'));
      const outcome = new Outcome(app.auth.refresh());
      await letTry();
      expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
      expect(told.errors[0]).toContain('or refresh() or getAccessToken()');
    });

    it('C15 without it after an await: settles within the timeout, with a dev warning', async () => {
      const app = await signedIn(async () => {
        const client = inject(HttpClient);
        await Promise.resolve();
        return firstValueFrom(client.post<string>(REFRESH_URL, {}));
      });
      const [outcome, result] = [new Outcome(app.auth.refresh()), app.get()];
      await pass(TIMEOUT - 1);
      expect([outcome.state, result.isSettled]).toEqual(['pending', false]);
      await pass(1);
      expect(told.warnings.filter((text) => text.includes('did not settle')).length).toBe(1);
      await letTry();
      expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
      expect(result.error).toEqual(jasmine.objectContaining({ status: 0 }));
    });

    it('C15 for what is not covered: needs no context', async () => {
      const app = await signedIn(() =>
        inject(HttpClient).post<string>('https://id.example.net/token', {}),
      );
      const outcome = new Outcome(app.auth.refresh());
      await settle();
      app.backend.expectOne('https://id.example.net/token').flush({ accessToken: 'AT2' });
      await settle();
      expect(outcome.state).toBe('resolved');
      expect(told.errors).toEqual([]);
    });

    it('C15 in a request of its own while it waits: is a request like any other', async () => {
      const app = await signedIn(() => NEVER);
      new Outcome(app.auth.refresh());
      await settle();
      app.get();
      expect(told.errors).toEqual([]);
      app.backend.expectNone(`${API}/items`);
    });
  });
});
