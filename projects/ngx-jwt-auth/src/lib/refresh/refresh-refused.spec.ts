import type { HttpErrorResponse } from '@angular/common/http';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { flushRefresh, refreshStaysDown } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import type { JwtAuthError } from '../errors';
import { withTokenStore } from '../session/with-token-store';
import { withTokenRefresh } from './with-token-refresh';

describe('a refresh that is refused', () => {
  useFakeTime();
  useSilentConsole();

  const ended = { type: 'sessionEnded', reason: 'refresh-rejected', from: 'here' } as const;

  const refusals: [title: string, status: number][] = [
    ['R3 400 invalid_grant', 400],
    ['R7 401', 401],
    ['R9 403', 403],
  ];
  for (const [title, status] of refusals) {
    it(`${title} ends the session once, for all who wait`, async () => {
      const store = new SharedStore();
      const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
      await app.signIn(60);
      await pass(61_000);
      const events = app.recordEvents();
      const results = [app.get('/a'), app.get('/b'), app.get('/c')];
      const outcomes = [new Outcome(app.auth.refresh()), new Outcome(app.auth.refresh())];
      await flushRefresh(app, status, { error: 'invalid_grant', hint: 'SECRET' });
      await pass(0);
      expect(events).toEqual([ended]);
      expect([app.auth.status(), store.record]).toEqual(['anonymous', null]);
      expect(outcomes.map(({ code }) => code)).toEqual(Array(2).fill('REFRESH_REJECTED'));
      expect({ ...((outcomes[0]!.error as JwtAuthError).cause as object) }).toEqual({
        status,
        statusText: `Status ${String(status)}`,
        url: REFRESH_URL,
      });
      for (const { error } of results) {
        const failure = error as HttpErrorResponse;
        expect([failure.status, (failure.error as JwtAuthError).code]).toEqual([
          401,
          'SESSION_OVER',
        ]);
      }
      app.backend.verify();
    });
  }

  for (const status of [400, 401, 403, 503]) {
    for (const isOver of [true, false]) {
      it(`R9 ${String(status)} follows isSessionOver: ${String(isOver)}`, async () => {
        const isSessionOver = jasmine.createSpy('isSessionOver').and.returnValue(isOver);
        const app = setUp({ features: [withTokenRefresh(REFRESH_URL, { isSessionOver })] });
        await app.signIn(60);
        await pass(61_000);
        const outcome = new Outcome(app.auth.refresh());
        await flushRefresh(app, status, { reason: 'x' });
        if (!isOver) await refreshStaysDown(app, status);
        expect(outcome.code).toBe(isOver ? 'REFRESH_REJECTED' : 'REFRESH_UNAVAILABLE');
        expect(app.auth.status()).toBe(isOver ? 'anonymous' : 'authenticated');
        expect(isSessionOver).toHaveBeenCalledWith(
          jasmine.objectContaining({ status, error: { reason: 'x' } }),
        );
      });
    }
  }

  it('a failing isSessionOver keeps the session', async () => {
    const isSessionOver = (): never => {
      throw new Error('own');
    };
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL, { isSessionOver })] });
    await app.signIn(60);
    await pass(61_000);
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    app.backend.expectOne(REFRESH_URL).flush({}, { status: 400, statusText: 'Bad Request' });
    await settle();
    expect(() => {
      jasmine.clock().tick(0);
    }).toThrowError('own');
    expect(outcome.state).toBe('pending');
    expect(app.auth.status()).toBe('authenticated');
  });

  it('R6 while the access token is valid uses it to its end, and refreshes no more', async () => {
    const app = setUp();
    const accessToken = await app.signIn(300);
    await pass(280_000);
    const events = app.recordEvents();
    app.get('/a');
    await flushRefresh(app, 400, {});
    expect(app.tokenAt('/a')).toBe(accessToken);
    expect(events).toEqual([{ type: 'refreshFailed', error: jasmine.any(Error) as never }]);
    await pass(19_999);
    app.get('/b');
    expect(app.tokenAt('/b')).toBe(accessToken);
    expect(await app.auth.getAccessToken()).toBe(accessToken);
    const again = new Outcome(app.auth.refresh());
    await settle();
    expect(again.code).toBe('REFRESH_REJECTED');
    expect(app.auth.status()).toBe('authenticated');
    await pass(1);
    expect(app.auth.status()).toBe('anonymous');
    expect(events.slice(1)).toEqual([ended]);
    app.backend.verify();
  });

  it('R6 while the access token is valid ends the session when an API refuses that too', async () => {
    const app = setUp();
    await app.signIn(300);
    const events = app.recordEvents();
    const refreshed = new Outcome(app.auth.refresh());
    await flushRefresh(app, 400, {});
    expect(refreshed.code).toBe('REFRESH_REJECTED');
    expect(app.auth.status()).toBe('authenticated');
    app.get();
    app.backend.expectOne(`${API}/items`).flush('', { status: 401, statusText: 'Unauthorized' });
    expect(app.auth.status()).toBe('anonymous');
    expect(events.at(-1)).toEqual(ended);
    app.backend.verify();
  });

  it('R6 after an API refused the access token ends the session at once', async () => {
    const app = setUp();
    await app.signIn(300);
    const refreshed = new Outcome(app.auth.refresh());
    const result = app.get();
    await settle();
    app.backend.expectNone(`${API}/items`);
    await flushRefresh(app, 503, '');
    await pass(2_000);
    app.backend.expectOne(`${API}/items`).flush('no', { status: 401, statusText: 'Unauthorized' });
    await flushRefresh(app, 400, {});
    expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
    expect(app.auth.status()).toBe('anonymous');
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401, error: 'no' }));
  });

  it('R6 while an API refuses the access token ends the session at once', async () => {
    const app = setUp();
    await app.signIn(300);
    const result = app.get();
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    app.backend.expectOne(`${API}/items`).flush('no', { status: 401, statusText: 'Unauthorized' });
    await flushRefresh(app, 400, {});
    expect([refreshed.code, app.auth.status()]).toEqual(['REFRESH_REJECTED', 'anonymous']);
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401, error: 'no' }));
  });

  it('R6 is forgotten with the next sign-in', async () => {
    const app = setUp();
    await app.signIn(300);
    new Outcome(app.auth.refresh());
    await flushRefresh(app, 400, {});
    await app.signIn(300);
    const refreshed = new Outcome(app.auth.refresh());
    await flushRefresh(app);
    expect(refreshed.state).toBe('resolved');
  });

  it('a reply with another subject ends the session at once, and is not kept', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    await app.signIn(300);
    const events = app.recordEvents();
    const refreshed = new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, { accessToken: createFreshJwt(300, { sub: 'bob' }) });
    expect(refreshed.code).toBe('REFRESH_REJECTED');
    expect(events).toEqual([{ type: 'sessionEnded', reason: 'subject-changed', from: 'here' }]);
    expect([app.auth.status(), store.record]).toEqual(['anonymous', null]);
  });

  it('a reply with another subject ends the session whatever the store holds', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    await app.signIn(300);
    const events = app.recordEvents();
    new Outcome(app.auth.refresh());
    await settle();
    store.record = { ...store.record!, seq: 2 };
    await flushRefresh(app, 200, { accessToken: createFreshJwt(300, { sub: 'bob' }) });
    expect(events).toEqual([{ type: 'sessionEnded', reason: 'subject-changed', from: 'here' }]);
  });

  for (const [name, before, after] of [
    ['opaque to opaque', 'AT1', 'AT2'],
    ['opaque to a JWT', 'AT1', createFreshJwt()],
    ['a JWT to opaque', createFreshJwt(), 'AT2'],
    ['a JWT to one of the same subject', createFreshJwt(), createFreshJwt(600)],
  ]) {
    it(`a reply that goes from ${name!} is no change of subject`, async () => {
      const app = setUp();
      await app.signIn(300, { accessToken: before });
      const refreshed = new Outcome(app.auth.refresh());
      await flushRefresh(app, 200, { accessToken: after });
      expect(refreshed.state).toBe('resolved');
      expect(await app.auth.getAccessToken()).toBe(after!);
    });
  }
});
