import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { goOnline, setVisibility } from '../../../spec-support/page';
import {
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { CLOCK } from '../clock';
import { withTokenStore } from '../session/with-token-store';
import { withBackgroundRefresh } from './with-background-refresh';
import { withTokenRefresh } from './with-token-refresh';

const DAY = 86_400_000;

describe('withBackgroundRefresh()', () => {
  useFakeTime();
  useSilentConsole();

  let app: TestApp;
  beforeEach(async () => {
    app = setUp({ features: [withTokenRefresh(REFRESH_URL), withBackgroundRefresh()] });
    await app.signIn(300);
  });

  it('refreshes ahead of expiry, again and again', async () => {
    for (let round = 0; round < 3; round++) {
      await pass(269_999);
      app.backend.expectNone(REFRESH_URL);
      await pass(1);
      await flushRefresh(app, 200, { accessToken: createFreshJwt(300) });
    }
    expect(app.auth.isRefreshing()).toBeFalse();
  });

  it('waits 30 days for a token that lives so long', async () => {
    await app.signIn((30 * DAY) / 1000);
    await pass(30 * DAY - 30_001);
    app.backend.expectNone(REFRESH_URL);
    await pass(1);
    await flushRefresh(app);
    expect(app.auth.status()).toBe('authenticated');
  });

  it('T18 does nothing while the page is hidden, and refreshes when it is shown', async () => {
    setVisibility('hidden');
    await pass(3_600_000);
    app.backend.expectNone(REFRESH_URL);
    setVisibility('visible');
    await flushRefresh(app);
    expect(app.auth.isRefreshing()).toBeFalse();
  });

  it('tries again 10 s after a failure, until it succeeds', async () => {
    await pass(270_000);
    for (let failures = 0; failures < 3; failures++) {
      await flushRefresh(app, 503, 'down');
      await pass(9_999);
      app.backend.expectNone(REFRESH_URL);
      await pass(1);
    }
    await flushRefresh(app, 200, { accessToken: createFreshJwt(300) });
    await pass(200_000);
    app.backend.expectNone(REFRESH_URL);
    expect(app.auth.status()).toBe('authenticated');
  });

  for (const [name, wake] of Object.entries({ online: goOnline, visible: setVisibility })) {
    it(`tries again after a failure when the page becomes ${name}`, async () => {
      setVisibility('hidden');
      await pass(3_600_000);
      setVisibility('visible');
      await flushRefresh(app, 503, 'down');
      wake('visible');
      await flushRefresh(app, 503, 'down');
      await pass(10_000);
      await flushRefresh(app);
      expect(app.auth.isRefreshing()).toBeFalse();
    });
  }

  it('keeps its pace when the page becomes online in between', async () => {
    await pass(270_000);
    await flushRefresh(app, 503, 'down');
    await pass(5_000);
    goOnline();
    await flushRefresh(app, 503, 'down');
    await pass(4_999);
    app.backend.expectNone(REFRESH_URL);
    await pass(1);
    await flushRefresh(app);
    expect(app.auth.isRefreshing()).toBeFalse();
  });

  it('goes on with the session of a sign-in that came during a refresh', async () => {
    await pass(270_000);
    app.backend.expectOne(REFRESH_URL);
    await app.signIn(300, { refreshToken: 'RT-new' });
    await pass(269_999);
    app.backend.expectNone(REFRESH_URL);
    await pass(1);
    await flushRefresh(app);
    expect(app.auth.isRefreshing()).toBeFalse();
  });

  it('R6 does not end the session before its token when the refresh is refused', async () => {
    await pass(270_000);
    await flushRefresh(app, 400, {});
    await pass(29_999);
    expect(app.auth.status()).toBe('authenticated');
    await pass(1);
    expect(app.auth.status()).toBe('anonymous');
    app.backend.expectNone(REFRESH_URL);
  });

  it('stops at the sign-out', async () => {
    await app.auth.signOut();
    await pass(3_600_000);
    app.backend.expectNone(REFRESH_URL);
    expect(app.auth.status()).toBe('anonymous');
  });

  it('stops at the sign-out that comes while a refresh is under way', async () => {
    await pass(270_000);
    await settle();
    void app.auth.signOut();
    await flushRefresh(app, 503, 'down');
    await pass(3_600_000);
    app.backend.expectNone(REFRESH_URL);
    expect(app.auth.status()).toBe('anonymous');
  });

  it('does not refresh a token of unknown lifetime', async () => {
    await app.auth.signIn({ accessToken: 'AT', refreshToken: 'RT' });
    await pass(30 * DAY);
    app.backend.expectNone(REFRESH_URL);
    expect(app.auth.status()).toBe('authenticated');
  });
});

describe('withBackgroundRefresh() needs', () => {
  useFakeTime();
  useSilentConsole();

  const after = jasmine.createSpy('after').and.returnValue(() => undefined);

  async function timersFor(reply: object): Promise<number[]> {
    after.calls.reset();
    const app = setUp({
      features: [withTokenRefresh(REFRESH_URL), withBackgroundRefresh()],
      providers: [{ provide: CLOCK, useValue: { now: () => Date.now(), after } }],
    });
    await app.signIn(300, reply);
    return after.calls.allArgs().map(([ms]) => ms as number);
  }

  it('one timer for a token that can be refreshed', async () => {
    expect(await timersFor({})).toEqual([270_000]);
  });

  it('no timer for a token of unknown lifetime', async () => {
    expect(await timersFor({ accessToken: 'AT' })).toEqual([]);
  });

  it('no timer besides that of its end for a token that cannot be refreshed', async () => {
    expect(await timersFor({ refreshToken: null })).toEqual([300_000]);
  });
});

describe('withBackgroundRefresh() at start-up', () => {
  useFakeTime();
  useSilentConsole();

  it('refreshes what was restored and is stale', async () => {
    const app = setUp({
      features: [
        withTokenStore(new SharedStore(createStaleTokens())),
        withTokenRefresh(REFRESH_URL),
        withBackgroundRefresh(),
      ],
    });
    expect(app.auth.status()).toBe('authenticated');
    await pass(0);
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(await app.auth.getAccessToken()).toBe('AT2');
  });
});
