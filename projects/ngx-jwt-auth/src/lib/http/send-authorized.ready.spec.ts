import { Outcome } from '../../../spec-support/outcome';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { codeOf, refreshFails, refreshSucceeds } from '../../../spec-support/http';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SlowStore } from '../../../spec-support/slow-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { asyncTokenStore } from '../token/async-token-store';
import { requireJwtAuth } from './require-jwt-auth';

describe('a request that waits for the store to answer', () => {
  useSilentConsole();
  useFakeTime();

  let store: SlowStore;
  let app: TestApp;

  beforeEach(() => {
    store = new SlowStore();
    app = setUp({
      features: [withTokenStore(asyncTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
  });

  it('is sent with the token of the session that it finds', async () => {
    app.get();
    await settle();
    app.backend.expectNone(`${API}/items`);
    store.last.resolve(createStoredTokens({ accessToken: 'AT1' }));
    await settle();
    expect(app.tokenAt()).toBe('AT1');
  });

  it('is sent without one when there is no session', async () => {
    app.get();
    store.last.resolve(null);
    await settle();
    expect(app.tokenAt()).toBeNull();
  });

  it('is sent without one when there is no answer in time', async () => {
    app.get();
    await pass(9_999);
    app.backend.expectNone(`${API}/items`);
    await pass(1);
    expect(app.tokenAt()).toBeNull();
  });

  it('waits for the refresh as well', async () => {
    app.get();
    await store.answer('load', createStaleTokens());
    app.backend.expectNone(`${API}/items`);
    const token = await refreshSucceeds(app);
    await store.answer('load', createStaleTokens());
    expect(app.tokenAt()).toBe(token);
  });

  it('sends nothing and refreshes nothing when it was unsubscribed', async () => {
    app.get().subscription.unsubscribe();
    store.last.resolve(createStaleTokens());
    await settle();
    expect(app.backend.match(() => true)).toEqual([]);
  });

  it('fails if it needs a session and there is none', async () => {
    const result = app.get('/items', { context: requireJwtAuth() });
    store.last.resolve(null);
    await pass(1);
    expect(codeOf(result)).toBe('NOT_SIGNED_IN');
    app.backend.verify();
  });

  it('is not sent as who signs in meanwhile', async () => {
    const result = app.get();
    new Outcome(app.auth.signIn({ accessToken: createFreshJwt() }));
    await pass(1);
    expect(codeOf(result)).toBe('SESSION_CHANGED');
    app.backend.verify();
  });

  it('is not sent without a token either when somebody signs out meanwhile', async () => {
    const result = app.get();
    new Outcome(app.auth.signOut());
    await pass(1);
    expect(codeOf(result)).toBe('SESSION_OVER');
    app.backend.verify();
  });

  it('is not sent either when who signs in is signed out at once', async () => {
    app.auth.events.subscribe(({ type }) => {
      if (type === 'signedIn') new Outcome(app.auth.signOut());
    });
    const result = app.get();
    new Outcome(app.auth.signIn({ accessToken: createFreshJwt() }));
    await pass(1);
    expect(codeOf(result)).toBe('SESSION_OVER');
    app.backend.verify();
  });

  it('belongs to the session that it finds: it is over when that is refused', async () => {
    const result = app.get();
    await store.answer('load', createStaleTokens());
    await refreshFails(app, 400);
    await store.answer('load', createStaleTokens()); // no other tab has refreshed
    await pass(1);
    expect(codeOf(result)).toBe('SESSION_OVER');
    app.backend.verify();
  });

  it('belongs to the session that it finds: it is not sent as somebody else', async () => {
    const result = app.get();
    store.last.resolve(createStaleTokens());
    await settle();
    new Outcome(app.auth.signIn({ accessToken: createFreshJwt(300, { sub: 'bob' }) }));
    await pass(1);
    expect(codeOf(result)).toBe('SESSION_CHANGED');
    app.backend.expectNone(`${API}/items`);
  });
});
