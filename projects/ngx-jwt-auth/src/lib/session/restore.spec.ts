import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh } from '../../../spec-support/flush-refresh';
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
import { asyncTokenStore } from '../token/async-token-store';
import { localStorageTokenStore } from '../token/local-storage-token-store';
import { withTokenStore } from '../session/with-token-store';

describe('the restore of a session', () => {
  useFakeTime();
  useSilentConsole();
  afterEach(() => localStorage.clear());

  function restore(stored: unknown, withRefresh = true): { app: TestApp; store: SharedStore } {
    const store = new SharedStore(stored as null);
    const refresh = withRefresh ? [withTokenRefresh(REFRESH_URL)] : [];
    return { app: setUp({ features: [withTokenStore(store), ...refresh] }), store };
  }

  it('takes over a valid record and makes no call', async () => {
    const accessToken = createFreshJwt();
    const { app } = restore(createStoredTokens({ sid: 'S7', accessToken }), false);
    const events = app.recordEvents();
    expect(app.auth.sessionKey()).toBe('S7');
    expect(await app.auth.getAccessToken()).toBe(accessToken);
    expect(events).toEqual([]);
    app.backend.verify();
  });

  it('takes over an expired record that can be refreshed, and refreshes when it is needed', async () => {
    const { app } = restore(createStaleTokens());
    expect(app.auth.status()).toBe('authenticated');
    await pass(3_600_000);
    app.backend.verify();
    app.get();
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(app.tokenAt()).toBe('AT2');
  });

  it('ends a restored session without refresh at its stored deadline', async () => {
    const { app } = restore(createStoredTokens({ expiresAt: Date.now() + 60_000 }), false);
    expect(app.auth.status()).toBe('authenticated');
    await pass(60_000);
    expect(app.auth.status()).toBe('anonymous');
  });

  const useless: Record<string, [stored: unknown, withRefresh: boolean]> = {
    'an expired record without a refresh': [createStaleTokens({ expiresAt: 1 }), false],
    'an expired record without a refresh token': [createStoredTokens({ expiresAt: 1 }), true],
    'S3 text': ['null', true],
    'S3 an array': [[], true],
    'S3 a record without a token': [{ ...createStoredTokens(), accessToken: '' }, true],
    'S3 a deadline that is no number': [{ ...createStoredTokens(), expiresAt: NaN }, true],
    'S11 a record of another version': [{ ...createStoredTokens(), v: 2 }, true],
  };

  for (const [name, [stored, withRefresh]] of Object.entries(useless)) {
    it(`${name} is ignored, left alone and overwritten by the next sign-in`, async () => {
      const { app, store } = restore(stored, withRefresh);
      const events = app.recordEvents();
      const save = spyOn(store, 'save').and.callThrough();
      const clear = spyOn(store, 'clear').and.callThrough();
      expect(app.auth.status()).toBe('anonymous');
      app.get();
      expect(app.tokenAt()).toBeNull();
      expect(store.record as unknown).toBe(stored);
      expect([save.calls.count(), clear.calls.count(), events.length]).toEqual([0, 0, 0]);
      await app.signIn();
      expect(store.record?.sid).toBe(app.auth.sessionKey()!);
    });
  }

  for (const text of ['{bad', 'null', '[]', '{"v":2}', 'x'.repeat(2 ** 21)]) {
    it(`S3 localStorage with ${text.slice(0, 8)} is anonymous and left alone`, async () => {
      localStorage.setItem('ngx-jwt-auth', text);
      const app = setUp({ features: [withTokenStore(localStorageTokenStore())] });
      expect(app.auth.status()).toBe('anonymous');
      await settle();
      expect(localStorage.getItem('ngx-jwt-auth')).toBe(text);
      await app.signIn();
      expect(localStorage.getItem('ngx-jwt-auth')).toContain(app.auth.sessionKey());
    });
  }

  it('S10 two keys on one origin do not meet', async () => {
    localStorage.setItem('other', JSON.stringify(createStoredTokens()));
    const app = setUp({ features: [withTokenStore(localStorageTokenStore({ key: 'mine' }))] });
    expect(app.auth.status()).toBe('anonymous');
    await app.signIn();
    const sid = app.auth.sessionKey()!;
    await app.auth.signOut();
    expect(Object.keys(localStorage).sort()).toEqual([`mine.ended.${sid}`, 'other']);
  });

  it('lets requests wait for an asynchronous store', async () => {
    const store = new SlowStore();
    const app = setUp({ features: [withTokenStore(asyncTokenStore(store))] });
    app.get();
    await settle();
    app.backend.expectNone(`${API}/items`);
    store.last.resolve(createStoredTokens({ accessToken: 'AT1' }));
    await settle();
    expect(app.tokenAt()).toBe('AT1');
  });

  it('lets refresh() wait for an asynchronous store', async () => {
    const store = new SlowStore();
    const app = setUp({
      features: [withTokenStore(asyncTokenStore(store)), withTokenRefresh(REFRESH_URL)],
    });
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    expect(outcome.state).toBe('pending');
    const stored = createStoredTokens({ refreshToken: 'RT1' });
    await store.answer('load', stored);
    await flushRefresh(app);
    await store.answer('load', stored);
    expect(outcome.state).toBe('resolved');
  });

  it('is given up when somebody signs in before the store has answered', async () => {
    const store = new SlowStore();
    const app = setUp({ features: [withTokenStore(asyncTokenStore(store))] });
    const events = app.recordEvents();
    new Outcome(app.auth.signIn('AT2'));
    await settle();
    store.calls[0]!.resolve(createStoredTokens({ accessToken: 'AT1' }));
    await settle();
    expect(await app.auth.getAccessToken()).toBe('AT2');
    expect(events).toEqual([{ type: 'signedIn', from: 'here' }]);
  });
});
