import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { refreshFails, refreshSucceeds, refuse, sentTo, tokenOf } from '../../../spec-support/http';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { optionalJwtAuth } from '../http/optional-jwt-auth';

const UNAUTHORIZED = jasmine.objectContaining({ status: 401, error: null });

describe('an endpoint that answers 401 to every token', () => {
  useFakeTime();
  useSilentConsole();

  let app: TestApp;
  let refreshes: number;

  beforeEach(async () => {
    refreshes = 0;
    app = setUp();
    await app.signIn(3600);
  });

  /** Answers all that is under way: 401 below `/bad`, else 200; each refresh brings other tokens. */
  async function answerAll(): Promise<void> {
    for (let round = 0; round < 4; round++) {
      await settle();
      for (const request of app.backend.match(({ url }) => url.startsWith(API))) {
        if (request.request.url === REFRESH_URL) {
          refreshes++;
          request.flush({
            accessToken: createFreshJwt(3600, { jti: String(refreshes) }),
            refreshToken: 'RT',
          });
        } else if (
          /\/bad|"isRefused":true/.test(request.request.url + JSON.stringify(request.request.body))
        ) {
          request.flush(null, { status: 401, statusText: 'Unauthorized' });
        } else request.flush('ok');
      }
    }
  }

  /** Sends once a second for a minute, each time what `send` sends. */
  async function pollForAMinute(send: (second: number) => void): Promise<void> {
    for (let second = 0; second < 60; second++) {
      send(second);
      await answerAll();
      await pass(1_000);
    }
  }

  it('C16 costs one refresh a minute, however often it is asked', async () => {
    const errors = new Set<unknown>();
    await pollForAMinute((second) => {
      app.http.get(`${API}/bad?at=${String(second)}`).subscribe({
        error: (error: { status: number }) => errors.add(error.status),
      });
    });
    expect(refreshes).toBe(1);
    expect([...errors]).toEqual([401]);
    expect(app.auth.status()).toBe('authenticated');
    app.get('/bad');
    await answerAll();
    expect(refreshes).toBe(2);
  });

  it('C16 the same with optionalJwtAuth(), with query parameters and with a body', async () => {
    await pollForAMinute((second) => {
      app.get('/bad/optional', { context: optionalJwtAuth() });
      app.get('/bad/params', { params: { second } });
      app.http.post(`${API}/bad/body`, new ReadableStream()).subscribe({ error: () => undefined });
    });
    expect(refreshes).toBe(3);
  });

  it('C18 many of them cost no more than a handful a minute', async () => {
    await pollForAMinute((second) => {
      app.get(`/bad/${String(second)}`);
    });
    expect(refreshes).toBe(5);
  });

  it('C18 an endpoint that refuses one operation and takes another costs no more either', async () => {
    await pollForAMinute((second) => {
      const isRefused = second % 2 === 0;
      app.http.post(`${API}/graphql`, { isRefused }).subscribe({ error: () => undefined });
      for (const request of app.backend.match(`${API}/graphql`)) {
        if (isRefused) request.flush(null, { status: 401, statusText: 'Unauthorized' });
        else request.flush('ok');
      }
    });
    expect(refreshes).toBeLessThan(6);
  });

  it('C17 after a handful of them the next session is refreshed for', async () => {
    for (let endpoint = 0; endpoint < 5; endpoint++) {
      app.get(`/bad/${String(endpoint)}`);
      await answerAll();
    }
    await app.auth.signOut();
    await app.signIn(3600);
    const result = app.get();
    await refuse(sentTo(app));
    await refreshSucceeds(app);
    sentTo(app).flush('ok');
    expect(result.value).toBe('ok');
  });

  it('C17 a token that was revoked is refreshed for the others meanwhile', async () => {
    for (let second = 0; second < 5; second++) {
      app.get('/bad');
      await answerAll();
      await pass(1_000);
    }
    const result = app.get('/items');
    await refuse(sentTo(app));
    await refreshSucceeds(app);
    sentTo(app).flush('ok');
    expect(result.value).toBe('ok');
  });

  it('C17 a token that ran out is refreshed for it all the same', async () => {
    app.get('/bad');
    await answerAll();
    await pass(3_700_000);
    app.get('/bad');
    await settle();
    await refreshSucceeds(app);
    expect(tokenOf(sentTo(app, '/bad'))).not.toBeNull();
  });

  it('C17 one that took a token in between is refreshed for: a real expiry', async () => {
    const takes = async (): Promise<void> => {
      app.get();
      sentTo(app).flush('ok');
      await settle();
    };
    for (let round = 0; round < 10; round++) {
      await takes();
      const result = app.get();
      await refuse(sentTo(app));
      const token = await refreshSucceeds(app);
      const replay = sentTo(app);
      expect(tokenOf(replay)).toBe(token);
      replay.flush(round);
      expect(result.value).toBe(round);
      await pass(1_000);
    }
  });

  it('C17 one whose replay was refused by a slow replica is refreshed for when it took the token since', async () => {
    app.get();
    await refuse(sentTo(app));
    await refreshSucceeds(app);
    await refuse(sentTo(app));
    app.get();
    sentTo(app).flush('ok');
    await settle();
    const result = app.get();
    await refuse(sentTo(app));
    await refreshSucceeds(app);
    sentTo(app).flush('ok');
    expect(result.value).toBe('ok');
  });

  it('C17 an outage of the refresh is told as one, not as a 401', async () => {
    for (let round = 0; round < 3; round++) {
      const result = app.get();
      await refuse(sentTo(app));
      if (round === 0) await refreshFails(app, 503);
      await pass(1);
      expect(result.error).toEqual(jasmine.objectContaining({ status: 0 }));
    }
  });

  it('C17 it is refreshed for in the next session', async () => {
    app.get('/bad');
    await answerAll();
    await app.signIn(3600);
    app.get('/bad');
    await answerAll();
    expect(refreshes).toBe(2);
  });

  it('C17 requests that are refused together share the refresh, be they many', async () => {
    const paths = Array.from({ length: 20 }, (_, index) => `/items/${String(index)}`);
    const results = paths.map((path) => app.get(path));
    for (const path of paths) await refuse(sentTo(app, path));
    await refreshSucceeds(app);
    for (const path of paths) sentTo(app, path).flush('ok');
    expect(results.every(({ value }) => value === 'ok')).toBeTrue();
    const result = app.get('/other');
    await refuse(sentTo(app, '/other'));
    await refreshSucceeds(app);
    await refuse(sentTo(app, '/other'));
    expect(result.error).toEqual(UNAUTHORIZED);
  });

  it('C17 a clock that was set back does not keep it for ever', async () => {
    app.get('/bad');
    await answerAll();
    jasmine.clock().mockDate(new Date(Date.now() - 3_600_000));
    app.get('/bad');
    await answerAll();
    expect(refreshes).toBe(2);
  });
});
