import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { createApp } from './app.ts';
import { TestApp } from './test-app.ts';

describe('the app', () => {
  test('answers an unknown route with JSON', async () => {
    for (const path of ['/api/nothing', '/nothing', '/', '/movies']) {
      const reply = await createApp().request(path);
      assert.equal(reply.status, 404);
      assert.deepEqual(await reply.json(), { message: `There is no GET ${path}.` });
    }
  });

  for (const basePath of ['', '/v1/api']) {
    test(`can be mounted at '${basePath}'`, async () => {
      const app = createApp({ basePath });
      const reply = await app.request(`${basePath}/auth/login`, {
        method: 'POST',
        body: JSON.stringify({ username: 'admin', password: 'password', cookie: true }),
      });
      assert.equal(reply.status, 200);
      const [cookie = ''] = reply.headers.getSetCookie();
      assert.ok(cookie.split('; ').includes(`Path=${basePath}/auth`), cookie);
      const stats = await app.request(`${basePath}/faults/stats`);
      const { requests } = (await stats.json()) as { requests: object };
      assert.deepEqual(requests, { 'POST /auth/login': { '200': 1 } });
    });
  }

  for (const basePath of ['/', 'api', '/api/', '/a b']) {
    test(`does not take '${basePath}' for a base path`, () => {
      assert.throws(() => createApp({ basePath }), /must be '' or look like '\/api'/);
    });
  }

  for (const basePath of ['', '/api']) {
    test(`has a twin below '${basePath}/twin' that shares nothing with it`, async () => {
      const app = createApp({ basePath });
      const call = (path: string, body?: object, token?: string) =>
        app.request(`${basePath}${path}`, {
          method: body ? 'POST' : 'GET',
          ...(body && { body: JSON.stringify(body) }),
          ...(token !== undefined && { headers: { Authorization: `Bearer ${token}` } }),
        });
      const credentials = { username: 'admin', password: 'password' };
      const reply = await call('/twin/auth/login', credentials);
      const { accessToken, refreshToken } = (await reply.json()) as Record<string, string>;
      assert.equal((await call('/twin/me', undefined, accessToken)).status, 200);
      assert.equal((await call('/me', undefined, accessToken)).status, 401);

      await call('/twin/faults', { refreshFault: { kind: '503' } });
      assert.equal((await call('/auth/refresh', { refreshToken })).status, 400);
      assert.equal((await call('/twin/auth/refresh', { refreshToken })).status, 503);
      assert.equal((await call('/twin/auth/refresh', { refreshToken })).status, 200);
      const calls = async (path: string): Promise<unknown> =>
        ((await (await call(path)).json()) as { refreshCalls: number }).refreshCalls;
      assert.deepEqual([await calls('/twin/faults/stats'), await calls('/faults/stats')], [2, 1]);
    });
  }

  test('answers a failure of its own with 500, and tells the console', async () => {
    const log = mock.method(console, 'error', () => undefined);
    const app = new TestApp({ wait: () => Promise.reject(new Error('broken')) });
    await app.setFaults({ latency: 1 });
    const reply = await app.call('GET /movies');
    log.mock.restore();
    assert.equal(reply.status, 500);
    assert.match(((await reply.json()) as { message: string }).message, /console/);
    assert.match(String(log.mock.calls[0]?.arguments[0]), /broken/);
  });

  test('imports nothing of Node, so that it runs in a service worker', async () => {
    const { readFile } = await import('node:fs/promises');
    const seen = new Set<string>();
    const visit = async (file: string): Promise<void> => {
      if (seen.has(file)) return;
      seen.add(file);
      const source = await readFile(new URL(file, import.meta.url), 'utf8');
      for (const [, name = ''] of source.matchAll(/from '([^']+)'/g)) {
        assert.doesNotMatch(name, /^node:|^@hono\/node-server/, `${name} in ${file}`);
        if (name.startsWith('./')) await visit(name);
      }
      assert.doesNotMatch(source, /\bprocess\./, file);
    };
    await visit('./app.ts');
    assert.ok(seen.has('./auth-routes.ts'));
  });
});
