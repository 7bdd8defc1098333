import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { flushRefresh, refreshStaysDown } from '../../../spec-support/flush-refresh';
import { signInStale } from '../../../spec-support/http';
import { goOnline } from '../../../spec-support/page';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  START,
  useFakeTime,
} from '../../../spec-support/set-up';
import { withBackgroundRefresh } from './with-background-refresh';
import { withTokenRefresh } from './with-token-refresh';

describe('a clock that is set back', () => {
  useFakeTime();
  useSilentConsole();

  it('K11 a clock that is set back five seconds does not end the background refresh', async () => {
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL), withBackgroundRefresh()] });
    await app.signIn(300);
    await pass(100_000);
    jasmine.clock().mockDate(new Date(START.getTime() + 95_000));
    await pass(170_000);
    for (let i = 0; i < 12; i++) await pass(10_000);
    expect(app.backend.match(REFRESH_URL).length).toBeGreaterThan(0);
  });

  it('a timer that fires 1 ms early does not end the background refresh', async () => {
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL), withBackgroundRefresh()] });
    await app.signIn(300);
    jasmine.clock().mockDate(new Date(START.getTime() - 1));
    await pass(270_000);
    for (let i = 0; i < 12; i++) await pass(10_000);
    expect(app.backend.match(REFRESH_URL).length).toBeGreaterThan(0);
  });

  it('K11 a clock that is set back an hour does not stop the background refresh for an hour', async () => {
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL), withBackgroundRefresh()] });
    await app.signIn(300);
    await pass(270_000);
    await flushRefresh(app);
    jasmine.clock().mockDate(new Date(Date.now() - 3_600_000));
    await app.signIn(300);
    await pass(270_000);
    await pass(20_000);
    expect(app.backend.match(REFRESH_URL).length).toBe(1);
  });

  it('K11 a clock set back during a refresh does not make requests fail while the next attempt succeeds', async () => {
    const app = setUp();
    await signInStale(app);
    app.get('/1');
    await flushRefresh(app, 503, 'down');
    jasmine.clock().mockDate(new Date(Date.now() - 30_000));
    // stays down for a minute
    await refreshStaysDown(app, 503, { ms: 30_000 });
    goOnline();
    await settle();
    const result = app.get('/2');
    await flushRefresh(app, 200, { accessToken: createFreshJwt(300) });
    await pass(1);
    expect(result.error).toBeUndefined();
    expect(app.backend.match(`${API}/2`).length).toBe(1);
  });

  it('K11 a clock set back an hour during a refresh does not make it go on for an hour with nobody waiting', async () => {
    const app = setUp();
    await signInStale(app);
    await pass(7_200_000);
    app.get('/1');
    await settle();
    jasmine.clock().mockDate(new Date(Date.now() - 3_600_000));
    const attempts = await refreshStaysDown(app, 503, { ms: 600_000 });
    expect(attempts).toBeLessThan(6);
    expect(app.auth.isRefreshing()).toBeFalse();
  });

  it('K11 ten seconds of Retry-After do not become fifty minutes when the clock is set back', async () => {
    const app = setUp();
    await signInStale(app);
    await pass(7_200_000); // expired by either clock
    app.get('/1');
    await settle();
    app.backend
      .expectOne(REFRESH_URL)
      .flush('', { status: 429, statusText: 'Slow', headers: { 'Retry-After': '20' } });
    await settle();
    jasmine.clock().mockDate(new Date(Date.now() - 3_000_000));
    await pass(21_000);
    app.get('/2');
    await settle();
    expect(app.backend.match(REFRESH_URL).length).toBe(1);
  });
});
