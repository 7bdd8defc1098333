import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { codeOf, refuse, sentTo, signInStale, tokenOf } from '../../../spec-support/http';
import { Outcome } from '../../../spec-support/outcome';
import {
  API,
  pass,
  REFRESH_URL,
  Result,
  setUp,
  settle,
  useFakeTime,
} from '../../../spec-support/set-up';
import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { optionalJwtAuth } from '../http/optional-jwt-auth';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { authGuard } from '../routing/auth-guard';
import { withTokenStore } from './with-token-store';

describe('the same user, who signs in again in another tab', () => {
  useFakeTime();
  useSilentConsole();

  let store: SharedStore;

  beforeEach(() => (store = new SharedStore()));

  const features = () => [withTokenStore(store), withTokenRefresh(REFRESH_URL)];

  /** Somebody signs in in another tab, by default the user of this one; gives back the token. */
  function signInElsewhere(claims: object = {}, lifetime = 300): string {
    const accessToken = createFreshJwt(lifetime, { jti: 'elsewhere', ...claims });
    const expiresAt = Date.now() + lifetime * 1000;
    store.changeElsewhere(
      createStoredTokens({ sid: 's2', seq: 1, accessToken, refreshToken: 'RT-new', expiresAt }),
    );
    return accessToken;
  }

  it('T19 leaves this tab on its page, where the session goes on as the new one', async () => {
    const routed = await setUpRoutes(
      [page('login'), page('account', { canActivate: [authGuard] })],
      {
        features: features(),
      },
    );
    const { app } = routed;
    await app.signIn();
    await routed.go('/account');
    const events = app.recordEvents();
    const token = signInElsewhere();
    await routed.settle();
    expect(routed.visited).toEqual(['/account']);
    expect(app.auth.sessionKey()).toBe('s2');
    expect(await app.auth.getAccessToken()).toBe(token);
    expect(events).toEqual([{ type: 'signedIn', from: 'elsewhere' }]);
    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.visited).toEqual(['/account', '/login?returnUrl=%2Faccount']);
  });

  it('T19 the same when the server has ended this session by it, before this tab hears of it', async () => {
    const routed = await setUpRoutes(
      [page('login'), page('account', { canActivate: [authGuard] })],
      { features: [withTokenStore(store)] },
    );
    const { app } = routed;
    await app.signIn();
    await routed.go('/account');
    const events = app.recordEvents();
    app.get();
    const accessToken = createFreshJwt(300, { jti: 'elsewhere' });
    store.record = createStoredTokens({ sid: 's2', accessToken });
    await refuse(sentTo(app));
    store.changeElsewhere(store.record);
    await routed.settle();
    expect(events).toEqual([{ type: 'signedIn', from: 'elsewhere' }]);
    expect(routed.visited).toEqual(['/account']);
  });

  it('T20 goes on with a request that was refused meanwhile, without withTokenRefresh() too', async () => {
    const app = setUp({ features: [withTokenStore(store)] });
    await app.signIn();
    const result = app.get();
    const late = sentTo(app);
    const token = signInElsewhere();
    await refuse(late);
    const sent = sentTo(app);
    expect(tokenOf(sent)).toBe(token);
    sent.flush('ok');
    expect(result.value).toBe('ok');
  });

  it('T20 H7 does not send a stream again, which is used up', async () => {
    const app = setUp({ features: [withTokenStore(store)] });
    await app.signIn();
    const result = new Result(app.http.post(`${API}/items`, new ReadableStream()));
    const late = sentTo(app);
    signInElsewhere();
    await refuse(late);
    await pass(1);
    expect(codeOf(result)).toBe('SESSION_CHANGED');
    app.backend.verify();
  });

  it('T19 is told by sub and iss: another user or another issuer is another session', async () => {
    for (const claims of [{ sub: 'bob' }, { iss: 'https://other.example' }, { sub: null }]) {
      const app = setUp({ features: features() });
      await app.signIn();
      const events = app.recordEvents();
      signInElsewhere(claims);
      await settle();
      expect(events[0]).toEqual({
        type: 'sessionEnded',
        reason: 'session-changed',
        from: 'elsewhere',
      });
      store = new SharedStore();
      TestBed.resetTestingModule();
    }
  });

  it('T20 goes on with requests that wait, which are sent with the new token', async () => {
    const app = setUp({ features: features() });
    await signInStale(app);
    const result = app.get();
    const refresh = new Outcome(app.auth.refresh());
    await settle();
    const token = signInElsewhere();
    await pass(1);
    const sent = sentTo(app);
    expect(tokenOf(sent)).toBe(token);
    sent.flush('ok');
    expect(result.value).toBe('ok');
    await settle();
    expect(refresh.error).toBeUndefined();
  });

  it('T20 goes on with a request that was refused meanwhile: it is sent once more', async () => {
    const app = setUp({ features: features() });
    await app.signIn();
    const result = app.get();
    const late = sentTo(app);
    const token = signInElsewhere();
    await refuse(late);
    const sent = sentTo(app);
    expect(tokenOf(sent)).toBe(token);
    sent.flush('ok');
    expect(result.value).toBe('ok');
    app.backend.verify();
  });

  it('T20 refreshes the new session first where that has run out too', async () => {
    const app = setUp({ features: features() });
    await app.signIn();
    app.get();
    const late = sentTo(app);
    signInElsewhere({}, 60);
    jasmine.clock().tick(61_000);
    await refuse(late);
    const { request } = app.backend.expectOne(REFRESH_URL);
    expect(request.body).toEqual({ refreshToken: 'RT-new' });
  });

  it('T20 sends an optional request again with the new token', async () => {
    const app = setUp({ features: features() });
    await app.signIn();
    app.get('/items', { context: optionalJwtAuth() });
    const late = sentTo(app);
    const token = signInElsewhere();
    await refuse(late);
    expect(app.tokenAt()).toBe(token);
  });

  it('T19 S7 a store that shows the old record once more does not bring it back', async () => {
    const app = setUp({ features: features() });
    await app.signIn();
    const { record } = store;
    const token = signInElsewhere();
    store.changeElsewhere(record);
    await settle();
    expect(await app.auth.getAccessToken()).toBe(token);
  });

  it('T20 fails what waits when another user signs in after that', async () => {
    const app = setUp({ features: features() });
    await signInStale(app);
    const result = app.get();
    await settle();
    signInElsewhere();
    void app.auth.signIn({ accessToken: createFreshJwt(300, { sub: 'bob' }) });
    await pass(1);
    expect(codeOf(result)).toBe('SESSION_CHANGED');
    app.backend.expectNone((request) => request.url.endsWith('/items'));
  });

  it('T20 does not take a request of nobody for one of the user', async () => {
    const app = setUp({ features: features() });
    app.get();
    expect(app.tokenAt()).toBeNull();
    signInElsewhere();
    await settle();
    app.get();
    expect(app.tokenAt()).not.toBeNull();
  });

  it('T20 revokes nothing and refreshes nothing of the old session afterwards', async () => {
    const app = setUp({ browser: new FakeBrowser(), features: features() });
    await signInStale(app);
    app.get();
    await settle();
    const exchange = app.backend.expectOne(REFRESH_URL);
    const token = signInElsewhere();
    await pass(1);
    exchange.flush({ accessToken: createFreshJwt(300, { jti: 'late' }), refreshToken: 'RT-late' });
    await settle();
    expect(await app.auth.getAccessToken()).toBe(token);
    expect(store.record?.sid).toBe('s2');
  });
});
