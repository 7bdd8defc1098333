import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SignJWT } from 'jose';
import { TestApp } from './test-app.ts';

const PROTECTED = ['GET /me', 'GET /movies', 'GET /movies/1', 'POST /movies', 'GET /admin/users'];

describe('the access token', () => {
  for (const route of PROTECTED) {
    test(`${route} asks for one, without blame`, async () => {
      const reply = await new TestApp().call(route);
      assert.equal(reply.status, 401);
      assert.equal(reply.headers.get('WWW-Authenticate'), 'Bearer realm="movie-tracker"');
      assert.deepEqual(await reply.json(), { message: 'Please sign in.' });
    });

    test(`${route} refuses a bad one`, async () => {
      const reply = await new TestApp().call(route, { token: 'bad' });
      assert.equal(reply.status, 401);
      assert.match(reply.headers.get('WWW-Authenticate') ?? '', /error="invalid_token"/);
    });
  }

  test('is good until the second it expires', async () => {
    const app = new TestApp();
    const { accessToken: token } = await app.login();
    app.secondsPass(299);
    assert.equal((await app.call('GET /me', { token })).status, 200);
    app.secondsPass(1);
    assert.equal((await app.call('GET /me', { token })).status, 401);
  });

  test('is refused when forged, unsigned or sent in another scheme', async () => {
    const app = new TestApp();
    const { accessToken } = await app.login('viewer');
    const [header = '', payload = '', signature = ''] = accessToken.split('.');
    const claims = JSON.parse(atob(payload)) as Record<string, unknown>;
    const asAdmin = btoa(JSON.stringify({ ...claims, roles: ['admin'] })).replaceAll('=', '');
    const noAlgorithm = btoa('{"alg":"none"}').replaceAll('=', '');
    const forged = await new SignJWT({ ...claims, roles: ['admin'] })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new Uint8Array(32));
    for (const Authorization of [
      `Bearer ${header}.${asAdmin}.${signature}`,
      `Bearer ${noAlgorithm}.${payload}.`,
      `Bearer ${forged}`,
      `Basic ${accessToken}`,
      'Bearer',
      '',
    ]) {
      const reply = await app.call('GET /me', { headers: { Authorization } });
      assert.equal(reply.status, 401, Authorization);
    }
    const good = { Authorization: `bearer ${accessToken}` };
    assert.equal((await app.call('GET /me', { headers: good })).status, 200);
  });
});

test('GET /me tells who is signed in', async () => {
  const app = new TestApp();
  const { accessToken: token } = await app.login('editor');
  assert.deepEqual(await (await app.call('GET /me', { token })).json(), {
    username: 'editor',
    name: 'Eddie Editor',
    roles: ['editor', 'viewer'],
    lastSignInAt: '2026-01-01T00:00:00.000Z',
  });
});

test('GET /admin/users lists sign-in times and the sessions that still stand', async () => {
  const app = new TestApp();
  const { accessToken: token } = await app.login();
  const ended = await app.login('editor');
  await app.call('POST /auth/logout', { body: ended });
  app.secondsPass(60);
  const rotated = await app.login('editor');
  await app.rotated(rotated.refreshToken);
  await app.login('editor');

  const users = (await (await app.call('GET /admin/users', { token })).json()) as object[];
  assert.deepEqual(users, [
    {
      username: 'admin',
      name: 'Ada Admin',
      roles: ['admin', 'editor', 'viewer'],
      lastSignInAt: '2026-01-01T00:00:00.000Z',
      activeSessions: 1,
    },
    {
      username: 'editor',
      name: 'Eddie Editor',
      roles: ['editor', 'viewer'],
      lastSignInAt: '2026-01-01T00:01:00.000Z',
      activeSessions: 2,
    },
    {
      username: 'viewer',
      name: 'Vera Viewer',
      roles: ['viewer'],
      lastSignInAt: null,
      activeSessions: 0,
    },
  ]);
});
