import { HttpEventType, HttpHeaderResponse } from '@angular/common/http';
import type { TestRequest } from '@angular/common/http/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import {
  flushRefresh,
  freshReply,
  LONGEST_PAUSE,
  refreshStaysDown,
} from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { withTokenRefresh } from './with-token-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';

describe('a refresh', () => {
  useFakeTime();
  const told = useSilentConsole();

  it('is one for all who ask', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(61_000);
    const outcomes = [
      new Outcome(app.auth.refresh()),
      new Outcome(app.auth.refresh()),
      new Outcome(app.auth.getAccessToken()),
    ];
    const results = [app.get('/a'), app.get('/b')];
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(outcomes.map(({ state }) => state)).toEqual(Array(3).fill('resolved'));
    expect([app.tokenAt('/a'), app.tokenAt('/b')]).toEqual(['AT2', 'AT2']);
    expect(results.length).toBe(2);
    app.backend.verify();
  });

  it('is joined by a request with a fresh token, which then carries the new one', async () => {
    const app = setUp();
    await app.signIn();
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    app.get();
    app.backend.expectNone(`${API}/items`);
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect([outcome.state, app.tokenAt()]).toEqual(['resolved', 'AT2']);
  });

  it('comes anew after one that is over', async () => {
    const app = setUp();
    await app.signIn();
    for (const [spent, next] of [
      ['RT1', 'RT2'],
      ['RT2', 'RT3'],
    ]) {
      const outcome = new Outcome(app.auth.refresh());
      await settle();
      const request = app.backend.expectOne(REFRESH_URL);
      expect(request.request.body).toEqual({ refreshToken: spent });
      request.flush({ accessToken: createFreshJwt(), refreshToken: next });
      await settle();
      expect(outcome.state).toBe('resolved');
    }
  });

  it('H4 goes on when those who waited unsubscribed', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(61_000);
    const results = [app.get('/a'), app.get('/b')];
    for (const { subscription } of results) subscription.unsubscribe();
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(await app.auth.getAccessToken()).toBe('AT2');
    app.backend.verify();
  });

  it('leaves no rejection unhandled when nobody waits', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(61_000);
    app.get().subscription.unsubscribe();
    await flushRefresh(app, 503, 'down');
    expect(app.auth.status()).toBe('authenticated');
  });

  it('takes the first value, and none after it', async () => {
    const app = setUp();
    await app.signIn();
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    const request = app.backend.expectOne(REFRESH_URL);
    request.event({ type: HttpEventType.DownloadProgress, loaded: 1 });
    request.flush({ accessToken: 'AT2' });
    await settle();
    expect(outcome.state).toBe('resolved');
    expect(await app.auth.getAccessToken()).toBe('AT2');
  });

  for (const [title, stall] of [
    ['R18 gives up an attempt after 10 s without an answer', () => undefined],
    [
      'R19 gives up an attempt after 10 s when headers arrive and the body stalls',
      (request) => request.event(new HttpHeaderResponse({ status: 200 })),
    ],
  ] as [string, (request: TestRequest) => void][]) {
    it(title, async () => {
      const app = setUp();
      await app.signIn(60);
      await pass(61_000);
      const events = app.recordEvents();
      const [result, token] = [app.get(), new Outcome(app.auth.getAccessToken())];
      await settle();
      const request = app.backend.expectOne(REFRESH_URL);
      stall(request);
      await pass(9_999);
      expect([request.cancelled, token.state]).toEqual([false, 'pending']);
      await pass(1);
      await pass(0);
      expect([request.cancelled, token.state]).toEqual([true, 'pending']);
      await refreshStaysDown(app, 503, { ms: 5_000 });
      expect(token.code).toBe('REFRESH_UNAVAILABLE');
      expect(result.error).toEqual(jasmine.objectContaining({ status: 0 }));
      expect(events.map(({ type }) => type)).toEqual(['refreshFailed']);
      expect([app.auth.status(), app.auth.isRefreshing()]).toEqual(['authenticated', false]);
      expect(told.warnings.join()).not.toContain('refresh function');
      await pass(LONGEST_PAUSE);
      app.get();
      await settle();
      app.backend.expectOne(REFRESH_URL);
    });
  }

  it('R18 waits as long as the timeout option says', async () => {
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL, { timeout: 300 })] });
    await app.signIn();
    const outcome = new Outcome(app.auth.refresh());
    await pass(299);
    expect(outcome.state).toBe('pending');
    await pass(1);
    expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
  });

  it('R18 has no timer left after an answer in time', async () => {
    const app = setUp();
    await app.signIn();
    const events = app.recordEvents();
    new Outcome(app.auth.refresh());
    await flushRefresh(app);
    await pass(60_000);
    expect(events.map(({ type }) => type)).toEqual(['refreshed']);
  });

  it('of the session before is dropped and revoked when it is answered late', async () => {
    const app = setUp({
      features: [withTokenRefresh(REFRESH_URL), withTokenRevocation(`${API}/revoke`)],
    });
    await app.signIn();
    const first = new Outcome(app.auth.refresh());
    await settle();
    const late = app.backend.expectOne(REFRESH_URL);
    await app.auth.signOut();
    const revoked = app.backend.expectOne(`${API}/revoke`);
    expect(revoked.request.body).toEqual({ refreshToken: 'RT1' });
    await app.signIn(300, { refreshToken: 'RT-new' });
    const second = new Outcome(app.auth.refresh());
    await settle();
    const current = app.backend.expectOne(REFRESH_URL);
    expect(current.request.body).toEqual({ refreshToken: 'RT-new' });
    late.flush({ accessToken: 'AT-late', refreshToken: 'RT-late' });
    await settle();
    expect([first.code, second.state]).toEqual(['SESSION_OVER', 'pending']);
    expect(app.auth.isRefreshing()).toBeTrue();
    expect(app.backend.expectOne(`${API}/revoke`).request.body).toEqual({
      refreshToken: 'RT-late',
    });
    current.flush({ accessToken: 'AT-current' });
    await settle();
    expect(second.state).toBe('resolved');
    expect(await app.auth.getAccessToken()).toBe('AT-current');
  });

  it('of the session before that fails late touches nothing', async () => {
    const app = setUp({
      features: [withTokenRefresh(REFRESH_URL), withTokenRevocation(`${API}/revoke`)],
    });
    await app.signIn();
    new Outcome(app.auth.refresh());
    await settle();
    const late = app.backend.expectOne(REFRESH_URL);
    await app.signIn(300, { refreshToken: 'RT-new' });
    const events = app.recordEvents();
    late.flush({}, { status: 400, statusText: 'Bad Request' });
    await settle();
    expect(app.auth.status()).toBe('authenticated');
    expect(events).toEqual([]);
    app.backend.verify();
  });

  it('that succeeds keeps the record one step ahead', async () => {
    const app = setUp();
    await app.signIn();
    const events = app.recordEvents();
    const reply = freshReply();
    const outcome = new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, reply);
    expect(outcome.state).toBe('resolved');
    expect(await app.auth.getAccessToken()).toBe(reply.accessToken);
    expect(events).toEqual([{ type: 'refreshed', from: 'here' }]);
  });
});
