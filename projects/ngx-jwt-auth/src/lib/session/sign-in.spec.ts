import { EMPTY, NEVER, of, Subject, throwError } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { Outcome } from '../../../spec-support/outcome';
import { API, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import type { JwtTokenResponse } from '../token/token-response';
import { withTokenStore } from '../session/with-token-store';

describe('JwtAuth.signIn()', () => {
  useFakeTime();
  useSilentConsole();

  const reply = { accessToken: createFreshJwt(), refreshToken: 'RT1' };
  const forms = {
    'a plain value': () => reply,
    'a bare token': () => reply.accessToken,
    'a promise': () => Promise.resolve(reply),
    'an observable': () => of(reply),
    'the first value of an observable that goes on': () => {
      const source = new Subject<JwtTokenResponse>();
      void settle().then(() => {
        source.next(reply);
      });
      return source;
    },
  };

  for (const [name, form] of Object.entries(forms)) {
    it(`takes ${name}`, async () => {
      const app = setUp();
      const events = app.recordEvents();
      await app.auth.signIn(form());
      expect(app.auth.status()).toBe('authenticated');
      expect(await app.auth.getAccessToken()).toBe(reply.accessToken);
      expect(events).toEqual([{ type: 'signedIn', from: 'here' }]);
    });
  }

  it('fetches the reply once', async () => {
    const app = setUp();
    const signedIn = app.auth.signIn(app.http.post<JwtTokenResponse>('/login', {}));
    app.backend.expectOne('/login').flush(reply);
    await expectAsync(signedIn).toBeResolved();
  });

  const unusable = {
    'an empty observable': EMPTY,
    'an object without a token': {},
    'an empty token': { accessToken: '' },
    'a token with a line break': { accessToken: 'a\r\nb' },
    'a broken refresh token': { accessToken: 'AT', refreshToken: 'a\nb' },
  };

  for (const [name, value] of Object.entries(unusable)) {
    it(`rejects ${name} and leaves the session that stands`, async () => {
      const app = setUp();
      const accessToken = await app.signIn();
      const events = app.recordEvents();
      const outcome = new Outcome(app.auth.signIn(value));
      await settle();
      expect(outcome.code).toBe('TOKEN_RESPONSE_INVALID');
      expect(await app.auth.getAccessToken()).toBe(accessToken);
      expect(events).toEqual([]);
    });
  }

  it('R8 rejects with the own error of the reply: no refresh, no end of a session', async () => {
    const app = setUp();
    const accessToken = await app.signIn();
    const outcome = new Outcome(app.auth.signIn(app.http.post<JwtTokenResponse>('/login', {})));
    app.backend.expectOne('/login').flush('wrong', { status: 401, statusText: 'Unauthorized' });
    await settle();
    expect(outcome.error).toEqual(jasmine.objectContaining({ status: 401, error: 'wrong' }));
    app.backend.expectNone(REFRESH_URL);
    expect(await app.auth.getAccessToken()).toBe(accessToken);
    const thrown = new Error('own');
    await expectAsync(app.auth.signIn(throwError(() => thrown))).toBeRejectedWith(thrown);
    await expectAsync(app.auth.signIn(Promise.reject(thrown))).toBeRejectedWith(thrown);
  });

  it('lets the last of two calls win, whichever is answered first', async () => {
    const app = setUp();
    const [first, second] = [new Subject<JwtTokenResponse>(), new Subject<JwtTokenResponse>()];
    const [lost, won] = [new Outcome(app.auth.signIn(first)), new Outcome(app.auth.signIn(second))];
    second.next('AT-second');
    await settle();
    first.next('AT-first');
    await settle();
    expect([lost.code, won.code]).toEqual(['SESSION_CHANGED', 'resolved']);
    expect(await app.auth.getAccessToken()).toBe('AT-second');
  });

  it('drops the first of two calls that is answered while the last still waits', async () => {
    const app = setUp();
    const outcome = new Outcome(app.auth.signIn(Promise.resolve('AT-first')));
    void app.auth.signIn(NEVER);
    await settle();
    expect(outcome.code).toBe('SESSION_CHANGED');
    expect(app.auth.status()).toBe('anonymous');
  });

  it('over a session ends that one first', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    await app.signIn();
    const [events, before] = [app.recordEvents(), app.auth.sessionKey()];
    const clear = spyOn(store, 'clear').and.callThrough();
    await app.auth.signIn('AT-next');
    expect(events).toEqual([
      { type: 'sessionEnded', reason: 'session-changed', from: 'here' },
      { type: 'signedIn', from: 'here' },
    ]);
    expect(clear.calls.allArgs()).toEqual([[before!]]);
    expect(store.record).toEqual(
      jasmine.objectContaining({ sid: app.auth.sessionKey(), accessToken: 'AT-next', seq: 1 }),
    );
  });

  it('over a session fails what waits for its refresh', async () => {
    const app = setUp();
    await app.signIn();
    const refresh = new Outcome(app.auth.refresh());
    await settle();
    const late = app.backend.expectOne(REFRESH_URL);
    await app.auth.signIn('AT-next');
    await settle();
    expect(refresh.code).toBe('SESSION_CHANGED');
    late.flush({ accessToken: 'AT-late' });
    await settle();
    expect(await app.auth.getAccessToken()).toBe('AT-next');
    expect(app.get().isSettled).toBeFalse();
    expect(app.tokenAt()).toBe('AT-next');
  });

  it('keeps the record in the store before it resolves, without the refresh token of before', async () => {
    const store = new SharedStore();
    const app = setUp({ config: { attachTo: [API] }, features: [withTokenStore(store)] });
    await app.auth.signIn({ access_token: 'AT', refresh_token: 'RT', expires_in: '60' });
    expect(store.record).toEqual({
      v: 1,
      sid: app.auth.sessionKey()!,
      seq: 1,
      accessToken: 'AT',
      refreshToken: 'RT',
      expiresAt: Date.now() + 60_000,
    });
    await app.auth.signIn('AT2');
    expect(store.record?.refreshToken).toBeUndefined();
  });

  it('over a session loses to a sign-out by whoever hears of its end', async () => {
    const app = setUp();
    await app.signIn();
    app.auth.events.subscribe(({ type }) => {
      if (type === 'sessionEnded') void app.auth.signOut();
    });
    const next = new Outcome(app.auth.signIn('AT-next'));
    await settle();
    expect([next.code, app.auth.status()]).toEqual(['SESSION_OVER', 'anonymous']);
  });
});
