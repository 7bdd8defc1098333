import { NgZone } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt, createJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh, refreshStaysDown } from '../../../spec-support/flush-refresh';
import { goOnline, setVisibility } from '../../../spec-support/page';
import {
  pass,
  REFRESH_URL,
  setUp,
  settle,
  START,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenStore } from '../session/with-token-store';
import { withTokenRefresh } from './with-token-refresh';

/** How many refreshes are under way when a request is sent now. */
async function refreshesForRequest(app: TestApp): Promise<number> {
  const result = app.get();
  await settle();
  const count = app.backend.match(REFRESH_URL).length;
  result.subscription.unsubscribe();
  return count;
}

describe('the time from which a token is refreshed before use', () => {
  useFakeTime();
  useSilentConsole();

  const rows: [title: string, lifetime: number, option: number | undefined, margin: number][] = [
    ['30 s before the end', 300, undefined, 30],
    ['30 s before the end of a long life', 36_000, undefined, 30],
    ['a quarter of a short life before its end', 60, undefined, 15],
    ['a quarter of a very short life before its end', 4, undefined, 1],
    ['refreshBeforeExpiry before the end', 300, 60, 60],
    ['refreshBeforeExpiry but never more than a quarter', 300, 200, 75],
    ['the end when refreshBeforeExpiry is 0', 300, 0, 0],
    ['the end when refreshBeforeExpiry is negative', 300, -10, 0],
  ];
  for (const [title, lifetime, refreshBeforeExpiry, margin] of rows) {
    it(`is ${title}`, async () => {
      const options = refreshBeforeExpiry === undefined ? {} : { refreshBeforeExpiry };
      const app = setUp({ features: [withTokenRefresh(REFRESH_URL, options)] });
      await app.signIn(lifetime);
      await pass((lifetime - margin) * 1000 - 1);
      expect(await refreshesForRequest(app)).toBe(0);
      await pass(1);
      expect(await refreshesForRequest(app)).toBe(1);
    });
  }

  it('K2 does not depend on the clock of the server', async () => {
    const app = setUp();
    const iat = START.getTime() / 1000 - 7200;
    await app.signIn(300, { accessToken: createJwt({ iat, exp: iat + 300 }) });
    await pass(269_999);
    expect(await refreshesForRequest(app)).toBe(0);
    await pass(1);
    expect(await refreshesForRequest(app)).toBe(1);
  });

  it('follows what is left of a restored token: what it claims may be too long', async () => {
    const stored = createStoredTokens({
      accessToken: createFreshJwt(300),
      refreshToken: 'RT1',
      expiresAt: Date.now() + 60_000,
    });
    const app = setUp({
      features: [withTokenStore(new SharedStore(stored)), withTokenRefresh(REFRESH_URL)],
    });
    app.auth.status();
    await pass(44_999);
    expect(await refreshesForRequest(app)).toBe(0);
    await pass(1);
    expect(await refreshesForRequest(app)).toBe(1);
  });

  it('follows expires_in for an opaque token', async () => {
    const app = setUp();
    await app.auth.signIn({ access_token: 'AT', refresh_token: 'RT1', expires_in: 40 });
    await pass(29_999);
    expect(await refreshesForRequest(app)).toBe(0);
    await pass(1);
    expect(await refreshesForRequest(app)).toBe(1);
  });

  it('does not matter where there is nothing to refresh with', async () => {
    const app = setUp();
    const accessToken = await app.signIn(300, { refreshToken: null });
    await pass(299_999);
    expect(await app.auth.getAccessToken()).toBe(accessToken);
    await pass(1);
    expect(app.auth.status()).toBe('anonymous');
  });

  it('uses the token that is still valid when the refresh fails, and tries again', async () => {
    const app = setUp();
    const accessToken = await app.signIn(300);
    await pass(280_000);
    app.get('/a');
    await flushRefresh(app, 503, 'down');
    expect(app.tokenAt('/a')).toBe(accessToken);
    app.get('/b'); // nobody asks again at once
    await settle();
    app.backend.expectNone(REFRESH_URL);
    expect(app.tokenAt('/b')).toBe(accessToken);
    await pass(2_000);
    app.get('/c');
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(app.tokenAt('/c')).toBe('AT2');
  });

  it('starts no refresh by itself', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(3_600_000);
    app.backend.expectNone(REFRESH_URL);
    expect(app.auth.status()).toBe('authenticated');
  });
});

describe('a page that becomes visible or online', () => {
  useFakeTime();
  useSilentConsole();

  const wakes: Record<string, () => void> = {
    visible: () => {
      setVisibility('visible');
    },
    online: goOnline,
  };
  for (const [name, wake] of Object.entries(wakes)) {
    it(`K5 K6 ${name}: refreshes once what is stale`, async () => {
      const app = setUp();
      await app.signIn(60);
      await pass(8 * 3_600_000);
      wake();
      wake();
      await settle();
      await flushRefresh(app, 200, { accessToken: 'AT2' });
      wake();
      await settle();
      app.backend.expectNone(REFRESH_URL);
      app.get();
      expect(app.tokenAt()).toBe('AT2');
    });

    it(`K6 ${name}: leaves alone what is fresh`, async () => {
      const app = setUp();
      await app.signIn(300);
      await pass(200_000);
      wake();
      await settle();
      app.backend.expectNone(REFRESH_URL);
      expect(app.auth.isRefreshing()).toBeFalse();
    });

    it(`K6 ${name}: tries for as long as a caller would wait, and not again by itself`, async () => {
      const app = setUp();
      await app.signIn(60);
      await pass(61_000);
      wake();
      expect(await refreshStaysDown(app)).toBeGreaterThan(2);
      await pass(3_600_000);
      app.backend.expectNone(REFRESH_URL);
      expect(app.auth.status()).toBe('authenticated');
    });

    it(`${name}: does nothing for the anonymous`, async () => {
      const app = setUp();
      app.auth.status();
      wake();
      await settle();
      expect(() => {
        app.backend.verify();
      }).not.toThrow();
    });
  }

  it('L5 is listened for outside the zone', () => {
    const app = setUp();
    const listen = [spyOn(document, 'addEventListener'), spyOn(window, 'addEventListener')];
    const outside = spyOn(TestBed.inject(NgZone), 'runOutsideAngular');
    app.auth.status();
    const types = (): unknown[] => listen.map(({ calls }) => calls.allArgs()[0]?.[0]);
    expect(types()).toEqual([undefined, undefined]);
    TestBed.runInInjectionContext(() => outside.calls.mostRecent().args[0]());
    expect(types()).toEqual(['visibilitychange', 'online']);
  });

  it('K6 hidden: is left alone', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(61_000);
    setVisibility('hidden');
    await settle();
    app.backend.expectNone(REFRESH_URL);
    expect(app.auth.isRefreshing()).toBeFalse();
  });
});
