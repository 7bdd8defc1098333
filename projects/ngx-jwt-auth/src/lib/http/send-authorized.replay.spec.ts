import {
  HttpContext,
  HttpErrorResponse,
  HttpRequest,
  type HttpEvent,
  type HttpHandlerFn,
} from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { retry, Subject } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { refreshFails, refreshSucceeds, refuse, sentTo, tokenOf } from '../../../spec-support/http';
import { API, REFRESH_URL, Result, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';

describe('a request whose token was rejected', () => {
  useSilentConsole();
  useFakeTime();

  const unauthorized = jasmine.objectContaining({ status: 401 });

  it('C2 shares the refresh with one that is rejected while it runs', async () => {
    const app = setUp();
    await app.signIn();
    const results = [app.get('/a'), app.get('/b')];
    const second = sentTo(app, '/b');
    await refuse(sentTo(app, '/a'));
    await refuse(second);
    const token = await refreshSucceeds(app);
    for (const path of ['/a', '/b']) {
      const replay = sentTo(app, path);
      expect(tokenOf(replay)).toBe(token);
      replay.flush(path);
    }
    expect(results.map(({ value }) => value)).toEqual(['/a', '/b']);
    app.backend.verify();
  });

  it('C3 is replayed without a refresh when there is a newer token already', async () => {
    const app = setUp();
    await app.signIn();
    const result = app.get();
    const late = sentTo(app);
    void app.auth.refresh();
    const token = await refreshSucceeds(app);
    await refuse(late);
    app.backend.expectNone(REFRESH_URL);
    const replay = sentTo(app);
    expect(tokenOf(replay)).toBe(token);
    replay.flush('ok');
    expect(result.value).toBe('ok');
  });

  it('C4 H25 is replayed once: the second 401 is the answer, and the session stands', async () => {
    const app = setUp();
    await app.signIn();
    const events = app.recordEvents();
    const result = app.get();
    await refuse(sentTo(app));
    await refreshSucceeds(app);
    sentTo(app).flush('not yet', { status: 401, statusText: 'Replica' });
    await settle();
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401, error: 'not yet' }));
    app.backend.verify();
    expect(app.auth.status()).toBe('authenticated');
    expect(events).toEqual([{ type: 'refreshed', from: 'here' }]);
  });

  it('is answered with its own 401 when the session cannot be refreshed, which ends it', async () => {
    const app = setUp({ features: [] });
    await app.signIn();
    const result = app.get();
    await refuse(sentTo(app));
    expect(result.error).toEqual(unauthorized);
    expect(app.auth.status()).toBe('anonymous');
    app.backend.verify();
  });

  it('is answered with its own 401 when the refresh was refused before, and ends the session', async () => {
    const app = setUp();
    await app.signIn(300);
    const refused = app.auth.refresh().catch(() => 'refused');
    await refreshFails(app, 400);
    expect(await refused).toBe('refused');
    const result = app.get();
    await refuse(sentTo(app));
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
    expect(app.auth.status()).toBe('anonymous');
    app.backend.verify();
  });

  it('is not replayed when it was unsubscribed meanwhile', async () => {
    const app = setUp();
    await app.signIn();
    const { subscription } = app.get();
    await refuse(sentTo(app));
    subscription.unsubscribe();
    await refreshSucceeds(app);
    expect(app.backend.match(() => true)).toEqual([]);
  });

  it('cancels the replay when it is unsubscribed', async () => {
    const app = setUp();
    await app.signIn();
    const { subscription } = app.get();
    await refuse(sentTo(app));
    await refreshSucceeds(app);
    const replay = sentTo(app);
    subscription.unsubscribe();
    expect(replay.cancelled).toBeTrue();
  });

  describe('has an allowance of its own', () => {
    it('with a context that it shares with another request', async () => {
      const app = setUp();
      await app.signIn();
      const context = new HttpContext();
      for (const path of ['/a', '/b']) {
        const result = app.get(path, { context });
        await refuse(sentTo(app, path));
        await refreshSucceeds(app);
        sentTo(app, path).flush('ok');
        expect(result.value).toBe('ok');
      }
    });

    it('at each subscription to one observable, which gets the token of its time', async () => {
      const app = setUp();
      const old = await app.signIn();
      const sent: Subject<HttpEvent<unknown>>[] = [];
      const tokens: (string | null)[] = [];
      const next: HttpHandlerFn = (request) => {
        tokens.push(request.headers.get('Authorization'));
        const answer = new Subject<HttpEvent<unknown>>();
        sent.push(answer);
        return answer;
      };
      const source = TestBed.runInInjectionContext(() =>
        jwtAuthInterceptor(new HttpRequest('GET', `${API}/items`), next),
      );
      const error = new HttpErrorResponse({ status: 401 });
      new Result(source);
      sent[0]!.error(error);
      const second = await refreshSucceeds(app);
      sent[1]!.complete();

      new Result(source);
      sent[2]!.error(error);
      const third = await refreshSucceeds(app);
      expect(tokens).toEqual([old, second, second, third].map((token) => `Bearer ${token}`));
    });

    it('at each retry() of an interceptor above, which no second refresh follows', async () => {
      const app = setUp({
        interceptors: [(request, next) => next(request).pipe(retry(1)), jwtAuthInterceptor],
      });
      await app.signIn();
      const result = app.get();
      await refuse(sentTo(app));
      const second = await refreshSucceeds(app);
      await refuse(sentTo(app));
      const retried = sentTo(app);
      expect(tokenOf(retried)).toBe(second);
      await refuse(retried);
      expect(result.error).toEqual(unauthorized);
      app.backend.verify();
    });
  });

  describe('by an answer', () => {
    const cases: readonly [
      id: string,
      status: number,
      challenge: string | null,
      refresh: boolean,
    ][] = [
      ['H14', 401, 'Bearer error="invalid_token"', true],
      ['H15', 401, null, true],
      ['H15', 401, 'Bearer error="insufficient_scope"', false],
      ['H15', 401, 'Basic realm="x"', false],
      ['H15', 401, 'DPoP error="use_dpop_nonce"', false],
      ['H16', 403, 'Bearer error="invalid_token"', false],
      ['H16', 419, null, false],
      ['H16', 440, null, false],
      ['H16', 498, null, false],
    ];
    for (const [id, status, challenge, isRefreshed] of cases) {
      const title = `${id} ${status} ${challenge ?? 'without a challenge'}`;
      it(`${title} ${isRefreshed ? 'is replayed' : 'gets it'}`, async () => {
        const app = setUp();
        await app.signIn();
        const result = app.get();
        const headers = challenge === null ? {} : { 'WWW-Authenticate': challenge };
        sentTo(app).flush(null, { status, statusText: 'Refused', headers });
        expect(app.backend.match(REFRESH_URL).length).toBe(isRefreshed ? 1 : 0);
        expect(result.isSettled).toBe(!isRefreshed);
      });
    }

    it('H19 that never came gets the failure', async () => {
      const app = setUp();
      await app.signIn();
      const result = app.get();
      sentTo(app).error(new ProgressEvent('error'));
      expect(result.error).toEqual(jasmine.objectContaining({ status: 0 }));
      app.backend.verify();
    });

    it('that is no answer gets it', async () => {
      const mistake = new Error('mapped');
      const app = setUp({
        interceptors: [
          jwtAuthInterceptor,
          () => {
            throw mistake;
          },
        ],
      });
      await app.signIn();
      expect(app.get().error).toBe(mistake);
      app.backend.verify();
    });

    it('H16 419 is replayed when isTokenRejected says so, and 401 is not', async () => {
      const isTokenRejected = ({ status }: { status: number }): boolean => status === 419;
      const app = setUp({ config: { attachTo: [API], isTokenRejected } });
      await app.signIn();
      const own = app.get();
      await refuse(sentTo(app));
      expect(own.error).toEqual(unauthorized);
      const result = app.get();
      sentTo(app).flush(null, { status: 419, statusText: 'Expired' });
      await refreshSucceeds(app);
      sentTo(app).flush('ok');
      expect(result.value).toBe('ok');
    });

    it('gets it when its session has no refresh token', async () => {
      const app = setUp();
      await app.signIn(300, { refreshToken: null });
      const result = app.get();
      await refuse(sentTo(app));
      expect(result.error).toEqual(unauthorized);
      expect(app.auth.isAuthenticated()).toBeFalse();
      app.backend.verify();
    });

    it('gets it when isTokenRejected throws, which is reported', async () => {
      const mistake = new Error('mistake of the app');
      const isTokenRejected = (): boolean => {
        throw mistake;
      };
      const app = setUp({ config: { attachTo: [API], isTokenRejected } });
      await app.signIn();
      const result = app.get();
      await refuse(sentTo(app));
      expect(() => {
        jasmine.clock().tick(1);
      }).toThrow(mistake);
      expect(result.error).toEqual(unauthorized);
      app.backend.verify();
    });
  });
});
