import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import { pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import { withTokenStore } from '../session/with-token-store';
import { asyncTokenStore } from '../token/async-token-store';
import { withTokenRefresh } from './with-token-refresh';

describe('a refresh that is refused while the store', () => {
  useFakeTime();
  useSilentConsole();

  it('R4 holds a newer record adopts that, and the request is sent', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    await app.signIn(60);
    await pass(61_000);
    const events = app.recordEvents();
    const [result, refreshed] = [app.get(), new Outcome(app.auth.refresh())];
    await settle();
    store.record = { ...store.record!, seq: 2, accessToken: 'AT2', expiresAt: null };
    await flushRefresh(app, 400, { error: 'invalid_grant' });
    expect([app.tokenAt(), refreshed.state, result.isSettled]).toEqual(['AT2', 'resolved', false]);
    expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
  });

  it('R4 holds another session changes to that', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    await app.signIn(60);
    await pass(61_000);
    const events = app.recordEvents();
    const [result, refreshed] = [app.get(), new Outcome(app.auth.refresh())];
    await settle();
    store.record = createStoredTokens({ sid: 'S2', accessToken: 'AT-other' });
    await flushRefresh(app, 400, { error: 'invalid_grant' });
    await pass(0);
    expect(result.error).toEqual(jasmine.objectContaining({ status: 0 }));
    expect([refreshed.code, app.auth.sessionKey()]).toEqual(['SESSION_CHANGED', 'S2']);
    expect(store.record.sid).toBe('S2');
    expect(events.map((event) => ('reason' in event ? event.reason : event.type))).toEqual([
      'session-changed',
      'signedIn',
    ]);
  });

  it('R4 is behind what was adopted leaves that alone', async () => {
    const store = new SharedStore();
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    await app.signIn(60);
    await pass(61_000);
    const before = store.record!;
    const refreshed = new Outcome(app.auth.refresh());
    await settle();
    store.changeElsewhere({ ...before, seq: 2, accessToken: 'AT2', expiresAt: null });
    store.record = before; // behind, for once
    await flushRefresh(app, 400, {});
    expect(refreshed.state).toBe('resolved');
    expect(await app.auth.getAccessToken()).toBe('AT2');
  });

  it('R4 is slow takes nothing from it after a sign-out', async () => {
    const store = new SlowStore();
    const app = setUp({
      features: [withTokenStore(asyncTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    app.auth.status();
    store.last.resolve(createStaleTokens());
    await settle();
    const refreshed = new Outcome(app.auth.refresh());
    await store.answer('load', createStaleTokens());
    await flushRefresh(app, 400, {});
    expect([store.last.name, refreshed.state]).toEqual(['load', 'pending']);
    void app.auth.signOut();
    await store.answer('load', createStoredTokens({ sid: 'S2' }));
    expect([refreshed.code, app.auth.status()]).toEqual(['SESSION_OVER', 'anonymous']);
  });

  for (const [what, isEmpty, code, reason, from] of [
    ['nothing newer ends the session', false, 'REFRESH_REJECTED', 'refresh-rejected', 'here'],
    ['nothing any more was signed out there', true, 'SESSION_OVER', 'signed-out', 'elsewhere'],
  ] as const) {
    it(`R4 holds ${what}`, async () => {
      const store = new SharedStore();
      const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
      const events = app.recordEvents();
      await app.signIn(60);
      await pass(61_000);
      const refreshed = new Outcome(app.auth.refresh());
      await settle();
      if (isEmpty) store.record = null;
      await flushRefresh(app, 400, {});
      expect(refreshed.code).toBe(code);
      expect(events.at(-1)).toEqual({ type: 'sessionEnded', reason, from });
      expect([app.auth.status(), store.record]).toEqual(['anonymous', null]);
    });
  }
});
