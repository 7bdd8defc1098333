import { TestBed } from '@angular/core/testing';
import type { TestRequest } from '@angular/common/http/testing';
import { Subject, config as rxjsConfig } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { freshReply } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import { goOnline } from '../../../spec-support/page';
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
import { withBackgroundRefresh } from '../refresh/with-background-refresh';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';
import { asyncTokenStore } from '../token/async-token-store';
import type { JwtTokenResponse } from '../token/token-response';
import { withTokenStore } from '../session/with-token-store';
import type { JwtAuth } from './jwt-auth';

describe('an app that is destroyed', () => {
  useFakeTime();
  const told = useSilentConsole();

  let store: SharedStore;
  let app: TestApp;
  let auth: JwtAuth;

  function start(): void {
    store = new SharedStore();
    app = setUp({
      features: [
        withTokenStore(store),
        withTokenRefresh(REFRESH_URL),
        withTokenRevocation(`${API}/revoke`),
        withBackgroundRefresh(),
      ],
    });
    auth = app.auth;
  }

  const answers: Record<string, (late: TestRequest) => void> = {
    'a new pair': (late) => late.flush(freshReply()),
    'a refusal': (late) => late.flush({}, { status: 400, statusText: 'Bad Request' }),
    'an outage': (late) => late.flush('', { status: 503, statusText: 'Unavailable' }),
    nothing: () => undefined,
  };

  for (const [name, answer] of Object.entries(answers)) {
    it(`L1 during a refresh settles who waits, and shows nothing when ${name} comes`, async () => {
      start();
      await app.signIn();
      const [events, clear] = [app.recordEvents(), spyOn(store, 'clear').and.callThrough()];
      const outcome = new Outcome(auth.refresh());
      await settle();
      const late = app.backend.expectOne(REFRESH_URL);
      const { backend } = app;
      TestBed.resetTestingModule();
      await settle();
      expect([outcome.code, auth.isRefreshing()]).toEqual(['REFRESH_UNAVAILABLE', false]);
      const shown = [auth.sessionKey(), auth.expiresAt(), auth.claims()];
      answer(late);
      await pass(60_000);
      expect([auth.sessionKey(), auth.expiresAt(), auth.claims()]).toEqual(shown);
      expect([auth.isRefreshing(), clear.calls.count(), events.length]).toEqual([false, 0, 0]);
      const isNew = name === 'a new pair';
      expect(store.record?.refreshToken).toBe(isNew ? 'RT2' : 'RT1');
      expect([...told.errors, ...told.warnings]).toEqual([]);
      expect(() => backend.verify()).not.toThrow();
    });
  }

  it('L1 ends its events', async () => {
    start();
    const ended = jasmine.createSpy();
    auth.events.subscribe({ complete: ended });
    await app.signIn();
    TestBed.resetTestingModule();
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('L1 during a sign-in rejects it and writes nothing', async () => {
    start();
    const reply = new Subject<JwtTokenResponse>();
    const outcome = new Outcome(auth.signIn(reply));
    TestBed.resetTestingModule();
    reply.next('AT');
    await settle();
    expect(outcome.code).toBe('SESSION_OVER');
    expect([auth.status(), store.record]).toEqual(['anonymous', null]);
  });

  it('L1 while an asynchronous store loads settles whenReady()', async () => {
    const slow = new SlowStore();
    auth = setUp({ features: [withTokenStore(asyncTokenStore(slow))] }).auth;
    const ready = new Outcome(auth.whenReady());
    TestBed.resetTestingModule();
    await settle();
    expect(ready.state).toBe('resolved');
    slow.last.resolve({ v: 1, sid: 'S1', seq: 1, accessToken: 'AT', expiresAt: null });
    await settle();
    expect(auth.status()).toBe('unknown');
  });

  it('L1 while it re-reads an asynchronous store does not adopt what comes', async () => {
    const slow = new SlowStore();
    auth = setUp({ features: [withTokenStore(asyncTokenStore(slow))] }).auth;
    slow.last.resolve(null);
    await settle();
    slow.announceChange();
    TestBed.resetTestingModule();
    slow.last.resolve({ v: 1, sid: 'S1', seq: 1, accessToken: 'AT', expiresAt: null });
    await settle();
    expect(auth.status()).toBe('anonymous');
  });

  it('L3 leaves no timer and no listener behind', async () => {
    start();
    await app.signIn(60);
    const { backend } = app;
    const listeners = spyOn(document, 'removeEventListener').and.callThrough();
    TestBed.resetTestingModule();
    expect(listeners).toHaveBeenCalledWith('visibilitychange', jasmine.any(Function));
    await pass(3_600_000);
    goOnline();
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(() => backend.verify()).not.toThrow();
  });

  it('L3 does not end a session without refresh any more', async () => {
    store = new SharedStore();
    app = setUp({ features: [withTokenStore(store)] });
    auth = app.auth;
    await app.signIn(60);
    TestBed.resetTestingModule();
    await pass(3_600_000);
    expect(auth.status()).toBe('authenticated');
    expect(store.record).not.toBeNull();
  });

  it('L3 during a background refresh arms no other', async () => {
    start();
    await app.signIn(60);
    await pass(45_000);
    const { backend } = app;
    backend.expectOne(REFRESH_URL);
    TestBed.resetTestingModule();
    await pass(3_600_000);
    expect(() => backend.verify()).not.toThrow();
  });

  it('L1 does not ask the app about an answer to a request any more', async () => {
    start();
    await app.signIn();
    const result = app.get();
    const request = app.backend.expectOne(`${API}/items`);
    const reported = jasmine.createSpy('onUnhandledError');
    rxjsConfig.onUnhandledError = reported;
    TestBed.resetTestingModule();
    request.flush(null, { status: 401, statusText: 'Unauthorized' });
    await pass(0);
    rxjsConfig.onUnhandledError = null;
    expect(reported).not.toHaveBeenCalled();
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
  });

  it('L3 starts again a hundred times', async () => {
    const add = spyOn(window, 'addEventListener').and.callThrough();
    const remove = spyOn(window, 'removeEventListener').and.callThrough();
    const count = (spy: jasmine.Spy): number =>
      spy.calls.allArgs().filter(([type]) => type === 'online').length;
    for (let round = 0; round < 100; round++) {
      start();
      await app.signIn();
      TestBed.resetTestingModule();
    }
    expect([count(add), count(remove)]).toEqual([100, 100]);
  });
});
