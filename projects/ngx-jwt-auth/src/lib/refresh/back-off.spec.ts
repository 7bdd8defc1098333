import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { useSilentConsole } from '../../../spec-support/console';
import { flushRefresh, PATIENCE, refreshStaysDown } from '../../../spec-support/flush-refresh';
import { signInStale } from '../../../spec-support/http';
import { Outcome } from '../../../spec-support/outcome';
import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import type { Clock } from '../clock';
import type { Pause } from '../tabs/ledger';
import { createBackOff } from './back-off';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-03-01T12:00:00Z');

/** Half the pause, or as near to the whole of it as there is. */
const SHORTEST = 0;
const LONGEST = 1 - Number.EPSILON;

function goOnline(): void {
  window.dispatchEvent(new Event('online'));
}

describe('createBackOff', () => {
  const tokens = createStoredTokens();
  let now: number;
  const clock: Clock = { now: () => now, after: () => () => undefined };
  beforeEach(() => (now = START));

  function askingFor(retryAfter: string, status = 503): HttpErrorResponse {
    const headers = new HttpHeaders({ 'Retry-After': retryAfter });
    return new HttpErrorResponse({ status, headers });
  }

  it('lets go what has not failed', () => {
    expect(createBackOff(clock).wait(tokens)).not.toBeGreaterThan(0);
  });

  for (const [luck, random, pauses] of [
    ['short', SHORTEST, [1, 2, 4, 8, 16, 30, 30, 30]],
    ['long', LONGEST, [2, 4, 8, 16, 32, 60, 60, 60]],
  ] as const) {
    it(`R23 doubles its pauses up to a minute: with ${luck} ones`, () => {
      spyOn(Math, 'random').and.returnValue(random);
      const backOff = createBackOff(clock);
      for (const seconds of pauses) {
        backOff.failed(tokens, null);
        expect(backOff.wait(tokens)).toBeCloseTo(seconds * SECOND, 5);
        now += seconds * SECOND;
        expect(backOff.wait(tokens)).not.toBeGreaterThan(0);
      }
    });
  }

  it('starts anew with other tokens', () => {
    spyOn(Math, 'random').and.returnValue(SHORTEST);
    const backOff = createBackOff(clock);
    for (let failures = 0; failures < 5; failures++) backOff.failed(tokens, null);
    const next = createStoredTokens({ seq: 2 });
    expect(backOff.wait(next)).not.toBeGreaterThan(0);
    backOff.failed(next, null);
    expect(backOff.wait(next)).toBe(SECOND);
  });

  const rows: readonly [title: string, value: string, seconds: number][] = [
    ['seconds', '120', 120],
    ['seconds with spaces around', ' 120 ', 120],
    ['a date', 'Sun, 01 Mar 2026 12:05:00 GMT', 300],
    ['more than an hour: an hour', '86400', 3600],
    ['a date beyond an hour: an hour', 'Mon, 02 Mar 2026 12:00:00 GMT', 3600],
    ['0: our own pause', '0', 1],
    ['a date in the past: our own pause', 'Sun, 01 Mar 2026 11:00:00 GMT', 1],
    ['less than our own pause', '0', 1],
    ['words: our own pause', 'soon', 1],
    ['a fraction, which is no number of seconds', '120.5', 1],
    ['nothing', '', 1],
  ];
  for (const [title, value, seconds] of rows) {
    it(`R1 honours Retry-After: ${title}`, () => {
      spyOn(Math, 'random').and.returnValue(SHORTEST);
      const backOff = createBackOff(clock);
      backOff.failed(tokens, askingFor(value));
      expect(backOff.wait(tokens)).toBe(seconds * SECOND);
    });
  }

  it('R2 ends its own pause on waking, never that of the server', () => {
    spyOn(Math, 'random').and.returnValue(LONGEST);
    const backOff = createBackOff(clock);
    backOff.failed(tokens, null);
    backOff.wake();
    expect(backOff.wait(tokens)).not.toBeGreaterThan(0);
    backOff.failed(tokens, askingFor('30'));
    backOff.wake();
    expect(backOff.wait(tokens)).toBe(30 * SECOND);
  });

  it('K11 forgets a pause that a clock set back has made too long', () => {
    const backOff = createBackOff(clock);
    backOff.failed(tokens, null);
    now -= 2 * MINUTE;
    expect(backOff.wait(tokens)).not.toBeGreaterThan(0);
    backOff.failed(tokens, askingFor('3600'));
    now -= 2 * MINUTE;
    expect(backOff.wait(tokens)).not.toBeGreaterThan(0);
  });

  describe('joins what another tab has come to', () => {
    /** What is left to wait of a pause of another tab. */
    function waitAfter(fields: Partial<Pause>, backOff = createBackOff(clock)): number {
      backOff.join(tokens, {
        failures: 1,
        failedAt: now - 100,
        retryAt: 0,
        serverRetryAt: 0,
        ...fields,
      });
      return Math.max(0, backOff.wait(tokens));
    }

    for (const [pause, longest] of [
      ['retryAt', MINUTE],
      ['serverRetryAt', HOUR],
    ] as const) {
      it(`and holds back until ${pause}, at most for ${String(longest)} ms`, () => {
        for (const ms of [1, longest]) expect(waitAfter({ [pause]: now + ms })).toBe(ms);
        for (const ms of [0, longest + 1]) expect(waitAfter({ [pause]: now + ms })).toBe(0);
      });
    }

    it('but not our own pause once the page woke up, only what the server asked for', () => {
      const backOff = createBackOff(clock);
      backOff.wake();
      expect(waitAfter({ failedAt: now, retryAt: now + SECOND }, backOff)).toBe(SECOND);
      expect(waitAfter({ failedAt: now - 1, retryAt: now + SECOND }, backOff)).toBe(0);
      expect(waitAfter({ failedAt: now - 1, serverRetryAt: now + SECOND }, backOff)).toBe(SECOND);
    });

    it('and counts on from its failures', () => {
      spyOn(Math, 'random').and.returnValue(SHORTEST);
      const backOff = createBackOff(clock);
      waitAfter({ failures: 4 }, backOff);
      expect(backOff.failed(tokens, null).failures).toBe(5);
      expect(backOff.wait(tokens)).toBe(16 * SECOND);
    });

    const impossible: Record<string, Partial<Pause>> = {
      'of a time to come': { failedAt: START + 1 },
      'without failures': { failures: 0 },
      'of less than none': { failures: -1 },
      'with a text for a time': { serverRetryAt: 'soon' as unknown as number },
      'without an end to it': { retryAt: Infinity },
    };
    for (const [what, fields] of Object.entries(impossible)) {
      it(`but not a pause ${what}`, () => {
        expect(waitAfter({ retryAt: now + SECOND, ...fields })).toBe(0);
      });
    }
  });
});

describe('a refresh in an outage', () => {
  useFakeTime();
  useSilentConsole();

  for (const [luck, random] of [
    ['short', SHORTEST],
    ['long', LONGEST],
  ] as const) {
    it(`R23 costs at most 25 calls in ten minutes of 50 calls a second, pauses being ${luck}`, async () => {
      spyOn(Math, 'random').and.returnValue(random);
      const app = setUp();
      await signInStale(app);
      const [events, outcomes] = [app.recordEvents(), new Set<unknown>()];
      let attempts = 0;
      for (let ms = 0; ms < 10 * MINUTE; ms += 20) {
        app.auth
          .getAccessToken()
          .catch((error: unknown) => outcomes.add((error as { code: string }).code));
        jasmine.clock().tick(20);
        for (let turn = 0; turn < 6; turn++) await Promise.resolve();
        for (const request of app.backend.match(REFRESH_URL)) {
          attempts++;
          request.flush('down', { status: 503, statusText: 'Down' });
        }
      }
      expect(attempts).toBeLessThanOrEqual(25);
      expect(attempts).toBeGreaterThan(10);
      expect(app.auth.status()).toBe('authenticated');
      expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['refreshFailed']));
      expect([...outcomes]).toEqual(['REFRESH_UNAVAILABLE']);

      // R24: the first success lets everybody go on.
      await pass(MINUTE);
      const results = Array.from({ length: 50 }, (_, index) => app.get(`/${String(index)}`));
      await flushRefresh(app, 200, { accessToken: 'AT2' });
      const sent = app.backend.match(({ url }) => url.startsWith(API));
      expect(sent.map(({ request }) => request.headers.get('Authorization'))).toEqual(
        results.map(() => 'Bearer AT2'),
      );
      app.backend.verify();
    });
  }

  it('R24 is over for those who wait with the first success', async () => {
    spyOn(Math, 'random').and.returnValue(SHORTEST);
    const app = setUp();
    await signInStale(app);
    const results = [app.get('/1'), app.get('/2')];
    await flushRefresh(app, 503, 'down');
    expect(app.auth.isRefreshing()).toBeTrue();
    await pass(999);
    app.backend.expectNone(REFRESH_URL);
    await pass(1);
    results.push(app.get('/3')); // joins the one under way
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    for (const path of ['/1', '/2', '/3']) expect(app.tokenAt(path)).toBe('AT2');
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
  });

  it('R24 starts the next one with short pauses again', async () => {
    spyOn(Math, 'random').and.returnValue(SHORTEST);
    const app = setUp();
    await signInStale(app);
    app.get('/1');
    expect(await refreshStaysDown(app)).toBe(4); // at 0, 1, 3 and 7 s
    await pass(MINUTE);
    app.get('/2');
    await flushRefresh(app, 200, { accessToken: 'AT2', expires_in: 60 });
    await pass(MINUTE);
    app.get('/3');
    await flushRefresh(app, 503, 'down');
    await pass(SECOND);
    app.backend.expectOne(REFRESH_URL);
  });

  it('fails whoever asks during the pause, at once and without an event of its own', async () => {
    const app = setUp();
    await signInStale(app);
    app.get('/1');
    await refreshStaysDown(app);
    const events = app.recordEvents();
    const result = app.get('/2');
    await pass(0);
    expect(result.error).toEqual(jasmine.objectContaining({ status: 0 }));
    expect(events).toEqual([]);
    app.backend.expectNone(REFRESH_URL);
  });

  it('does not wait for what it may not try in time', async () => {
    const app = setUp();
    await signInStale(app);
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    app.backend
      .expectOne(REFRESH_URL)
      .flush('down', { status: 503, statusText: 'Down', headers: { 'Retry-After': '120' } });
    await settle();
    expect([outcome.code, app.auth.isRefreshing()]).toEqual(['REFRESH_UNAVAILABLE', false]);
    await pass(2 * MINUTE - 1);
    app.get();
    app.backend.expectNone(REFRESH_URL);
    await pass(1);
    app.get();
    await flushRefresh(app);
  });

  it('R2 goes on as soon as the network is back: once', async () => {
    spyOn(Math, 'random').and.returnValue(LONGEST);
    const app = setUp();
    await signInStale(app);
    const results = [app.get('/1'), app.get('/2')];
    await flushRefresh(app, 0, null);
    await pass(10);
    goOnline();
    goOnline();
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    for (const path of ['/1', '/2']) expect(app.tokenAt(path)).toBe('AT2');
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
    app.backend.verify();
  });

  it('R2 is tried again when the network is back, though nobody waits any more', async () => {
    spyOn(Math, 'random').and.returnValue(LONGEST);
    const app = setUp();
    await signInStale(app);
    app.get();
    await refreshStaysDown(app, 0);
    goOnline();
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    app.get('/2');
    expect(app.tokenAt('/2')).toBe('AT2');
  });

  it('does not go on before the server said so, whatever wakes it', async () => {
    const app = setUp();
    await signInStale(app);
    app.get();
    await settle();
    app.backend
      .expectOne(REFRESH_URL)
      .flush('down', { status: 429, statusText: 'Slow down', headers: { 'Retry-After': '12' } });
    await pass(1000);
    goOnline();
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(10_999);
    app.backend.expectNone(REFRESH_URL);
    await pass(1);
    expect(app.backend.match(REFRESH_URL).length).toBe(1);
  });

  it('sends nothing more for a session that is over, and leaves no timer', async () => {
    const app = setUp();
    await signInStale(app);
    const outcome = new Outcome(app.auth.refresh());
    await flushRefresh(app, 503, 'down');
    await app.auth.signOut();
    await settle();
    expect([outcome.code, app.auth.isRefreshing()]).toEqual(['SESSION_OVER', false]);
    await app.signIn(60);
    await pass(HOUR);
    app.backend.verify();
  });

  it('is not cut short by a late failure of a session that is over', async () => {
    const app = setUp();
    await signInStale(app);
    app.auth.refresh().catch(() => undefined);
    await settle();
    const late = app.backend.expectOne(REFRESH_URL);
    await app.signIn(60, { refreshToken: 'RT-next' });
    await pass(1_000);
    app.auth.refresh().catch(() => undefined);
    await settle();
    const headers = { 'Retry-After': '600' };
    const down = { status: 503, statusText: 'Down' };
    app.backend.expectOne(REFRESH_URL).flush('', { ...down, headers });
    await settle();
    late.flush('', down);
    await pass(60_000);
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
    app.backend.expectNone(REFRESH_URL);
  });

  it('uses a token that is still good instead of waiting', async () => {
    const app = setUp();
    const accessToken = await app.signIn(300);
    await pass(280_000);
    const result = app.get();
    await flushRefresh(app, 503, 'down');
    expect(app.tokenAt()).toBe(accessToken);
    expect([result.error, app.auth.isRefreshing()]).toEqual([undefined, false]);
  });

  it('R18 keeps nobody longer than 1.5 times the timeout, and the exchange goes on', async () => {
    spyOn(Math, 'random').and.returnValue(SHORTEST);
    const app = setUp();
    await signInStale(app);
    const outcome = new Outcome(app.auth.refresh());
    await pass(10_000); // the first attempt hangs
    await pass(1_000);
    const second = app.backend.match(REFRESH_URL).at(-1)!;
    await pass(PATIENCE - 11_001);
    expect(outcome.state).toBe('pending');
    await pass(1);
    expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
    // Nobody starts another one while this one may have rotated the token.
    const late = new Outcome(app.auth.refresh());
    await settle();
    app.backend.expectNone((request) => request.url === REFRESH_URL && request !== second.request);
    expect([late.code, app.auth.isRefreshing()]).toEqual(['REFRESH_UNAVAILABLE', true]);
    second.flush({ accessToken: 'AT2', refreshToken: 'RT2' });
    await settle();
    expect(await app.auth.getAccessToken()).toBe('AT2');
  });
});
