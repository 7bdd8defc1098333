import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertInvalidGrant, TestApp } from './test-app.ts';

/** The cookies a reply sets, by name, and what a browser would send back. */
function cookiesOf(reply: Response) {
  const lines = reply.headers.getSetCookie();
  const byName = new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line]));
  const header = lines.map((line) => line.split(';')[0]).join('; ');
  const xsrf = /^XSRF-TOKEN=([^;]*)/.exec(byName.get('XSRF-TOKEN') ?? '')?.[1] ?? '';
  return { byName, headers: { Cookie: header, 'X-XSRF-TOKEN': xsrf } };
}

async function cookieLogin(app: TestApp) {
  const body = { username: 'admin', password: 'password', cookie: true };
  const reply = await app.call('POST /auth/login', { body });
  assert.equal(reply.status, 200);
  return { ...cookiesOf(reply), json: (await reply.json()) as Record<string, unknown> };
}

describe('cookie mode', () => {
  test('keeps the refresh token out of the reply and away from scripts', async () => {
    const { byName, json } = await cookieLogin(new TestApp());
    assert.deepEqual(Object.keys(json).sort(), ['accessToken', 'expiresIn']);
    const refresh = byName.get('refresh_token') ?? '';
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/api/auth', 'Max-Age=1209600']) {
      assert.ok(refresh.split('; ').includes(part), `${part} in ${refresh}`);
    }
    const xsrf = byName.get('XSRF-TOKEN') ?? '';
    assert.ok(xsrf.split('; ').includes('Path=/'));
    assert.doesNotMatch(xsrf, /HttpOnly/);
    assert.doesNotMatch(refresh, /Secure/);
  });

  test('asks for https where the login came over https', async () => {
    const body = { username: 'admin', password: 'password', cookie: true };
    const { createApp } = await import('./app.ts');
    const reply = await createApp().request('https://movies.example/api/auth/login', {
      method: 'POST',
      body: JSON.stringify(body),
    });
    assert.match(cookiesOf(reply).byName.get('refresh_token') ?? '', /; Secure/);
  });

  test('rotates by cookie', async () => {
    const app = new TestApp();
    const { headers } = await cookieLogin(app);
    const reply = await app.call('POST /auth/refresh', { headers });
    assert.equal(reply.status, 200);
    assert.equal('refreshToken' in ((await reply.json()) as object), false);
    const next = cookiesOf(reply).headers;
    assert.notEqual(next.Cookie, headers.Cookie);
    assert.equal((await app.call('POST /auth/refresh', { headers: next, body: {} })).status, 200);
    await assertInvalidGrant(await app.call('POST /auth/refresh', { headers: next }));
  });

  test('refuses a refresh by cookie without the matching header, and spends nothing', async () => {
    const app = new TestApp();
    const { headers } = await cookieLogin(app);
    const { Cookie } = headers;
    const withoutXsrfCookie = Cookie.replace(/; XSRF-TOKEN=.*/, '');
    assert.notEqual(withoutXsrfCookie, Cookie);
    for (const forged of [
      { Cookie },
      { Cookie, 'X-XSRF-TOKEN': 'guessed' },
      { Cookie: withoutXsrfCookie, 'X-XSRF-TOKEN': 'guessed' },
      { Cookie: `${withoutXsrfCookie}; XSRF-TOKEN=`, 'X-XSRF-TOKEN': '' },
    ]) {
      const reply = await app.call('POST /auth/refresh', { headers: forged });
      assert.equal(reply.status, 403);
      assert.match(((await reply.json()) as { message: string }).message, /X-XSRF-TOKEN/);
    }
    assert.equal((await app.stats()).refreshes.csrfRejected, 4);
    assert.equal((await app.call('POST /auth/refresh', { headers })).status, 200);
  });

  test('logout ends the family and clears both cookies', async () => {
    const app = new TestApp();
    const { headers } = await cookieLogin(app);
    const reply = await app.call('POST /auth/logout', { headers });
    assert.equal(reply.status, 204);
    const { byName } = cookiesOf(reply);
    assert.match(byName.get('refresh_token') ?? '', /^refresh_token=; Max-Age=0; Path=\/api\/auth/);
    assert.match(byName.get('XSRF-TOKEN') ?? '', /^XSRF-TOKEN=; Max-Age=0; Path=\//);
    await assertInvalidGrant(await app.call('POST /auth/refresh', { headers }));
  });

  test('a token in the body goes before the cookie', async () => {
    const app = new TestApp();
    const { headers } = await cookieLogin(app);
    const { refreshToken } = await app.login();
    const reply = await app.call('POST /auth/refresh', { headers, body: { refreshToken } });
    assert.equal('refreshToken' in ((await reply.json()) as object), true);
    assert.deepEqual(reply.headers.getSetCookie(), []);
    assert.equal((await app.call('POST /auth/refresh', { headers })).status, 200);
  });

  test('logout with a token in the body leaves the cookie session alone', async () => {
    const app = new TestApp();
    const { headers } = await cookieLogin(app);
    const { refreshToken } = await app.login();
    const reply = await app.call('POST /auth/logout', { headers, body: { refreshToken } });
    assert.deepEqual(reply.headers.getSetCookie(), []);
    await assertInvalidGrant(await app.refresh(refreshToken));
    assert.equal((await app.call('POST /auth/refresh', { headers })).status, 200);
  });
});
