import { PLATFORM_ID } from '@angular/core';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { Outcome } from '../../../spec-support/outcome';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  START,
  useFakeTime,
} from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { asyncTokenStore } from '../token/async-token-store';

describe('JwtAuth', () => {
  useFakeTime();
  useSilentConsole();

  it('is anonymous without a session', async () => {
    const { auth } = setUp();
    expect(auth.status()).toBe('anonymous');
    expect(auth.isAuthenticated()).toBeFalse();
    expect(auth.claims()).toBeNull();
    expect(auth.roles()).toEqual([]);
    expect(auth.expiresAt()).toBeNull();
    expect(auth.sessionKey()).toBeNull();
    expect(auth.isRefreshing()).toBeFalse();
    await expectAsync(auth.whenReady()).toBeResolved();
  });

  it('shows the session in its signals', async () => {
    const app = setUp();
    await app.signIn(300, { accessToken: createFreshJwt(300, { roles: ['admin'], name: 'Ann' }) });
    expect(app.auth.status()).toBe('authenticated');
    expect(app.auth.isAuthenticated()).toBeTrue();
    expect(app.auth.claims()).toEqual(jasmine.objectContaining({ sub: 'ann', name: 'Ann' }));
    expect(app.auth.roles()).toEqual(['admin']);
    expect(app.auth.expiresAt()).toEqual(new Date(START.getTime() + 300_000));
    expect(app.auth.sessionKey()).toMatch(/^\d+(-\d+){3}$/);
  });

  it('stays authenticated with an expired token that can be refreshed', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(3_600_000);
    expect(app.auth.status()).toBe('authenticated');
    expect(app.auth.claims()).not.toBeNull();
  });

  it('has no claims, roles or expiry for an opaque token', async () => {
    const app = setUp();
    await app.signIn(300, { accessToken: 'opaque' });
    expect(app.auth.status()).toBe('authenticated');
    expect(app.auth.claims()).toBeNull();
    expect(app.auth.roles()).toEqual([]);
    expect(app.auth.expiresAt()).toBeNull();
  });

  it('answers for one, any and every role', async () => {
    const app = setUp({ config: { attachTo: [API], rolesClaim: 'app.groups' } });
    const { auth } = app;
    await app.signIn(300, { accessToken: createFreshJwt(300, { app: { groups: ['a', 'b'] } }) });
    expect([auth.hasRole('a'), auth.hasRole('c')]).toEqual([true, false]);
    expect([auth.hasAnyRole('c', 'b'), auth.hasAnyRole('c', 'd')]).toEqual([true, false]);
    expect([auth.hasEveryRole('a', 'b'), auth.hasEveryRole('a', 'c')]).toEqual([true, false]);
  });

  it('has every role of an empty list as little as any of it', () => {
    const { auth } = setUp();
    const roles = [] as unknown as [string];
    expect([auth.hasAnyRole(...roles), auth.hasEveryRole(...roles)]).toEqual([false, false]);
  });

  it('decodes a token once, however often the claims are read', async () => {
    const app = setUp();
    const accessToken = await app.signIn();
    const claims = app.auth.claims();
    const atob = spyOn(window, 'atob').and.callThrough();
    for (let reads = 0; reads < 10; reads++) {
      app.auth.claims();
      app.auth.hasAnyRole('admin', 'editor');
    }
    expect(atob).not.toHaveBeenCalled();
    const refreshed = app.auth.refresh();
    app.backend.expectOne(REFRESH_URL).flush({ accessToken, refreshToken: 'RT2' });
    await refreshed;
    expect(app.auth.claims()).toEqual(claims);
  });

  it('keeps the session key over a refresh and changes it with the session', async () => {
    const app = setUp();
    await app.signIn();
    const key = app.auth.sessionKey();
    const refreshed = app.auth.refresh();
    app.backend.expectOne(REFRESH_URL).flush({ accessToken: createFreshJwt(600) });
    await refreshed;
    expect(app.auth.sessionKey()).toBe(key);
    await app.signIn();
    expect(app.auth.sessionKey()).not.toBe(key);
    await app.auth.signOut();
    expect(app.auth.sessionKey()).toBeNull();
  });

  it('tells in isRefreshing while a refresh is under way', async () => {
    const app = setUp();
    await app.signIn();
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    expect(app.auth.isRefreshing()).toBeTrue();
    app.backend
      .expectOne(REFRESH_URL)
      .flush(null, { status: 503, statusText: 'Service Unavailable' });
    await settle();
    expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
    expect(app.auth.isRefreshing()).toBeFalse();
  });

  it('has an isRefreshing that stays false without withTokenRefresh()', async () => {
    const app = setUp({ features: [] });
    await app.signIn();
    expect(app.auth.isRefreshing()).toBeFalse();
  });

  it('is unknown until an asynchronous store has answered', async () => {
    const store = new SlowStore();
    const { auth } = setUp({ features: [withTokenStore(asyncTokenStore(store))] });
    const ready = new Outcome(auth.whenReady());
    await settle();
    expect([auth.status(), ready.state]).toEqual(['unknown', 'pending']);
    expect([auth.isAuthenticated(), auth.claims(), auth.sessionKey()]).toEqual([false, null, null]);
    store.last.resolve(createStoredTokens({ sid: 'S7' }));
    await settle();
    expect([auth.status(), ready.state]).toEqual(['authenticated', 'resolved']);
    expect(auth.sessionKey()).toBe('S7');
  });

  it('knows at once what a synchronous store holds', () => {
    const store = new SharedStore();
    store.record = createStoredTokens();
    expect(setUp({ features: [withTokenStore(store)] }).auth.status()).toBe('authenticated');
  });

  it('V1 stays unknown on the server, touches no store and waits for nothing', async () => {
    const store = new SharedStore();
    store.record = createStoredTokens();
    const load = spyOn(store, 'load').and.callThrough();
    const listen = spyOn(store, 'onExternalChange').and.callThrough();
    const { auth } = setUp({
      features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)],
      providers: [{ provide: PLATFORM_ID, useValue: 'server' }],
    });
    await expectAsync(auth.whenReady()).toBeResolved();
    expect(auth.status()).toBe('unknown');
    await expectAsync(auth.getAccessToken()).toBeResolvedTo(null);
    await expectAsync(auth.refresh()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'NOT_SIGNED_IN' }),
    );
    await auth.signOut();
    expect(load).not.toHaveBeenCalled();
    expect(store.record).not.toBeNull();
    expect(listen).not.toHaveBeenCalled();
  });
});
