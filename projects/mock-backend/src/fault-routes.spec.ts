import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeJwt } from 'jose';
import { DEFAULT_FAULTS, type Faults } from './faults.ts';
import type { Movie } from './movie.ts';
import { assertInvalidGrant, START, TestApp } from './test-app.ts';

async function faultsOf(app: TestApp): Promise<Faults> {
  return (await (await app.call('GET /faults')).json()) as Faults;
}

describe('the switches', () => {
  test('start with the defaults, or with what the app was given', async () => {
    assert.deepEqual(await faultsOf(new TestApp()), DEFAULT_FAULTS);
    const app = new TestApp({ faults: { latency: 5 } });
    assert.deepEqual(await faultsOf(app), { ...DEFAULT_FAULTS, latency: 5 });
  });

  test('POST changes those named, PUT returns the others to their start value', async () => {
    const app = new TestApp({ faults: { accessTokenLifetime: 60 } });
    await app.setFaults({ accessTokenLifetime: 5, overlapWindow: 9 });
    await app.setFaults({ overlapWindow: 10 });
    const changed = { ...DEFAULT_FAULTS, accessTokenLifetime: 5, overlapWindow: 10 };
    assert.deepEqual(await faultsOf(app), changed);
    const reply = await app.call('PUT /faults', { body: { clockOffset: -30 } });
    const replaced = { ...DEFAULT_FAULTS, accessTokenLifetime: 60, clockOffset: -30 };
    assert.deepEqual(await reply.json(), replaced);
    assert.deepEqual(await faultsOf(app), replaced);
  });

  test('fill in what a refresh fault leaves out', async () => {
    const app = new TestApp();
    await app.setFaults({ refreshFault: { kind: '429', times: 3 } });
    assert.deepEqual((await faultsOf(app)).refreshFault, {
      kind: '429',
      times: 3,
      retryAfter: 1,
      location: 'https://elsewhere.example/auth/refresh',
      rotateFirst: false,
    });
    await app.setFaults({ refreshFault: null });
    assert.equal((await faultsOf(app)).refreshFault, null);
  });

  const wrong: readonly (readonly [object, string, RegExp])[] = [
    [{ latency: '5' }, 'latency', /whole number from 0 to 30000/],
    [{ accessTokenLifetime: 0 }, 'accessTokenLifetime', /from 1/],
    [{ refreshTokenLifetime: 1.5 }, 'refreshTokenLifetime', /whole number/],
    [{ overlapWindow: -1 }, 'overlapWindow', /from 0/],
    [{ clockOffset: null }, 'clockOffset', /whole number/],
    [{ jitter: -1 }, 'jitter', /whole number from 0 to 30000/],
    [{ unplugged: 1 }, 'unplugged', /true or false/],
    [{ latencies: 5 }, 'latencies', /Unknown field.*latency/],
    [{ refreshFault: '503' }, 'refreshFault', /null or an object/],
    [{ refreshFault: {} }, 'refreshFault', /kind: Must be one of 503, 429, hang, drop, redirect/],
    [{ refreshFault: { kind: '500' } }, 'refreshFault', /kind: Must be one of/],
    [{ refreshFault: { kind: '503', times: 0 } }, 'refreshFault', /times: .*from 1/],
    [{ refreshFault: { kind: '503', retryAfter: -1 } }, 'refreshFault', /retryAfter: /],
    [{ refreshFault: { kind: 'redirect', location: '/here' } }, 'refreshFault', /absolute/],
    [{ refreshFault: { kind: 'drop', rotateFirst: 1 } }, 'refreshFault', /rotateFirst: /],
  ];
  for (const [body, field, text] of wrong) {
    test(`refuse ${JSON.stringify(body)} and stay as they are`, async () => {
      const app = new TestApp();
      const reply = await app.call('POST /faults', { body: { ...body, clockOffset: 7, ...body } });
      assert.equal(reply.status, 400);
      const { errors } = (await reply.json()) as { errors: Record<string, string> };
      assert.deepEqual(Object.keys(errors), [field]);
      assert.match(errors[field] ?? '', text);
      assert.deepEqual(await faultsOf(app), DEFAULT_FAULTS);
    });
  }

  test('refuse what is not JSON', async () => {
    assert.equal((await new TestApp().call('PUT /faults', { body: 'latency=5' })).status, 400);
  });
});

describe('access token lifetime', () => {
  test('is in the token and in the reply, of a login and of a refresh', async () => {
    const app = new TestApp();
    await app.setFaults({ accessTokenLifetime: 5 });
    const first = await app.login();
    for (const { accessToken, expiresIn } of [first, await app.rotated(first.refreshToken)]) {
      assert.equal(expiresIn, 5);
      assert.equal(decodeJwt(accessToken).exp, START / 1000 + 5);
    }
  });
});

describe('latency', () => {
  test('delays every answer but those of the switches', async () => {
    const app = new TestApp();
    await app.login();
    assert.deepEqual(app.waits, []);
    await app.setFaults({ latency: 250 });
    await app.call('GET /faults/stats');
    await app.login();
    await app.call('GET /movies');
    assert.deepEqual(app.waits, [250, 250]);
  });
});

describe('jitter', () => {
  test('adds another share of itself to each answer, the same in each run', async () => {
    const delays = async (): Promise<number[]> => {
      const app = new TestApp();
      await app.setFaults({ latency: 100, jitter: 1000 });
      for (let call = 0; call < 50; call++) await app.call('GET /movies');
      return app.waits;
    };
    const all = await delays();
    assert.deepEqual(all, await delays());
    assert.equal(new Set(all).size, 50);
    assert.ok(Math.min(...all) >= 100 && Math.min(...all) < 150, String(Math.min(...all)));
    assert.ok(Math.max(...all) <= 1100 && Math.max(...all) > 1050, String(Math.max(...all)));
  });
});

describe('unplugged', () => {
  test('every call loses its connection and does nothing, the switches work', async () => {
    const app = new TestApp();
    const { refreshToken } = await app.login();
    await app.setFaults({ unplugged: true });
    assert.equal((await app.refresh(refreshToken)).type, 'error');
    assert.equal((await app.call('GET /movies')).type, 'error');
    const { refreshCalls, requests } = await app.stats();
    assert.equal(refreshCalls, 0);
    assert.deepEqual(requests['GET /movies'], { '0': 1 });
    await app.setFaults({ unplugged: false });
    await app.rotated(refreshToken);
  });
});

describe('clock offset', () => {
  for (const clockOffset of [3600, -3600]) {
    test(`of ${clockOffset} s moves iat and exp, and such a token works`, async () => {
      const app = new TestApp();
      await app.setFaults({ clockOffset });
      const { accessToken: token } = await app.login();
      assert.equal(decodeJwt(token).iat, START / 1000 + clockOffset);
      assert.equal(decodeJwt(token).exp, START / 1000 + clockOffset + 300);
      assert.equal((await app.call('GET /me', { token })).status, 200);
    });
  }

  test('that jumps ahead expires the tokens issued before', async () => {
    const app = new TestApp();
    const { accessToken: token } = await app.login();
    await app.setFaults({ clockOffset: 300 });
    assert.equal((await app.call('GET /me', { token })).status, 401);
  });
});

describe('overlap window', () => {
  test('honours a spent token for that long, then calls it reuse', async () => {
    const app = new TestApp();
    await app.setFaults({ overlapWindow: 10 });
    const first = await app.login();
    const second = await app.rotated(first.refreshToken);
    app.secondsPass(9);
    const sibling = await app.rotated(first.refreshToken);
    assert.notEqual(sibling.refreshToken, second.refreshToken);
    const { refreshes, reusesDetected } = await app.stats();
    assert.deepEqual([refreshes.rotated, refreshes.overlapped, reusesDetected], [1, 1, 0]);

    await app.rotated(second.refreshToken);
    app.secondsPass(1);
    await assertInvalidGrant(await app.refresh(first.refreshToken));
    await assertInvalidGrant(await app.refresh(sibling.refreshToken));
    assert.equal((await app.stats()).reusesDetected, 1);
  });
});

describe('actions', () => {
  test('revoke-refresh-tokens ends every family; access tokens live on', async () => {
    const app = new TestApp();
    const [one, two] = [await app.login('admin'), await app.login('viewer')];
    assert.equal((await app.call('POST /faults/revoke-refresh-tokens')).status, 204);
    await assertInvalidGrant(await app.refresh(one.refreshToken));
    await assertInvalidGrant(await app.refresh(two.refreshToken));
    assert.equal((await app.call('GET /me', { token: one.accessToken })).status, 200);
    await app.rotated((await app.login()).refreshToken);
  });

  test('reject-access-tokens refuses those issued so far; a refresh gives a good one', async () => {
    const app = new TestApp();
    const { accessToken, refreshToken } = await app.login();
    assert.equal((await app.call('POST /faults/reject-access-tokens')).status, 204);
    const reply = await app.call('GET /me', { token: accessToken });
    assert.equal(reply.status, 401);
    assert.match(reply.headers.get('WWW-Authenticate') ?? '', /invalid_token/);
    const { accessToken: token } = await app.rotated(refreshToken);
    assert.equal((await app.call('GET /me', { token })).status, 200);
  });

  test('reset restores switches, movies and counters, and keeps the sessions', async () => {
    const app = new TestApp({ faults: { accessTokenLifetime: 60 } });
    const { accessToken: token, refreshToken } = await app.login();
    await app.call('DELETE /movies/1', { token });
    await app.call('PATCH /movies/2', { token, body: { title: 'Changed' } });
    await app.setFaults({ accessTokenLifetime: 5, refreshFault: { kind: '503', times: 9 } });
    await app.refresh(refreshToken);

    const reply = await app.call('POST /faults/reset');
    assert.deepEqual(await reply.json(), { ...DEFAULT_FAULTS, accessTokenLifetime: 60 });
    assert.deepEqual(await app.stats(), await new TestApp().stats());
    const movies = (await (await app.call('GET /movies', { token })).json()) as Movie[];
    assert.deepEqual(
      movies.slice(0, 2).map(({ id, title }) => [id, title]),
      [
        [1, 'Metropolis'],
        [2, 'Modern Times'],
      ],
    );
    assert.equal(movies.length, 24);
    assert.equal((await app.rotated(refreshToken)).expiresIn, 60);
  });
});
