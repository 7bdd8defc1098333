import { createJwt, encodeText } from '../../../spec-support/create-jwt';
import { claimedLifetime, tokenDeadline } from './token-lifetime';

const NOW = 1_000_000_000;

describe('claimedLifetime', () => {
  it('is exp - iat in milliseconds', () => {
    expect(claimedLifetime(createJwt({ iat: 1000, exp: 1300 }))).toBe(300_000);
  });

  const none: readonly object[] = [
    {},
    { exp: 1300 },
    { iat: 1000 },
    { iat: '1000', exp: 1300 },
    { iat: 1000, exp: '1300' },
    { iat: null, exp: 1300 },
  ];
  for (const claims of none) {
    it(`J11 ${JSON.stringify(claims)} tells none`, () => {
      expect(claimedLifetime(createJwt(claims))).toBeNaN();
    });
  }

  it('J2 an opaque token tells none', () => {
    expect(claimedLifetime('opaque')).toBeNaN();
  });
});

describe('tokenDeadline', () => {
  const rows: readonly [what: string, claims: object, expiresIn: number, number | null][] = [
    ['K2 exp - iat from now, whatever the clock', { iat: 5, exp: 305 }, NaN, NOW + 300_000],
    ['exp - iat before expires_in', { iat: 5, exp: 305 }, 60, NOW + 300_000],
    ['J11 an exp before iat', { iat: 305, exp: 5 }, NaN, NOW - 300_000],
    ['J11 exp 0', { iat: 5, exp: 0 }, NaN, NOW - 5000],
    ['K2 expires_in before an exp without iat', { exp: 2_000_000 }, 60, NOW + 60_000],
    ['exp where there is no iat', { exp: 2_000_000 }, NaN, 2_000_000_000],
    ['J11 exp where iat is no number', { iat: 'x', exp: 2_000_000 }, NaN, 2_000_000_000],
    ['J11 exp as a string: none', { iat: 5, exp: '305' }, NaN, null],
    ['K7 expires_in where there is no exp', { sub: 'ann' }, 60, NOW + 60_000],
    ['J12 nothing: never', { sub: 'ann' }, NaN, null],
    ['K10 nbf does not count', { iat: 5, nbf: 900, exp: 305 }, NaN, NOW + 300_000],
  ];
  for (const [what, claims, expiresIn, expected] of rows) {
    it(what, () => {
      expect(tokenDeadline(createJwt(claims), expiresIn, NOW)).toBe(expected);
    });
  }

  it('K7 an opaque token lives as long as expires_in says, else until a 401', () => {
    expect(tokenDeadline('opaque', 60, NOW)).toBe(NOW + 60_000);
    expect(tokenDeadline('opaque', NaN, NOW)).toBeNull();
  });

  for (const exp of ['1e999', '1e300', '1.7e308']) {
    it(`J11 an exp of ${exp} is never`, () => {
      expect(tokenDeadline(`e30.${encodeText(`{"exp":${exp}}`)}.`, NaN, NOW)).toBeNull();
      expect(tokenDeadline(`e30.${encodeText(`{"exp":${exp},"iat":1}`)}.`, NaN, NOW)).toBeNull();
    });
  }

  it('an expires_in beyond all dates is never', () => {
    expect(tokenDeadline('opaque', 1e300, NOW)).toBeNull();
    expect(tokenDeadline('opaque', Infinity, NOW)).toBeNull();
  });
});
