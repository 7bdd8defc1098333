import { Subject } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh, freshReply } from '../../../spec-support/flush-refresh';
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
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';
import { asyncTokenStore } from '../token/async-token-store';
import type { JwtTokenResponse } from '../token/token-response';
import { withTokenStore } from '../session/with-token-store';
import type { JwtTokenStoreKind } from '../token/jwt-token-store-kind';

describe('JwtAuth.signOut()', () => {
  useFakeTime();
  const told = useSilentConsole();

  function setUpWith(store: JwtTokenStoreKind): TestApp {
    return setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
  }

  it('changes signals, store and events before it returns', async () => {
    const store = new SharedStore();
    const app = setUpWith(store);
    await app.signIn();
    const [events, sid] = [app.recordEvents(), app.auth.sessionKey()];
    const clear = spyOn(store, 'clear').and.callThrough();
    const signedOut = app.auth.signOut();
    expect(app.auth.status()).toBe('anonymous');
    expect([app.auth.claims(), app.auth.sessionKey(), app.auth.expiresAt()]).toEqual([
      null,
      null,
      null,
    ]);
    expect(clear).toHaveBeenCalledOnceWith(sid!);
    expect(store.record).toBeNull();
    expect(events).toEqual([{ type: 'sessionEnded', reason: 'signed-out', from: 'here' }]);
    await signedOut;
  });

  it('says nothing when nobody is signed in', async () => {
    const app = setUp();
    const events = app.recordEvents();
    await app.auth.signOut();
    await app.signIn();
    await app.auth.signOut();
    await app.auth.signOut();
    expect(events.map(({ type }) => type)).toEqual(['signedIn', 'sessionEnded']);
  });

  it('revokes nothing when nobody is signed in', async () => {
    const app = setUp({ features: [withTokenRevocation(`${API}/revoke`)] });
    await expectAsync(app.auth.signOut()).toBeResolved();
    expect(app.backend.match(() => true)).toEqual([]);
    expect(told.warnings.join()).not.toContain('revoked');
  });

  it('C7 keeps a refresh that is answered later from bringing the session back', async () => {
    const store = new SharedStore();
    const app = setUpWith(store);
    await app.signIn(60);
    await pass(61_000);
    const events = app.recordEvents();
    const waiting = app.get();
    const [refresh, token] = [
      new Outcome(app.auth.refresh()),
      new Outcome(app.auth.getAccessToken()),
    ];
    await settle();
    const late = app.backend.expectOne(REFRESH_URL);
    void app.auth.signOut();
    expect(app.auth.isRefreshing()).toBeFalse();
    await pass(0);
    expect([refresh.code, token.state, token.value]).toEqual(['SESSION_OVER', 'resolved', null]);
    expect(waiting.error).toEqual(
      jasmine.objectContaining({
        status: 401,
        error: jasmine.objectContaining({ code: 'SESSION_OVER' }),
      }),
    );
    late.flush(freshReply());
    await pass(60_000);
    expect(app.auth.status()).toBe('anonymous');
    expect(store.record).toBeNull();
    expect(events).toEqual([{ type: 'sessionEnded', reason: 'signed-out', from: 'here' }]);
    app.backend.verify();
  });

  it('C7 gives up the retries of a refresh that fails later', async () => {
    const app = setUp();
    await app.signIn();
    const events = app.recordEvents();
    void app.auth.refresh().catch(() => undefined);
    await settle();
    void app.auth.signOut();
    await flushRefresh(app, 400, {});
    expect(events.map(({ type }) => type)).toEqual(['sessionEnded']);
  });

  it('discards a sign-in that is under way', async () => {
    const app = setUp();
    const reply = new Subject<JwtTokenResponse>();
    const signIn = new Outcome(app.auth.signIn(reply));
    void app.auth.signOut();
    reply.next('AT');
    await settle();
    expect(signIn.code).toBe('SESSION_OVER');
    expect(app.auth.status()).toBe('anonymous');
  });

  it('lets a sign-in that is called after it through', async () => {
    const app = setUp();
    await app.signIn();
    void app.auth.signOut();
    await app.auth.signIn('AT2');
    expect(await app.auth.getAccessToken()).toBe('AT2');
  });

  it('beats an asynchronous store that is still loading', async () => {
    const store = new SlowStore();
    const app = setUpWith(asyncTokenStore(store));
    const events = app.recordEvents();
    const signedOut = new Outcome(app.auth.signOut());
    expect(app.auth.status()).toBe('anonymous');
    store.calls[0]!.resolve(createStoredTokens());
    await settle();
    expect(app.auth.status()).toBe('anonymous');
    expect([store.names, store.last.argument]).toEqual([['load', 'clear'], undefined]);
    expect(signedOut.state).toBe('pending');
    store.last.resolve();
    await settle();
    expect(signedOut.state).toBe('resolved');
    expect(events).toEqual([]);
  });

  it('beats a re-read of the store that began before it or during it', async () => {
    const store = new SlowStore();
    const app = setUpWith(asyncTokenStore(store));
    const { auth } = app;
    const stored = createStoredTokens({ sid: 'S1', seq: 1 });
    store.announceChange();
    store.calls[0]!.resolve(stored);
    await settle();
    expect(auth.sessionKey()).toBe('S1');
    store.announceChange();
    void auth.signOut();
    store.announceChange();
    for (const call of store.calls) if (call.name === 'load') call.resolve({ ...stored, seq: 2 });
    await settle();
    expect(auth.status()).toBe('anonymous');
  });
});
