import { HttpHeaders, type HttpInterceptorFn } from '@angular/common/http';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { refreshFails, refreshSucceeds, refuse, sentTo, tokenOf } from '../../../spec-support/http';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type SetUp,
} from '../../../spec-support/set-up';
import { OtherTab } from '../../../spec-support/open-tab';
import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { SharedStore } from '../../../spec-support/shared-store';
import { jwtAuthInterceptor } from '../http/jwt-auth-interceptor';
import { keepJwtAuth } from '../http/keep-jwt-auth';
import { optionalJwtAuth } from '../http/optional-jwt-auth';
import { requireJwtAuth } from '../http/require-jwt-auth';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { authGuard } from '../routing/auth-guard';
import { guestGuard } from '../routing/guest-guard';
import { customTokenStore } from '../token/custom-token-store';
import { withTokenStore } from './with-token-store';

const UNAUTHORIZED = jasmine.objectContaining({ status: 401, error: null });
const ENDED = { type: 'sessionEnded', reason: 'token-rejected', from: 'here' } as const;

describe('a token that an API refuses, and nothing to refresh it with', () => {
  useFakeTime();
  useSilentConsole();

  /** In each of these nothing can be refreshed after `signIn(300, NO_REFRESH_TOKEN)`. */
  const setUps: Record<string, SetUp> = {
    'without withTokenRefresh()': { features: [] },
    'without a refresh token': {},
    'without a refresh token, in a store': {
      features: [withTokenStore(new SharedStore()), withTokenRefresh(REFRESH_URL)],
    },
  };
  const NO_REFRESH_TOKEN = { refreshToken: null };

  for (const [name, options] of Object.entries(setUps)) {
    describe(name, () => {
      it('H26 ends the session, and the request fails with its own 401', async () => {
        const app = setUp(options);
        await app.signIn(300, NO_REFRESH_TOKEN);
        const events = app.recordEvents();
        const result = app.get();
        await refuse(sentTo(app));
        expect(result.error).toEqual(UNAUTHORIZED);
        expect(app.auth.status()).toBe('anonymous');
        expect(events).toEqual([ENDED]);
        app.get();
        expect(app.tokenAt()).toBeNull();
      });

      it('H26 ends it once for many requests, each with its own 401', async () => {
        const app = setUp(options);
        await app.signIn(300, NO_REFRESH_TOKEN);
        const events = app.recordEvents();
        const results = ['/a', '/b', '/c'].map((path) => app.get(path));
        for (const path of ['/a', '/b', '/c']) await refuse(sentTo(app, path));
        await pass(1);
        expect(results.map(({ error }) => error)).toEqual(Array(3).fill(UNAUTHORIZED));
        expect(events).toEqual([ENDED]);
      });

      it('H26 ends that of an opaque token, and of a request with requireJwtAuth()', async () => {
        const app = setUp(options);
        await app.auth.signIn({ accessToken: 'opaque' });
        app.get('/items', { context: requireJwtAuth() });
        await refuse(sentTo(app), { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
        expect(app.auth.status()).toBe('anonymous');
      });

      it('H27 goes on after a token of an earlier session was refused', async () => {
        const app = setUp(options);
        await app.signIn(300, NO_REFRESH_TOKEN);
        app.get();
        const late = sentTo(app);
        await app.auth.signIn({ accessToken: createFreshJwt(300, { jti: 'new' }) });
        await refuse(late);
        expect(app.auth.status()).toBe('authenticated');
      });

      it('H27 goes on after a request with a header of its own was refused', async () => {
        const app = setUp(options);
        const token = await app.signIn(300, NO_REFRESH_TOKEN);
        app.get('/items', { headers: { Authorization: `Bearer ${token}` } });
        await refuse(sentTo(app));
        expect(app.auth.status()).toBe('authenticated');
      });

      it('H27 goes on after a request elsewhere was refused', async () => {
        const app = setUp(options);
        await app.signIn(300, NO_REFRESH_TOKEN);
        app.http.get('https://other.example/').subscribe({ error: () => undefined });
        await refuse(app.backend.expectOne('https://other.example/'));
        expect(app.auth.status()).toBe('authenticated');
      });

      for (const status of [0, 400, 403, 404, 407, 419, 498, 500, 503]) {
        it(`H27 goes on after ${String(status)}`, async () => {
          const app = setUp(options);
          await app.signIn(300, NO_REFRESH_TOKEN);
          app.get();
          const sent = sentTo(app);
          if (status) sent.flush(null, { status, statusText: 'Error' });
          else sent.error(new ProgressEvent('error'));
          await settle();
          expect(app.auth.status()).toBe('authenticated');
        });
      }

      for (const challenge of [
        'Bearer error="insufficient_scope"',
        'Bearer error="insufficient_user_authentication", acr_values="mfa"',
        'Basic realm="api"',
        'Negotiate',
        'DPoP algs="ES256"',
      ]) {
        it(`H27 goes on after 401 with ${challenge}`, async () => {
          const app = setUp(options);
          await app.signIn(300, NO_REFRESH_TOKEN);
          const result = app.get();
          await refuse(sentTo(app), { 'WWW-Authenticate': challenge });
          expect(result.error).toEqual(UNAUTHORIZED);
          expect(app.auth.status()).toBe('authenticated');
        });
      }

      it('H28 is what isTokenRejected says', async () => {
        const app = setUp({
          ...options,
          config: {
            attachTo: [API],
            isTokenRejected: ({ error, status }) =>
              status === 419 || (error as { code?: string } | null)?.code === 'token_not_valid',
          },
        });
        await app.signIn(300, NO_REFRESH_TOKEN);
        app.get();
        await refuse(sentTo(app));
        expect(app.auth.status()).toBe('authenticated');
        app.get();
        sentTo(app).flush({ code: 'token_not_valid' }, { status: 403, statusText: 'Forbidden' });
        await settle();
        expect(app.auth.status()).toBe('anonymous');
        await app.signIn(300, NO_REFRESH_TOKEN);
        app.get();
        sentTo(app).flush(null, { status: 419, statusText: 'Expired' });
        await settle();
        expect(app.auth.status()).toBe('anonymous');
      });

      it('H29 goes on after a request with keepJwtAuth() was refused', async () => {
        const app = setUp(options);
        const token = await app.signIn(300, NO_REFRESH_TOKEN);
        const result = app.get('/items', { context: keepJwtAuth() });
        const sent = sentTo(app);
        expect(tokenOf(sent)).toBe(token);
        await refuse(sent);
        expect(result.error).toEqual(UNAUTHORIZED);
        expect(app.auth.status()).toBe('authenticated');
      });

      it('H30 ends with a request with optionalJwtAuth(), which goes out once more without', async () => {
        const app = setUp(options);
        await app.signIn(300, NO_REFRESH_TOKEN);
        const events = app.recordEvents();
        const result = app.get('/items', { context: optionalJwtAuth() });
        await refuse(sentTo(app));
        expect(events).toEqual([ENDED]);
        const replay = sentTo(app);
        expect(tokenOf(replay)).toBeNull();
        replay.flush('public');
        expect(result.value).toBe('public');
      });
    });
  }

  it('H26 is told as refresh-rejected when the refresh token was refused before', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(50_000); // stale, and still good
    app.get();
    await refreshFails(app, 400);
    await pass(300);
    const events = app.recordEvents();
    await refuse(sentTo(app));
    expect(events).toEqual([{ ...ENDED, reason: 'refresh-rejected' }]);
  });

  it('H31 ends the session when the replay is refused too, and nothing is left to refresh with', async () => {
    const app = setUp();
    await app.signIn();
    const result = app.get();
    await refuse(sentTo(app));
    // The token that it brings is refused for a refresh before the replay is answered.
    await refreshSucceeds(app);
    const replay = sentTo(app);
    void app.auth.refresh().catch(() => undefined);
    await refreshFails(app, 400);
    await pass(300);
    expect(app.auth.status()).toBe('authenticated');
    await refuse(replay);
    expect(result.error).toEqual(UNAUTHORIZED);
    expect(app.auth.status()).toBe('anonymous');
  });

  it('H31 stands when the replay is refused, and a refresh can be tried', async () => {
    const app = setUp();
    await app.signIn();
    app.get();
    await refuse(sentTo(app));
    await refreshSucceeds(app);
    await refuse(sentTo(app));
    expect(app.auth.status()).toBe('authenticated');
  });

  it('H30 a lower interceptor that throws then does not take the mark off for good', async () => {
    let calls = 0;
    const mistaken: HttpInterceptorFn = (request, next) => {
      if (++calls === 2) throw new Error('mistake');
      return next(request);
    };
    const app = setUp({ features: [], interceptors: [jwtAuthInterceptor, mistaken] });
    await app.signIn();
    const context = optionalJwtAuth();
    app.get('/items', { context });
    await refuse(sentTo(app));
    const token = await app.signIn();
    app.get('/items', { context });
    expect(app.tokenAt()).toBe(token);
  });

  it('H30 optionalJwtAuth() ends nothing where a refresh can be tried', async () => {
    const app = setUp();
    await app.signIn();
    app.get('/items', { context: optionalJwtAuth() });
    await refuse(sentTo(app));
    expect(app.auth.status()).toBe('authenticated');
    sentTo(app).flush('public');
    await refreshSucceeds(app);
  });

  describe('in several tabs', () => {
    for (const [name, features] of Object.entries({
      'without withTokenRefresh()': [],
      'without a refresh token': [withTokenRefresh(REFRESH_URL)],
    })) {
      it(`S12 ends in all of them, and a reload does not bring it back: ${name}`, async () => {
        const browser = new FakeBrowser();
        const key = `rejected ${name}`;
        const stored = (): SetUp['features'] => [
          withTokenStore(customTokenStore(() => new LocalRecord(key))),
          ...features,
        ];
        const app = setUp({ browser, features: stored() ?? [] });
        await app.signIn(300, NO_REFRESH_TOKEN);
        const other = new OtherTab(browser, ...(stored() ?? []));
        expect(other.auth.status()).toBe('authenticated');
        app.get();
        await refuse(sentTo(app));
        await pass(1);
        expect(app.auth.status()).toBe('anonymous');
        expect(other.auth.status()).toBe('anonymous');
        const reloaded = new OtherTab(browser, ...(stored() ?? []));
        expect(reloaded.auth.status()).toBe('anonymous');
        other.close();
        reloaded.close();
      });
    }

    it('S12 is not brought back by a tab that writes the rejected record again', async () => {
      const store = new SharedStore();
      const app = setUp({ features: [withTokenStore(store)] });
      await app.signIn(300, NO_REFRESH_TOKEN);
      const { record } = store;
      app.get();
      await refuse(sentTo(app));
      store.changeElsewhere(record);
      await settle();
      expect(app.auth.status()).toBe('anonymous');
    });

    it('H27 goes on when another tab has refreshed since', async () => {
      const store = new SharedStore();
      const app = setUp({ features: [withTokenStore(store)] });
      await app.signIn(300, NO_REFRESH_TOKEN);
      app.get();
      const late = sentTo(app);
      const accessToken = createFreshJwt(300, { jti: '2' });
      store.changeElsewhere(createStoredTokens({ ...store.record, accessToken, seq: 2 }));
      await refuse(late);
      expect(app.auth.status()).toBe('authenticated');
    });
  });

  it('H26 leads to the login page once, which guestGuard shows', async () => {
    const routed = await setUpRoutes(
      [page('login', { canActivate: [guestGuard] }), page('account', { canActivate: [authGuard] })],
      { features: [] },
    );
    await routed.app.signIn();
    await routed.go('/account');
    for (const path of ['/a', '/b', '/c']) routed.app.get(path);
    for (const path of ['/a', '/b', '/c']) await refuse(sentTo(routed.app, path));
    await routed.settle();
    expect(routed.visited).toEqual(['/account', '/login?returnUrl=%2Faccount']);
    expect(routed.started.length).toBe(2);
    expect(routed.text).toBe('[login]');
  });

  it('H28 asks isTokenRejected with the answer as it came', async () => {
    const isTokenRejected = jasmine.createSpy().and.returnValue(false);
    const app = setUp({ features: [], config: { attachTo: [API], isTokenRejected } });
    await app.signIn();
    app.get();
    const headers = new HttpHeaders({ 'X-Reason': 'expired' });
    sentTo(app).flush({ a: 1 }, { status: 440, statusText: 'Expired', headers });
    await settle();
    expect(isTokenRejected).toHaveBeenCalledOnceWith(
      jasmine.objectContaining({ status: 440, error: { a: 1 }, headers }),
    );
  });
});

/** A record that the tabs of a test share, and which tells the others. */
class LocalRecord extends SharedStore {
  static readonly #shared = new Map<string, LocalRecord[]>();

  constructor(private readonly key: string) {
    const all = LocalRecord.#shared.get(key) ?? [];
    super(all[0]?.record ?? null);
    LocalRecord.#shared.set(key, [...all, this]);
  }

  override save(tokens: Parameters<SharedStore['save']>[0]): void {
    super.save(tokens);
    this.#tell();
  }

  override clear(sid?: string): void {
    const before = this.record;
    super.clear(sid);
    if (before !== this.record) this.#tell();
  }

  #tell(): void {
    for (const other of LocalRecord.#shared.get(this.key) ?? []) {
      if (other !== this) other.changeElsewhere(this.record);
    }
  }
}
