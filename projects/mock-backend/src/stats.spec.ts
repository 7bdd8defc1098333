import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Stats } from './stats.ts';
import { TestApp } from './test-app.ts';

describe('stats', () => {
  test('start at zero, with every outcome listed', async () => {
    const { refreshes, ...rest } = await new TestApp().stats();
    assert.deepEqual(rest, {
      logins: { succeeded: 0, failed: 0 },
      logouts: 0,
      refreshCalls: 0,
      reusesDetected: 0,
      requests: {},
    });
    assert.deepEqual(
      Object.entries(refreshes).filter(([, count]) => count !== 0),
      [],
    );
    assert.equal(Object.keys(refreshes).length, 13);
  });

  test('count logins, logouts, refreshes by outcome, and requests by path and status', async () => {
    const app = new TestApp();
    const first = await app.login();
    await app.call('POST /auth/login', { body: { username: 'admin', password: 'wrong' } });
    await app.rotated(first.refreshToken);
    await app.refresh(first.refreshToken);
    await app.refresh(first.refreshToken);
    await app.refresh('unknown');
    await app.call('POST /auth/refresh', { body: {} });
    await app.setFaults({ refreshFault: { kind: '429' } });
    await app.refresh('any');
    const last = await app.login();
    app.secondsPass(15 * 24 * 60 * 60);
    await app.refresh(last.refreshToken);
    await app.call('POST /auth/logout', { body: last });
    await app.call('GET /movies?q=alien');
    await app.call('GET /nothing');

    const { refreshes, ...rest } = await app.stats();
    assert.deepEqual(rest, {
      logins: { succeeded: 2, failed: 1 },
      logouts: 1,
      refreshCalls: 7,
      reusesDetected: 1,
      requests: {
        'POST /auth/login': { '200': 2, '401': 1 },
        'POST /auth/refresh': { '200': 1, '400': 5, '429': 1 },
        'POST /auth/logout': { '204': 1 },
        'GET /movies': { '401': 1 },
        'GET /nothing': { '404': 1 },
      },
    });
    const seen = Object.fromEntries(Object.entries(refreshes).filter(([, count]) => count > 0));
    assert.deepEqual(seen, {
      rotated: 1,
      reused: 1,
      revoked: 1,
      unknown: 1,
      badRequest: 1,
      expired: 1,
      '429': 1,
    });
  });

  test('stay bounded: from 500 paths on the rest is counted together', () => {
    const stats = new Stats();
    for (let i = 0; i < 510; i++) stats.requestEnded('GET', `/${i}`, 404);
    stats.requestEnded('GET', '/0', 404);
    const { requests } = stats.snapshot();
    assert.equal(Object.keys(requests).length, 501);
    assert.deepEqual(requests['(other)'], { '404': 10 });
    assert.deepEqual(requests['GET /0'], { '404': 2 });
  });
});
