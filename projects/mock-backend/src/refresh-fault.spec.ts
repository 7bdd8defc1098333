import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertInvalidGrant, TestApp } from './test-app.ts';

describe('a refresh fault', () => {
  test('503 hits the next N refreshes, whose token is not spent', async () => {
    const app = new TestApp();
    const { refreshToken } = await app.login();
    await app.setFaults({ refreshFault: { kind: '503', times: 2 } });
    for (let i = 0; i < 2; i++) {
      const reply = await app.refresh(refreshToken);
      assert.equal(reply.status, 503);
      assert.equal(reply.headers.get('Retry-After'), null);
      assert.match(((await reply.json()) as { message: string }).message, /down/);
    }
    await app.rotated(refreshToken);
  });

  for (const kind of ['503', '429']) {
    test(`${kind} says when to come back`, async () => {
      const app = new TestApp();
      await app.setFaults({ refreshFault: { kind, retryAfter: 17 } });
      const reply = await app.refresh('any');
      assert.equal(reply.status, Number(kind));
      assert.equal(reply.headers.get('Retry-After'), '17');
    });
  }

  test('429 comes with Retry-After, unless that is switched off', async () => {
    const app = new TestApp();
    await app.setFaults({ refreshFault: { kind: '429' } });
    assert.equal((await app.refresh('any')).headers.get('Retry-After'), '1');
    await app.setFaults({ refreshFault: { kind: '429', retryAfter: null } });
    assert.equal((await app.refresh('any')).headers.get('Retry-After'), null);
  });

  test('redirect sends the client to another origin', async () => {
    const app = new TestApp();
    await app.setFaults({
      refreshFault: { kind: 'redirect', location: 'http://localhost:9/steal?x=1' },
    });
    const reply = await app.refresh('any');
    assert.equal(reply.status, 307);
    assert.equal(reply.headers.get('Location'), 'http://localhost:9/steal?x=1');
  });

  test('drop is a network error', async () => {
    const app = new TestApp();
    await app.setFaults({ refreshFault: { kind: 'drop' } });
    assert.equal((await app.refresh('any')).type, 'error');
    const { requests } = await app.stats();
    assert.deepEqual(requests['POST /auth/refresh'], { '0': 1 });
  });

  test('hang answers nothing until the client gives up', async () => {
    const app = new TestApp();
    const { refreshToken } = await app.login();
    await app.setFaults({ refreshFault: { kind: 'hang' } });
    const client = new AbortController();
    let answered = false;
    const hanging = app.refresh(refreshToken, client.signal).then((reply) => {
      answered = true;
      return reply;
    });
    await app.rotated(refreshToken);
    assert.equal(answered, false);
    assert.equal((await app.stats()).refreshCalls, 2);
    client.abort();
    assert.equal((await hanging).type, 'error');
  });

  for (const kind of ['503', 'drop']) {
    test(`${kind} with rotateFirst loses the reply only: the token is spent`, async () => {
      const app = new TestApp();
      const { refreshToken } = await app.login();
      await app.setFaults({ refreshFault: { kind, rotateFirst: true } });
      const lost = await app.refresh(refreshToken);
      assert.equal(lost.ok, false);
      assert.deepEqual(lost.headers.getSetCookie(), []);
      await assertInvalidGrant(await app.refresh(refreshToken));
      const { refreshes, reusesDetected } = await app.stats();
      assert.deepEqual([refreshes[kind as '503'], refreshes.reused, reusesDetected], [1, 1, 1]);
    });
  }

  test('is no matter for a login', async () => {
    const app = new TestApp();
    await app.setFaults({ refreshFault: { kind: '503' } });
    await app.login();
    assert.equal((await app.refresh('any')).status, 503);
  });
});
