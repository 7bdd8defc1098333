import { isAccessToken, isRefreshToken, parseTokenResponse } from './token-response';

/** What a reply without it tells. */
const NOTHING = { accessToken: '', refreshToken: undefined, expiresIn: NaN };

describe('parseTokenResponse', () => {
  const understood: [server: string, reply: unknown, expected: object][] = [
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
    [
      'K14 the first lifetime that is one',
      { token: 'AT', expiresIn: '7d', expires_in: 300 },
      { accessToken: 'AT', expiresIn: 300 },
    ],
    ['true as expires_in', { token: 'AT', expires_in: true }, { accessToken: 'AT' }],
    [
      'a date as expiresIn, beside a lifetime',
      { token: 'AT', expiresIn: new Date(5), expires_in: '60' },
      { accessToken: 'AT', expiresIn: 60 },
    ],
    ['null as expires_in', { token: 'AT', expires_in: null }, { accessToken: 'AT' }],
    ['an object as expires_in', { token: 'AT', expires_in: {} }, { accessToken: 'AT' }],
  ];
  const noTokens: Record<string, unknown> = {
    true: true,
    false: false,
    'a number': 5,
    'a moment': 1_767_225_600,
    'an ISO date': '2026-01-01T00:00:00.000Z',
    'a date of SQL': '2026-01-01 00:00:00',
    'a Date': new Date(0),
    'an object': { token: 'X' },
    'an array': ['X'],
  };
  for (const [what, value] of Object.entries(noTokens)) {
    const names = ['accessToken', 'access_token', 'token', 'access'];
    understood.push(
      ...names.map((name): (typeof understood)[number] => [
        `R30 ${what} as ${name}`,
        { [name]: value, jwt: 'AT', refreshToken: 'RT' },
        { accessToken: 'AT', refreshToken: 'RT' },
      ]),
      [`R30 ${what} as refresh token`, { token: 'AT', refresh: value }, { accessToken: 'AT' }],
      [
        `R30 ${what} before the refresh token`,
        { token: 'AT', refreshToken: value, refresh: 'RT' },
        { accessToken: 'AT', refreshToken: 'RT' },
      ],
    );
  }

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
    ['R14 a broken token before a good one', { accessToken: 'a\r\nb', token: 'AT' }],
    ['R30 a flag alone', { token: true }],
    ['R30 a date alone', { token: '2026-01-01T00:00:00Z' }],
    ['R32 quotes around the token', { accessToken: '"AT"' }],
    ['R32 quotes around a bare token', '"AT"'],
    ['R32 single quotes', { accessToken: "'AT'" }],
    ['R32 a quote in it', { accessToken: 'A"T' }],
    ['R32 JSON as text', '{"accessToken":"AT"}'],
    ['R32 Bearer in front', { accessToken: 'Bearer AT' }],
    ['R32 quotes around the refresh token', { accessToken: 'AT', refreshToken: '"RT"' }],
    ['R32 single quotes around it', { accessToken: 'AT', refreshToken: "'RT'" }],
    ['R32 Bearer in front of it', { accessToken: 'AT', refreshToken: 'bearer RT' }],
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
    expect(isAccessToken('12345678-90ab-cdef-1234-567890abcdef')).toBeTrue();
    expect(isRefreshToken('a b')).toBeTrue();
    expect(isRefreshToken('')).toBeFalse();
    expect(isRefreshToken('a"b')).toBeTrue();
    expect(isRefreshToken(null)).toBeFalse();
  });
});
