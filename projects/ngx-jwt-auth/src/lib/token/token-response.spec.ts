import { isAccessToken, isRefreshToken, parseTokenResponse } from './token-response';

/** What a reply without it tells. */
const NOTHING = { accessToken: '', refreshToken: undefined, expiresIn: NaN };

describe('parseTokenResponse', () => {
  const understood: readonly [server: string, reply: unknown, expected: object][] = [
    ['NestJS', { access_token: 'AT' }, { accessToken: 'AT' }],
    [
      'Spring',
      { token: 'AT', type: 'Bearer', refreshToken: 'RT', id: 1, roles: ['ROLE_USER'] },
      { accessToken: 'AT', refreshToken: 'RT' },
    ],
    ['Spring, other spelling', { jwt: 'AT' }, { accessToken: 'AT' }],
    [
      'Django simplejwt',
      { access: 'AT', refresh: 'RT' },
      { accessToken: 'AT', refreshToken: 'RT' },
    ],
    ['Django simplejwt, a refresh', { access: 'AT' }, { accessToken: 'AT' }],
    [
      'Laravel',
      { access_token: 'AT', token_type: 'bearer', expires_in: 3600 },
      { accessToken: 'AT', expiresIn: 3600 },
    ],
    ['Laravel Sanctum', { token: '1|AT' }, { accessToken: '1|AT' }],
    [
      '.NET Identity',
      { tokenType: 'Bearer', accessToken: 'AT', expiresIn: 3600, refreshToken: 'RT' },
      { accessToken: 'AT', refreshToken: 'RT', expiresIn: 3600 },
    ],
    [
      'OAuth 2.0',
      {
        access_token: 'AT',
        token_type: 'Bearer',
        expires_in: 300,
        refresh_token: 'RT',
        scope: 'a',
      },
      { accessToken: 'AT', refreshToken: 'RT', expiresIn: 300 },
    ],
    ['a bare string', 'AT', { accessToken: 'AT' }],
    [
      'an instance of a class',
      new (class {
        readonly accessToken = 'AT';
      })(),
      { accessToken: 'AT' },
    ],

    ['R15 null as refresh token', { accessToken: 'AT', refreshToken: null }, { accessToken: 'AT' }],
    ['R15 an empty refresh token', { accessToken: 'AT', refresh_token: '' }, { accessToken: 'AT' }],
    [
      'a space in the refresh token',
      { access: 'AT', refresh: 'R T' },
      { accessToken: 'AT', refreshToken: 'R T' },
    ],
    ['a null before the token', { accessToken: null, token: 'AT' }, { accessToken: 'AT' }],
    ['an empty string before it', { accessToken: '', token: 'AT' }, { accessToken: 'AT' }],
    ['two spellings: the first', { jwt: 'B', accessToken: 'A' }, { accessToken: 'A' }],

    [
      'expires_in as a string',
      { token: 'AT', expires_in: '300' },
      { accessToken: 'AT', expiresIn: 300 },
    ],
    ['expires_in 0', { token: 'AT', expires_in: 0 }, { accessToken: 'AT' }],
    ['a negative expires_in', { token: 'AT', expires_in: -1 }, { accessToken: 'AT' }],
    ['expires_in as words', { token: 'AT', expiresIn: '7d' }, { accessToken: 'AT' }],
    [
      'an endless expires_in',
      { token: 'AT', expiresIn: Infinity },
      { accessToken: 'AT', expiresIn: Infinity },
    ],
    ['null as expires_in', { token: 'AT', expires_in: null }, { accessToken: 'AT' }],
    ['an object as expires_in', { token: 'AT', expires_in: {} }, { accessToken: 'AT' }],
  ];
  for (const [server, reply, expected] of understood) {
    it(`understands ${server}`, () => {
      expect(parseTokenResponse(reply)).toEqual({
        ...NOTHING,
        ...expected,
      });
    });
  }

  const refused: readonly [what: string, reply: unknown][] = [
    ['R13 null', null],
    ['R13 undefined', undefined],
    ['R14 the empty object', {}],
    ['R14 an empty token', { access_token: '' }],
    ['R14 null as token', { access_token: null }],
    ['R14 a number as token', { access_token: 5 }],
    ['R14 an object as token', { access_token: { jwt: 'AT' } }],
    ['R14 a number before a good token', { accessToken: 5, token: 'AT' }],
    ['R14 a line break', { access_token: 'a\r\nb' }],
    ['R14 a line break at the end', 'AT\n'],
    ['a NUL', 'A\0T'],
    ['a tab', 'A\tT'],
    ['DEL', 'A\x7fT'],
    ['a space', 'A T'],
    ['a character beyond ASCII', 'ÄT'],
    ['the empty string', ''],
    ['an array', ['AT']],
    ['a number', 5],
    ['true', true],
    ['a token under a name of nobody', { id_token: 'AT' }],
    ['a refresh token only', { refreshToken: 'RT' }],
    ['a broken refresh token', { accessToken: 'AT', refreshToken: 'R\nT' }],
    ['a refresh token of a wrong type', { accessToken: 'AT', refreshToken: { token: 'RT' } }],
    ['a whole HTTP response', { body: { accessToken: 'AT' }, status: 200 }],
  ];
  for (const [what, reply] of refused) {
    it(`refuses ${what}`, () => {
      expect(parseTokenResponse(reply)).toBeNull();
    });
  }

  it('knows what can be sent, and what can be spent', () => {
    expect(isAccessToken('!~')).toBeTrue();
    expect(isAccessToken('a b')).toBeFalse();
    expect(isRefreshToken('a b')).toBeTrue();
    expect(isRefreshToken('')).toBeFalse();
    expect(isRefreshToken(null)).toBeFalse();
  });
});
