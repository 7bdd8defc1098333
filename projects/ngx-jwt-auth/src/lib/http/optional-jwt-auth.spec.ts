import { throwError } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import {
  refreshFails,
  refreshSucceeds,
  refuse,
  sentTo,
  signInStale,
  tokenOf,
} from '../../../spec-support/http';
import {
  API,
  pass,
  REFRESH_URL,
  Result,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SlowStore } from '../../../spec-support/slow-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { asyncTokenStore } from '../token/async-token-store';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';
import { optionalJwtAuth } from './optional-jwt-auth';

describe('a request with optionalJwtAuth()', () => {
  useSilentConsole();
  useFakeTime();

  const send = (app: TestApp): Result => app.get('/items', { context: optionalJwtAuth() });

  it('is sent with a good token', async () => {
    const app = setUp();
    const token = await app.signIn();
    send(app);
    expect(app.tokenAt()).toBe(token);
  });

  it('is sent without one when there is no session', () => {
    const app = setUp();
    send(app);
    expect(app.tokenAt()).toBeNull();
  });

  it('is sent at once without a token that has expired, and starts the refresh for others', async () => {
    const app = setUp();
    await signInStale(app);
    send(app);
    expect(app.tokenAt()).toBeNull();
    const token = await refreshSucceeds(app);
    send(app);
    expect(app.tokenAt()).toBe(token);
  });

  it('is sent at once with a token that is nearly over', async () => {
    const app = setUp();
    const token = await app.signIn(300);
    await pass(280_000);
    send(app);
    expect(app.tokenAt()).toBe(token);
    await refreshFails(app, 503);
  });

  it('does not wait for the store', async () => {
    const store = new SlowStore();
    const app = setUp({
      features: [withTokenStore(asyncTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    send(app);
    expect(app.tokenAt()).toBeNull();
    store.last.resolve(createStoredTokens());
    await settle();
    app.backend.verify();
  });

  it('is replayed at once without a token when it was rejected', async () => {
    const app = setUp();
    await app.signIn();
    const result = send(app);
    await refuse(sentTo(app));
    const replay = sentTo(app);
    expect(tokenOf(replay)).toBeNull();
    replay.flush('public');
    expect(result.value).toBe('public');
    await refreshSucceeds(app);
    app.backend.verify();
  });

  it('is replayed with a newer token when there is one', async () => {
    const app = setUp();
    await app.signIn();
    send(app);
    const late = sentTo(app);
    void app.auth.refresh();
    const token = await refreshSucceeds(app);
    await refuse(late);
    expect(app.tokenAt()).toBe(token);
  });

  it('is replayed without a token rather than with that of another user', async () => {
    const app = setUp();
    await app.signIn();
    send(app);
    const late = sentTo(app);
    await app.auth.signIn({ accessToken: 'AT-of-bob', refreshToken: 'RT-of-bob' });
    void app.auth.refresh();
    await refreshSucceeds(app);
    await refuse(late);
    expect(app.tokenAt()).toBeNull();
  });

  it('is replayed without a token when the user has signed out', async () => {
    const app = setUp();
    await app.signIn();
    send(app);
    const late = sentTo(app);
    await app.auth.signOut();
    await refuse(late);
    expect(app.tokenAt()).toBeNull();
  });

  it('H13 gets its 401 when it carried no token', async () => {
    const app = setUp();
    const result = send(app);
    await refuse(sentTo(app));
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
    app.backend.verify();
  });

  it('gets an error that does not reject the token', async () => {
    const app = setUp();
    await app.signIn();
    const result = send(app);
    sentTo(app).flush(null, { status: 500, statusText: 'Server Error' });
    await settle();
    expect(result.error).toEqual(jasmine.objectContaining({ status: 500 }));
    app.backend.verify();
  });

  it('H7 gets its 401 when its body is a stream, and the refresh is for the next', async () => {
    const app = setUp();
    await app.signIn();
    const context = optionalJwtAuth();
    const result = new Result(app.http.post(`${API}/items`, new ReadableStream(), { context }));
    await refuse(sentTo(app));
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
    await refreshSucceeds(app);
    app.backend.verify();
  });

  describe('of a session without refresh', () => {
    it('is replayed at once without a token when it was rejected', async () => {
      const app = setUp({ features: [] });
      const token = await app.signIn();
      const result = send(app);
      const first = sentTo(app);
      expect(tokenOf(first)).toBe(token);
      await refuse(first);
      const replay = sentTo(app);
      expect(tokenOf(replay)).toBeNull();
      replay.flush('public');
      expect(result.value).toBe('public');
    });

    it('H16 gets any other error', async () => {
      const app = setUp({ features: [] });
      await app.signIn();
      const result = send(app);
      sentTo(app).flush(null, { status: 403, statusText: 'Forbidden' });
      expect(result.error).toEqual(jasmine.objectContaining({ status: 403 }));
      app.backend.verify();
    });

    it('gets what an interceptor further down throws, even where that looks like a 401', async () => {
      const failure = { status: 401 };
      const app = setUp({
        features: [],
        interceptors: [jwtAuthInterceptor, () => throwError(() => failure)],
      });
      await app.signIn();
      expect(send(app).error).toBe(failure);
    });
  });

  it('gets the second 401', async () => {
    const app = setUp();
    await app.signIn();
    const result = send(app);
    await refuse(sentTo(app));
    await refuse(sentTo(app));
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
  });

  describe('where no refresh is configured', () => {
    it('goes out again without a token that was refused, and the session ends', async () => {
      const app = setUp({ features: [] });
      await app.signIn();
      const result = send(app);
      await refuse(sentTo(app));
      const again = sentTo(app);
      expect(tokenOf(again)).toBeNull();
      again.flush('public');
      expect(result.value).toBe('public');
      expect(app.auth.isAuthenticated()).toBeFalse();
    });

    it('keeps any other answer', async () => {
      const app = setUp({ features: [] });
      await app.signIn();
      const result = send(app);
      sentTo(app).flush(null, { status: 403, statusText: 'Forbidden' });
      expect(result.error).toEqual(jasmine.objectContaining({ status: 403 }));
    });
  });

  it('keeps an answer that says nothing of the token', async () => {
    const app = setUp();
    await app.signIn();
    const result = send(app);
    sentTo(app).flush(null, { status: 500, statusText: 'Server Error' });
    expect(result.error).toEqual(jasmine.objectContaining({ status: 500 }));
    app.backend.expectNone(REFRESH_URL);
  });

  it('H7 is not sent again with a body that is used up, and starts the refresh for others', async () => {
    const app = setUp();
    await app.signIn();
    const { error } = await new Promise<{ error: unknown }>((resolve) => {
      app.http
        .post(`${API}/items`, new ReadableStream(), { context: optionalJwtAuth() })
        .subscribe({ error: (failure: unknown) => resolve({ error: failure }) });
      void refuse(sentTo(app));
    });
    expect(error).toEqual(jasmine.objectContaining({ status: 401 }));
    await refreshSucceeds(app);
    app.backend.verify();
  });
});
