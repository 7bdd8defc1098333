// The same scenarios for every backend. Their titles are the rows of the table in README.md, which
// tools/interop.mjs makes.
import { setTimeout as sleep } from 'node:timers/promises';
import { OVERLAP_SECONDS } from './support/example-server.ts';
import { expect, test } from './support/test.ts';

test('sign in; a wrong password is told', async ({ app }) => {
  const { login } = app.backend.viewer;
  const wrong = await app.page.evaluate((name) => client.signIn(name, 'wrong-password'), login);
  expect(wrong.status).toBe(401);
  expect(await app.status()).toBe('anonymous');

  await app.signIn();
  expect(await app.status()).toBe('authenticated');
});

test('the API gets the token, another origin does not', async ({ app, stranger }) => {
  await app.signIn();
  const { name } = app.backend.viewer;
  expect(await app.get('/me')).toMatchObject({ status: 200, body: { name } });
  expect(await app.get(`${stranger}/me`)).toEqual({ status: 200, body: { authorization: null } });
});

test('401 without a token; the guard asks to sign in', async ({ app }) => {
  expect(await app.get('/me')).toMatchObject({ status: 401 });
  expect(await app.takeRequests()).toEqual(['/me: 401']);
  expect(await app.navigate('/account')).toBe('/login?returnUrl=%2Faccount');
});

test('an expired token: one refresh for ten requests, none is refused', async ({ app }) => {
  await app.signIn();
  await app.untilExpired();
  await app.takeRequests();

  const answers = await app.getMany('/me', 10);
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect(await app.takeRequests()).toEqual([...Array<string>(10).fill('/me: ok'), 'refresh: ok']);
});

test('a token that only the server takes for expired: 401, refresh, replay', async ({ app }) => {
  // For the app no time passes, as on a computer that sleeps.
  await app.page.clock.setFixedTime(Date.now());
  await app.signIn();
  await app.untilExpired();
  await app.takeRequests();

  expect(await app.get('/me')).toMatchObject({ status: 200 });
  expect(await app.takeRequests()).toEqual(['/me: 401', '/me: ok', 'refresh: ok']);
});

test(
  'a refresh token works once; shown again it ends the session',
  { tag: '@rotation' },
  async ({ app }) => {
    await app.signIn();
    const old = await app.refreshToken();
    await app.untilExpired();
    await app.get('/me');
    expect(await app.refreshToken()).not.toBe(old);

    await sleep((OVERLAP_SECONDS + 0.1) * 1000);
    expect(await app.send(app.backend.refresh, old)).toBe(401);
    await app.untilExpired();
    expect(await app.get('/me')).toMatchObject({ status: 401 });
    expect(await app.status()).toBe('anonymous');
  },
);

test('the session outlives a reload', async ({ app }) => {
  await app.signIn();
  await app.page.reload();
  await app.untilReady();
  expect(await app.navigate('/account')).toBe('/account');
  expect(await app.get('/me')).toMatchObject({ status: 200 });
});

test('roles: the guard admits and refuses as the server does', async ({ app }) => {
  await app.signIn('admin');
  expect(await app.navigate('/admin')).toBe('/admin');
  expect(await app.get('/admin')).toMatchObject({ status: 200 });

  await app.signOut();
  expect(await app.navigate('/')).toBe('/');
  await app.signIn('viewer');
  await app.takeRequests();
  expect(await app.navigate('/admin')).toBe('/forbidden');
  expect(await app.get('/admin')).toMatchObject({ status: 403 });
  // A missing right is no missing session: it was not tried again.
  const asked = (await app.takeRequests()).filter((request) => request.startsWith('/admin'));
  expect(asked).toEqual(['/admin: 403']);
  expect(await app.status()).toBe('authenticated');
});

test('sign-out, here and on the server', async ({ app }) => {
  await app.signIn();
  const token = await app.refreshToken();
  await app.signOut();
  expect(await app.status()).toBe('anonymous');
  expect(await app.get('/me')).toMatchObject({ status: 401 });
  expect(await app.navigate('/account')).toBe('/login?returnUrl=%2Faccount');

  expect(await app.refreshToken()).toBe('');
  // The server is told in the background.
  await expect.poll(() => app.send(app.backend.refresh, token)).toBe(401);
});

test('the server ends the session: the next refresh leads to the sign-in', async ({ app }) => {
  await app.signIn();
  await app.navigate('/account');
  const token = await app.refreshToken();
  expect(await app.send(app.backend.signOut, token)).toBeLessThan(300);

  await app.untilExpired();
  expect(await app.get('/me')).toMatchObject({ status: 401 });
  expect(await app.status()).toBe('anonymous');
  await expect(app.page).toHaveURL('/login?returnUrl=%2Faccount');
});
