import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh, refreshStaysDown } from '../../../spec-support/flush-refresh';
import { signInStale } from '../../../spec-support/http';
import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { withCookieRefresh } from './with-cookie-refresh';
import { withTokenRefresh } from './with-token-refresh';
import { withTokenStore } from '../session/with-token-store';

describe('a refresh under way', () => {
  useFakeTime();
  useSilentConsole();
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  for (const phase of ['pauses between attempts', 'waits for an answer'] as const) {
    it(`another tab's fresh token is used at once while this one's refresh ${phase}`, async () => {
      spyOn(Math, 'random').and.returnValue(0.999);
      const store = new SharedStore();
      const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
      await signInStale(app);
      app.get('/1');
      await settle();
      if (phase === 'pauses between attempts') {
        app.backend
          .expectOne(REFRESH_URL)
          .flush('', { status: 429, statusText: 'Slow', headers: { 'Retry-After': '12' } });
        await settle();
      }
      const accessToken = createFreshJwt(300, { jti: 'elsewhere' });
      store.changeElsewhere({
        ...store.record!,
        seq: 2,
        accessToken,
        refreshToken: 'RT2',
        expiresAt: Date.now() + 300_000,
      });
      await settle();
      app.get('/2');
      await settle();
      const sent = app.backend.match(({ url }) => url === `${API}/1` || url === `${API}/2`);
      expect(sent.map(({ request }) => request.headers.get('Authorization'))).toEqual([
        `Bearer ${accessToken}`,
        `Bearer ${accessToken}`,
      ]);
      if (phase === 'pauses between attempts') expect(app.auth.isRefreshing()).toBeFalse();
    });
  }

  it('the late failure of an ended session leaves the Retry-After of the new one alone', async () => {
    const app = setUp();
    await signInStale(app);
    app.auth.refresh().catch(() => undefined);
    await settle();
    const old = app.backend.expectOne(REFRESH_URL);
    await app.auth.signOut();
    await app.signIn(1, { refreshToken: 'RTB' });
    await pass(1100);
    app.auth.refresh().catch(() => undefined);
    await settle();
    app.backend
      .match(({ body }) => (body as { refreshToken?: string } | null)?.refreshToken === 'RTB')[0]!
      .flush('', { status: 429, statusText: 'Slow', headers: { 'Retry-After': '120' } });
    await settle();
    old.flush('', { status: 503, statusText: 'Down' });
    await settle();
    app.auth.refresh().catch(() => undefined);
    await settle();
    app.backend.expectNone(REFRESH_URL);
    expect().nothing();
  });

  it('L8 isSessionOver is asked once about one answer', async () => {
    const isSessionOver = jasmine.createSpy().and.returnValue(false);
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL, { isSessionOver })] });
    await app.signIn(300);
    await pass(280_000);
    app.get();
    await flushRefresh(app, 503, 'down');
    expect(isSessionOver).toHaveBeenCalledTimes(1);
  });

  it('L8 isSessionOver: its second opinion on the same answer does not end the session', async () => {
    // "the third failure in a row ends the session", as an app may write it
    let failures = 0;
    const isSessionOver = (): boolean => ++failures >= 3;
    const app = setUp({
      features: [withTokenRefresh(REFRESH_URL, { isSessionOver, timeout: 500 })],
    });
    await signInStale(app);
    for (let i = 0; i < 2; i++) {
      app.auth.refresh().catch(() => undefined);
      await flushRefresh(app, 503, 'down');
      await pass(10_000);
    }
    expect(app.auth.status()).toBe('authenticated');
  });

  it('L8 isSessionOver is asked once about each of several answers', async () => {
    const mistakes: unknown[] = [];
    const isSessionOver = (): boolean => {
      mistakes.push(1);
      return false;
    };
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL, { isSessionOver })] });
    await signInStale(app);
    app.auth.refresh().catch(() => undefined);
    const attempts = await refreshStaysDown(app);
    expect(mistakes.length).toBe(attempts);
  });

  it('a cookie restore is known after its first answer', async () => {
    localStorage.setItem('ngx-jwt-auth.hint', 'S1');
    const app = setUp({ features: [withCookieRefresh(REFRESH_URL)] });
    app.auth.status();
    await flushRefresh(app, 503, 'down');
    expect(app.auth.status()).toBe('authenticated');
  });

  it('another tab signs in during the pause of a cookie restore: nothing is refreshing', async () => {
    localStorage.setItem('ngx-jwt-auth.hint', 'S1');
    const store = new SharedStore();
    const app = setUp({
      features: [withTokenStore(store), withCookieRefresh(REFRESH_URL)],
    });
    app.auth.status();
    await settle();
    app.backend
      .expectOne(REFRESH_URL)
      .flush('', { status: 429, statusText: 'Slow', headers: { 'Retry-After': '12' } });
    await settle();
    store.changeElsewhere(
      createStaleTokens({
        sid: 'S2',
        accessToken: createFreshJwt(),
        expiresAt: Date.now() + 300_000,
      }),
    );
    await settle();
    expect([app.auth.status(), app.auth.isRefreshing()]).toEqual(['authenticated', false]);
  });
});
