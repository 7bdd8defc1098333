import { HttpErrorResponse } from '@angular/common/http';
import { defer, retry } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import {
  refreshFails,
  refreshSucceeds,
  refuse,
  sentTo,
  signInStale,
} from '../../../spec-support/http';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type Result,
  type TestApp,
} from '../../../spec-support/set-up';
import { JwtAuthError, type JwtAuthErrorCode } from '../errors';
import { requireJwtAuth } from './require-jwt-auth';

const url = `${API}/items?page=1`;

/** What can happen to the session while a request waits for the refresh. */
const happenings = {
  'the user signs out': async ({ auth }: TestApp) => {
    void auth.signOut();
    await pass(1);
  },
  'another user signs in': async ({ auth }: TestApp) => {
    void auth.signIn({ accessToken: 'AT-of-bob' });
    await pass(1);
  },
  'the refresh is refused': (app: TestApp) => refreshFails(app, 400),
  'R1 the refresh cannot be reached': (app: TestApp) => refreshFails(app, 503),
} satisfies Record<string, (app: TestApp) => Promise<void>>;
type Happening = keyof typeof happenings;

type Failure = readonly [status: number, code: JwtAuthErrorCode | null];

describe('the error of a request', () => {
  useSilentConsole();
  useFakeTime();

  const send = (app: TestApp): Result => app.get('/items', { params: { page: 1 } });

  describe('that was queued', () => {
    const expected: Record<Happening, Failure> = {
      'the user signs out': [401, 'SESSION_OVER'],
      'another user signs in': [0, 'SESSION_CHANGED'],
      'the refresh is refused': [401, 'SESSION_OVER'],
      'R1 the refresh cannot be reached': [0, 'REFRESH_UNAVAILABLE'],
    };
    for (const [name, failure] of Object.entries(expected)) {
      it(`${name}: ${failure.join(' ')}`, async () => {
        const app = setUp();
        await signInStale(app);
        const result = send(app);
        await happenings[name as Happening](app);
        expectFailure(result, failure);
        app.backend.expectNone(url);
      });
    }
  });

  it('does not look like one of the user who has signed in before it comes out', async () => {
    const app = setUp();
    await signInStale(app);
    const result = send(app);
    await settle();
    await app.auth.signOut();
    await settle();
    await app.auth.signIn({ accessToken: 'AT-of-bob' });
    await pass(1);
    expectFailure(result, [0, 'SESSION_CHANGED']);
  });

  describe('that was answered 401', () => {
    const expected: Record<Happening, Failure> = {
      'the user signs out': [401, null],
      'another user signs in': [0, 'SESSION_CHANGED'],
      'the refresh is refused': [401, null],
      'R1 the refresh cannot be reached': [0, 'REFRESH_UNAVAILABLE'],
    };
    for (const [name, failure] of Object.entries(expected)) {
      it(`${name}: ${failure[1] ?? 'its own'}`, async () => {
        const app = setUp();
        await app.signIn();
        const result = send(app);
        await refuse(app.backend.expectOne(url));
        await happenings[name as Happening](app);
        expectFailure(result, failure);
        app.backend.expectNone(url);
      });
    }

    it('after the user signed out: its own, and no refresh', async () => {
      const app = setUp();
      await app.signIn();
      const result = send(app);
      const sent = app.backend.expectOne(url);
      await app.auth.signOut();
      await refuse(sent);
      expectFailure(result, [401, null]);
      app.backend.verify();
    });

    it('after another user signed in: SESSION_CHANGED, and nothing is sent as him', async () => {
      const app = setUp();
      await app.signIn();
      const result = send(app);
      const sent = app.backend.expectOne(url);
      await app.auth.signIn({ accessToken: 'AT-of-bob', refreshToken: 'RT-of-bob' });
      await refuse(sent);
      await pass(1);
      expectFailure(result, [0, 'SESSION_CHANGED']);
      app.backend.verify();
    });
  });

  describe('whose session has no refresh', () => {
    const rows: readonly [
      what: string,
      changeTo: string | null,
      status: number,
      failure: Failure,
    ][] = [
      ['that was answered 401', 'AT', 401, [401, null]],
      [
        'that was answered 401 after another user signed in',
        'AT-of-bob',
        401,
        [0, 'SESSION_CHANGED'],
      ],
      ['that was answered 500 after another user signed in', 'AT-of-bob', 500, [500, null]],
      ['that was answered 401 after the user signed out', null, 401, [401, null]],
    ];
    for (const [what, changeTo, status, failure] of rows) {
      it(`${what}: ${failure[1] ?? 'its own'}`, async () => {
        const app = setUp({ features: [] });
        await app.auth.signIn('AT');
        const result = send(app);
        if (changeTo === null) await app.auth.signOut();
        else if (changeTo !== 'AT') await app.auth.signIn(changeTo);
        sentTo(app, '/items?page=1').flush(null, { status, statusText: 'Failed' });
        await pass(1);
        expectFailure(result, failure);
        expect(await app.auth.getAccessToken()).toBe(changeTo === 'AT' ? null : changeTo);
        app.backend.verify();
      });
    }
  });

  it('that needs a session and has none: 401 NOT_SIGNED_IN', async () => {
    const app = setUp();
    const result = app.get('/items', { params: { page: 1 }, context: requireJwtAuth() });
    await pass(1);
    expectFailure(result, [401, 'NOT_SIGNED_IN']);
    app.backend.verify();
  });

  it('tells why in a cause that holds no secret and is easily overlooked', async () => {
    const app = setUp();
    await signInStale(app);
    const result = send(app);
    await refreshFails(app, 503);
    const error = (result.error as HttpErrorResponse).error as JwtAuthError;
    expect(error.cause).toEqual({ status: 503, statusText: 'Down', url: REFRESH_URL });
    expect(Object.keys(error)).not.toContain('cause');
    expect(JSON.stringify(result.error)).not.toContain('secret');
  });

  describe('of ours', () => {
    const requireSession = (app: TestApp): Result =>
      app.get('/items', { context: requireJwtAuth() });

    it('comes in a task of its own', async () => {
      const result = requireSession(setUp());
      await settle();
      expect(result.isSettled).toBeFalse();
      await pass(0);
      expect(result.isSettled).toBeTrue();
    });

    it('neither overflows the stack under retry() nor starves the page', async () => {
      const app = setUp();
      let attempts = 0;
      const source = defer(() => {
        attempts++;
        return app.http.get(`${API}/items`, { context: requireJwtAuth() });
      });
      const subscription = source.pipe(retry(100_000)).subscribe();
      for (let expected = 1; expected <= 3; expected++) {
        await settle();
        expect(attempts).toBe(expected);
        jasmine.clock().tick(0);
      }
      subscription.unsubscribe();
    });
  });

  it('is none when the replay is answered', async () => {
    const app = setUp();
    await app.signIn();
    const result = app.get();
    await refuse(sentTo(app));
    await refreshSucceeds(app);
    sentTo(app).flush('ok');
    expect([result.value, result.error]).toEqual(['ok', undefined]);
  });
});

describe('the error of a request that was unsubscribed', () => {
  it('leaves no timer behind', () => {
    const clear = spyOn(globalThis, 'clearTimeout').and.callThrough();
    const { subscription } = setUp().get('/items', { context: requireJwtAuth() });
    expect(clear).not.toHaveBeenCalled();
    subscription.unsubscribe();
    expect(clear).toHaveBeenCalledTimes(1);
  });
});

function expectFailure({ error }: Result, [status, code]: Failure): void {
  if (!(error instanceof HttpErrorResponse)) {
    fail(`not an HttpErrorResponse: ${String(error)}`);
    return;
  }
  const own: unknown = error.error;
  expect([error.status, error.url]).toEqual([status, url]);
  expect(own instanceof JwtAuthError ? own.code : own).toBe(code);
}
