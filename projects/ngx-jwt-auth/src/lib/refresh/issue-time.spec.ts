import { useSilentConsole } from '../../../spec-support/console';
import { createJwt } from '../../../spec-support/create-jwt';
import {
  pass,
  REFRESH_URL,
  setUp,
  settle,
  START,
  useFakeTime,
  type SetUp,
  type TestApp,
} from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenStore } from '../session/with-token-store';
import { withBackgroundRefresh } from './with-background-refresh';
import { withCookieRefresh } from './with-cookie-refresh';
import { withTokenRefresh } from './with-token-refresh';

const T = START.getTime() / 1000;

/** A server whose tokens keep the `iat` of the sign-in; its clock may be another one. */
describe('an iat that stands still', () => {
  useFakeTime();
  useSilentConsole();

  let offset: number;
  let lifetime: number;
  /** When this device's clock stood for the server at T, in seconds. */
  let began: number;

  beforeEach(() => {
    offset = 0;
    lifetime = 300;
    began = T;
  });

  function token(): string {
    const now = Math.floor(Date.now() / 1000) - began;
    const iat = T + offset;
    return createJwt({ sub: 'ann', iat, exp: iat + now + lifetime });
  }

  async function start(options: SetUp = {}): Promise<TestApp> {
    const app = setUp(options);
    await app.auth.signIn({ accessToken: token(), refreshToken: 'RT1' });
    return app;
  }

  /** Seconds from now until the access token counts as expired. */
  function left(app: TestApp): number {
    return ((app.auth.expiresAt()?.getTime() ?? NaN) - Date.now()) / 1000;
  }

  /** Answers the one refresh under way, and tells whether there was one. */
  async function answerRefresh(app: TestApp): Promise<boolean> {
    await settle();
    const [refresh] = app.backend.match(REFRESH_URL);
    refresh?.flush({ accessToken: token(), refreshToken: 'RT2' });
    await settle();
    return !!refresh;
  }

  for (const hours of [0, 2, -2]) {
    it(`K13 K2 never makes a token live longer: the server's clock is ${hours} h off`, async () => {
      offset = hours * 3600;
      const app = await start();
      for (let times = 0; times < 12; times++) {
        await pass(290_000);
        const given = app.auth.getAccessToken();
        expect(await answerRefresh(app)).toBeTrue();
        expect(await given).toBe(token());
        expect(left(app)).toBe(300);
      }
    });
  }

  it('K13 hands out no token that is dead', async () => {
    const app = await start();
    await pass(290_000);
    void app.auth.getAccessToken();
    await answerRefresh(app);
    await pass(300_000);
    const given = app.auth.getAccessToken();
    expect(await answerRefresh(app)).toBeTrue();
    expect(await given).toBe(token());
  });

  it('K13 lets the background refresh come in time', async () => {
    const app = await start({ features: [withTokenRefresh(REFRESH_URL), withBackgroundRefresh()] });
    let refreshes = 0;
    for (let seconds = 0; seconds < 3600; seconds += 10) {
      await pass(10_000);
      if (await answerRefresh(app)) refreshes++;
      expect(left(app)).toBeGreaterThan(0);
    }
    expect(refreshes).toBe(13); // each 270 s
  });

  it('K13 goes on after a reload with what the store has', async () => {
    const store = new SharedStore({
      v: 1,
      sid: 's1',
      seq: 7,
      accessToken: token(),
      refreshToken: 'RT1',
      expiresAt: Date.now() + 300_000,
    });
    const app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    await pass(3_600_000);
    void app.auth.getAccessToken();
    await answerRefresh(app);
    expect(left(app)).toBe(300);
  });

  it('K13 a sign-in starts anew', async () => {
    const app = await start();
    await pass(100_000);
    began = T + 100;
    await app.auth.signIn({ accessToken: token(), refreshToken: 'RT3' });
    expect(left(app)).toBe(300);
  });

  for (const hours of [2, -2]) {
    it(`K17 a clock that is set by ${hours} h meanwhile makes it no longer than it claims`, async () => {
      const app = await start();
      await pass(290_000);
      const exp = T + 590;
      jasmine.clock().mockDate(new Date(Date.now() + hours * 3_600_000));
      const refreshed = app.auth.refresh();
      await settle();
      const accessToken = createJwt({ sub: 'ann', iat: T, exp });
      app.backend.expectOne(REFRESH_URL).flush({ accessToken, refreshToken: 'RT2' });
      await refreshed;
      expect(left(app)).toBe(590);
    });
  }

  it('K18 is not stale on arrival, however short it lives', async () => {
    lifetime = 20;
    const app = await start();
    for (let times = 0; times < 5; times++) {
      await pass(16_000); // a quarter before its end
      void app.auth.getAccessToken();
      expect(await answerRefresh(app)).toBeTrue();
      void app.auth.getAccessToken();
      expect(await answerRefresh(app)).toBeFalse();
    }
  });

  it('K16 one without iat is no storm where the clock of the device is ahead', async () => {
    const app = setUp();
    const reply = (): object => ({
      accessToken: createJwt({ exp: T - 3_600 }),
      refreshToken: 'RT',
    });
    await app.auth.signIn(reply());
    let refreshes = 0;
    for (let second = 0; second < 60; second++) {
      app.get();
      await settle();
      for (const request of app.backend.match(REFRESH_URL)) {
        refreshes++;
        request.flush(reply());
      }
      await settle();
      app.backend.match(() => true).forEach((request) => request.flush('ok'));
      await pass(1_000);
    }
    expect(refreshes).toBe(0);
  });

  it('K13 after a restore too, when the sign-in was an hour ago', async () => {
    localStorage.setItem('ngx-jwt-auth.hint', 'S1');
    await pass(3_600_000);
    const app = setUp({ features: [withCookieRefresh(REFRESH_URL)] });
    void app.auth.getAccessToken();
    await settle();
    app.backend.expectOne(REFRESH_URL).flush({ accessToken: token() });
    await settle();
    localStorage.clear();
    expect(left(app)).toBe(300);
  });

  it('K14 after a restore expires_in says what iat cannot', async () => {
    localStorage.setItem('ngx-jwt-auth.hint', 'S1');
    await pass(3_600_000);
    const app = setUp({ features: [withCookieRefresh(REFRESH_URL)] });
    void app.auth.getAccessToken();
    await settle();
    app.backend.expectOne(REFRESH_URL).flush({ accessToken: token(), expires_in: 300 });
    await settle();
    localStorage.clear();
    expect(left(app)).toBe(300);
  });
});
