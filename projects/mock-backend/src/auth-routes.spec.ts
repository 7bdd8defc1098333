import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { assertInvalidGrant, START, TestApp } from './test-app.ts';

describe('login', () => {
  test('gives a signed access token, a refresh token and the lifetime', async () => {
    const app = new TestApp();
    const { accessToken, refreshToken, expiresIn } = await app.login('editor');
    const { jti, ...claims } = decodeJwt(accessToken);
    assert.deepEqual(claims, {
      sub: 'editor',
      name: 'Eddie Editor',
      roles: ['editor', 'viewer'],
      iss: 'movie-tracker-mock',
      aud: 'movie-tracker',
      iat: START / 1000,
      exp: START / 1000 + 300,
    });
    assert.equal(decodeProtectedHeader(accessToken).alg, 'HS256');
    assert.equal(typeof jti, 'string');
    assert.equal(expiresIn, 300);
    assert.match(refreshToken, /^[0-9a-f]{32}\.[0-9a-f]{48}$/);
  });

  test('gives every sign-in tokens of its own', async () => {
    const app = new TestApp();
    const [first, second] = [await app.login(), await app.login()];
    assert.notEqual(first.refreshToken, second.refreshToken);
    assert.notEqual(decodeJwt(first.accessToken).jti, decodeJwt(second.accessToken).jti);
  });

  for (const [username, roles] of Object.entries({
    admin: ['admin', 'editor', 'viewer'],
    editor: ['editor', 'viewer'],
    viewer: ['viewer'],
  })) {
    test(`gives ${username} the roles ${roles.join(', ')}`, async () => {
      const { accessToken } = await new TestApp().login(username);
      assert.deepEqual(decodeJwt(accessToken)['roles'], roles);
    });
  }

  for (const body of [
    { username: 'admin', password: 'Password' },
    { username: 'nobody', password: 'password' },
    { username: 'constructor', password: '' },
  ]) {
    test(`refuses ${JSON.stringify(body)}`, async () => {
      const reply = await new TestApp().call('POST /auth/login', { body });
      assert.equal(reply.status, 401);
      assert.match(reply.headers.get('WWW-Authenticate') ?? '', /^Bearer/);
      assert.deepEqual(await reply.json(), { message: 'Wrong username or password.' });
    });
  }

  const badBodies: readonly (readonly [unknown, RegExp])[] = [
    ['not json', /JSON object/],
    ['[]', /JSON object/],
    ['null', /JSON object/],
    [undefined, /username.*password/],
    [{}, /username.*password/],
    [{ username: 'admin' }, /username.*password/],
    [{ username: 1, password: 'password' }, /username.*password/],
    [{ username: 'admin', password: 'password', cookie: 'yes' }, /"cookie" must be true or false/],
  ];
  for (const [body, message] of badBodies) {
    test(`calls ${JSON.stringify(body)} a bad request`, async () => {
      const reply = await new TestApp().call('POST /auth/login', { body });
      assert.equal(reply.status, 400);
      assert.match(((await reply.json()) as { message: string }).message, message);
    });
  }

  test('refuses a huge body', async () => {
    const body = JSON.stringify({ username: 'a'.repeat(200_000) });
    const reply = await new TestApp().call('POST /auth/login', {
      body,
      headers: { 'Content-Length': String(body.length) },
    });
    assert.equal(reply.status, 413);
  });
});

describe('refresh', () => {
  test('rotates: the new token works, and the new access token is of the same user', async () => {
    const app = new TestApp();
    const first = await app.login('viewer');
    app.secondsPass(1000);
    const second = await app.rotated(first.refreshToken);
    assert.notEqual(second.refreshToken, first.refreshToken);
    assert.equal(decodeJwt(second.accessToken).sub, 'viewer');
    assert.equal(decodeJwt(second.accessToken).iat, START / 1000 + 1000);
    await app.rotated(second.refreshToken);
  });

  test('may not be cached', async () => {
    const app = new TestApp();
    const reply = await app.refresh((await app.login()).refreshToken);
    assert.equal(reply.headers.get('Cache-Control'), 'no-store');
  });

  test('a token used twice ends its whole family, and no other', async () => {
    const app = new TestApp();
    const first = await app.login();
    const other = await app.login();
    const second = await app.rotated(first.refreshToken);
    await assertInvalidGrant(await app.refresh(first.refreshToken));
    await assertInvalidGrant(await app.refresh(second.refreshToken));
    await app.rotated(other.refreshToken);
  });

  test('lets one of two parallel refreshes win', async () => {
    const app = new TestApp();
    const { refreshToken } = await app.login();
    const replies = await Promise.all([app.refresh(refreshToken), app.refresh(refreshToken)]);
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 400]);
  });

  test('refuses tokens that are not known', async () => {
    const app = new TestApp();
    for (const token of ['', 'nothing', 'no.such', '.']) {
      await assertInvalidGrant(await app.refresh(token));
    }
  });

  test('refuses an expired token; each rotation renews the lifetime', async () => {
    const app = new TestApp({ faults: { refreshTokenLifetime: 100 } });
    const first = await app.login();
    app.secondsPass(99);
    const second = await app.rotated(first.refreshToken);
    app.secondsPass(99);
    const third = await app.rotated(second.refreshToken);
    app.secondsPass(100);
    await assertInvalidGrant(await app.refresh(third.refreshToken));
  });

  for (const body of ['{', '"text"', {}, { refreshToken: 7 }, { refreshToken: null }]) {
    test(`calls ${JSON.stringify(body)} a bad request`, async () => {
      const reply = await new TestApp().call('POST /auth/refresh', { body });
      assert.equal(reply.status, 400);
      const { error, message } = (await reply.json()) as Record<string, string>;
      assert.equal(error, 'invalid_request');
      assert.match(message ?? '', /refreshToken|JSON object/);
    });
  }
});

describe('logout', () => {
  test('ends the family, also with a token that was spent and an expired access token', async () => {
    const app = new TestApp();
    const first = await app.login();
    const second = await app.rotated(first.refreshToken);
    app.secondsPass(1000);
    const { accessToken: token } = first;
    const reply = await app.call('POST /auth/logout', { token, body: first });
    assert.equal(reply.status, 204);
    await assertInvalidGrant(await app.refresh(second.refreshToken));
    assert.equal((await app.stats()).reusesDetected, 0);
  });

  test('is idempotent, and leaves other sessions alone', async () => {
    const app = new TestApp();
    const mine = await app.login();
    const other = await app.login();
    for (const body of [mine, mine, {}, undefined, 'not json', { refreshToken: 'unknown' }]) {
      assert.equal((await app.call('POST /auth/logout', { body })).status, 204);
    }
    await app.rotated(other.refreshToken);
  });
});
