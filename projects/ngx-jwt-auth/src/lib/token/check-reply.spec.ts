import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { refreshStaysDown } from '../../../spec-support/flush-refresh';
import { pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { withCookieRefresh } from '../refresh/with-cookie-refresh';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import type { JwtTokenResponse } from './token-response';

const JWT = createFreshJwt();
const SECRET = 'secret-secret';

describe('what is told of a reply', () => {
  useFakeTime();
  const told = useSilentConsole();

  /** What a sign-in with this reply tells, the refresh being done by URL unless told otherwise. */
  async function toldOfSignIn(
    reply: unknown,
    features = [withTokenRefresh(REFRESH_URL)],
  ): Promise<string[]> {
    const app = setUp({ features });
    told.warnings.length = 0; // what it says of the set-up
    await app.auth.signIn(reply as JwtTokenResponse).catch(() => undefined);
    expectNoSecret();
    return told.warnings;
  }

  /** What a refresh that is answered like this for a while tells. */
  async function toldOfRefresh(reply: object | string | null): Promise<string[]> {
    const app = setUp();
    await app.signIn(60);
    await pass(61_000);
    told.warnings.length = 0;
    app.get();
    const attempts = await refreshStaysDown(app, 200, { body: reply });
    expect(attempts).toBeGreaterThan(1);
    expect(app.auth.status()).toBe('authenticated');
    expectNoSecret();
    return told.warnings;
  }

  function expectNoSecret(): void {
    const text = [...told.warnings, ...told.errors].join('\n');
    expect(text).not.toContain(JWT);
    expect(text).not.toContain(SECRET);
  }

  const envelopes: readonly [reply: object, place: string][] = [
    [{ data: { access_token: SECRET } }, 'data.access_token'],
    [{ result: { tokens: { accessToken: JWT } } }, 'result.tokens.accessToken'],
    [[{ token: SECRET }], '[0].token'],
    [{ data: [{ jwt: SECRET }] }, 'data[0].jwt'],
    [{ access_token: { token: SECRET } }, 'access_token.token'],
    [{ status: 200, headers: {}, body: { accessToken: SECRET } }, 'body.accessToken'],
    [{ id_token: JWT }, 'id_token'],
    [{ AccessToken: JWT }, 'AccessToken'],
    [{ user: { name: 'ann', bearer: JWT } }, 'user.bearer'],
    [{ data: { [SECRET + '1.2']: { token: SECRET } } }, 'data.(...).token'],
  ];
  for (const [reply, place] of envelopes) {
    it(`R31 the token at ${place}: where it is, and to map it`, async () => {
      const text = jasmine.stringMatching(/ at '.*', where .* Map the reply to \{ accessToken/);
      expect(await toldOfSignIn(reply)).toEqual([text]);
      expect(told.warnings[0]).toContain(`'${place}'`);
    });

    it(`R31 the token at ${place}, in a refresh: once, however often it is tried`, async () => {
      const warnings = await toldOfRefresh(reply);
      expect(warnings.length).toBe(1);
      expect(warnings[0]).toContain(`'${place}'`);
      expect(warnings[0]).toContain('for a refresh in its function form');
    });
  }

  const broken: readonly [what: string, reply: object | string, text: RegExp][] = [
    ['JSON as text', JSON.stringify({ access_token: JWT }), /JSON as text .*'the reply itself'/],
    ['quotes', { token: `"${JWT}"` }, /'token' has quotes around it, .* never sent/],
    ['quotes around a bare token', `"${JWT}"`, /'the reply itself' has quotes/],
    ['single quotes', { token: `'${SECRET}'` }, /'token' has quotes/],
    [
      'Bearer',
      { accessToken: `Bearer ${JWT}` },
      /'accessToken' has a word such as Bearer in front/,
    ],
    ['JWT', `JWT ${JWT}`, /'the reply itself' has a word such as Bearer/],
    ['a line break', { jwt: `${SECRET}\r\n` }, /'jwt' is no token: .* a line break/],
    ['HTML', '<html lang="en"> </html>', /'the reply itself' is no token/],
    [
      'quotes around the refresh token',
      { token: JWT, refresh: `"${SECRET}"` },
      /'refresh' has quotes/,
    ],
    [
      'Bearer before the refresh token',
      { token: JWT, refreshToken: `Bearer ${SECRET}` },
      /'refreshToken' has a word such as Bearer/,
    ],
  ];
  for (const [what, reply, text] of broken) {
    it(`R32 ${what} in a sign-in: never sent, and told`, async () => {
      expect(await toldOfSignIn(reply)).toEqual([jasmine.stringMatching(text)]);
    });

    it(`R32 ${what} in a refresh: the session stands, and it is told once`, async () => {
      expect(await toldOfRefresh(reply)).toEqual([jasmine.stringMatching(text)]);
    });
  }

  for (const reply of [{}, { ok: true }, null, { refreshToken: 'RT2' }, []]) {
    it(`R34 a refresh answered with ${JSON.stringify(reply)} is told of, once`, async () => {
      const text = /^ngx-jwt-auth: The reply of the refresh holds no usable access token/;
      expect(await toldOfRefresh(reply)).toEqual([jasmine.stringMatching(text)]);
    });
  }

  it('R34 a sign-in without a token is told of by its error alone', async () => {
    expect(await toldOfSignIn({ message: 'no' })).toEqual([]);
  });

  const lookAlikes: readonly [reply: object, place: string][] = [
    ...[
      'refreshtoken',
      'refresh-token',
      'RefreshToken',
      'REFRESH_TOKEN',
      'rt',
      'RT',
      'renewToken',
      'refreshTokenValue',
      'refreshJwt',
      'newRefreshToken',
      'userRefreshToken',
    ].map((name): [object, string] => [{ [name]: SECRET }, name]),
    [{ refreshToken: { token: SECRET, expires: '2026-01-01' } }, 'refreshToken.token'],
    [{ refresh_token: { value: SECRET } }, 'refresh_token.value'],
    [{ tokens: { refreshToken: SECRET } }, 'tokens.refreshToken'],
    [{ refreshTokens: [SECRET] }, 'refreshTokens[0]'],
  ];
  for (const [fields, place] of lookAlikes) {
    it(`R33 a refresh token at ${place}: told at the sign-in`, async () => {
      const warnings = await toldOfSignIn({ accessToken: JWT, ...fields });
      expect(warnings.length).toBe(1);
      expect(warnings[0]).toContain(`no refresh token under a known name, but a field '${place}'`);
      expect(warnings[0]).toContain('map the reply to { accessToken, refreshToken, expiresIn }');
    });
  }

  const others: readonly object[] = [
    {},
    { refreshToken: 'RT1', 'refresh-token': SECRET },
    { refresh: true },
    { refresh: 'RT1', refreshTokenExpiresAt: SECRET },
    { refreshTokenExpiresAt: '2026-01-01T00:00:00Z' },
    { refresh_expires_in: '3600' },
    { refreshExpiresIn: 3600 },
    { refreshUrl: '/auth/refresh' },
    { refresh_uri: 'https://api.example.com/auth/refresh' },
    { tokenType: 'Bearer', report: SECRET, cart: SECRET },
    { shouldRefresh: 'true' },
  ];
  for (const fields of others) {
    it(`R33 ${JSON.stringify(fields)} looks like none`, async () => {
      expect(await toldOfSignIn({ accessToken: JWT, ...fields })).toEqual([]);
    });
  }

  it('R33 is not told where no refresh token is needed', async () => {
    const reply = { accessToken: JWT, rt: SECRET };
    expect(await toldOfSignIn(reply, [])).toEqual([]);
  });

  for (const [what, feature] of [
    ['a cookie', withCookieRefresh(REFRESH_URL)],
    ['a function', withTokenRefresh(() => 'AT')],
  ] as const) {
    it(`R33 is not told with ${what}`, async () => {
      expect(await toldOfSignIn({ accessToken: JWT, rt: SECRET }, [feature])).toEqual([]);
      localStorage.clear();
    });
  }

  it('R33 of a refresh that brings it under another name: told once for a session', async () => {
    const app = setUp();
    await app.signIn();
    told.warnings.length = 0;
    for (let times = 0; times < 3; times++) {
      const refreshed = app.auth.refresh();
      await settle();
      const reply = { accessToken: createFreshJwt(), 'refresh-token': SECRET };
      app.backend.expectOne(REFRESH_URL).flush(reply);
      await refreshed;
    }
    expect(told.warnings.length).toBe(1);
    expect(told.warnings[0]).toContain("'refresh-token'");
    expectNoSecret();
  });

  it('R31 gives up on what has no end', async () => {
    const endless: Record<string, unknown> = { many: Array.from({ length: 10_000 }, () => ({})) };
    endless['self'] = endless;
    expect(await toldOfSignIn(endless)).toEqual([]);
  });
});
