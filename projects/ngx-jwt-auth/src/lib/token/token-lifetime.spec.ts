import { createJwt, encodeText } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { claimedTimes, tokenDeadline } from './token-lifetime';

const NOW = 1_000_000_000;

function timesOf(accessToken: string): [exp: number, iat: number] {
  return claimedTimes(createStoredTokens({ accessToken }));
}

function deadlineOf(accessToken: string, expiresIn: number): number | null {
  return tokenDeadline(createStoredTokens({ accessToken }), expiresIn, NOW);
}

describe('claimedTimes', () => {
  it('are exp and iat in milliseconds', () => {
    expect(timesOf(createJwt({ iat: 1000, exp: 1300 }))).toEqual([1_300_000, 1_000_000]);
  });

  const times: readonly [what: string, claim: unknown, time: number][] = [
    ['a text', '1767225600', 1_767_225_600_000],
    ['a text with an exponent', '1.7672256e9', 1_767_225_600_000],
    ['a fraction', 1.5, 1500],
    ['a negative text', '-5', -5000],
    ['milliseconds', 1_767_225_600_000, 1_767_225_600_000],
    ['milliseconds as text', '1767225600000', 1_767_225_600_000],
    ['the last second of the year 9999', 253_402_300_799, 253_402_300_799_000],
    ['0', 0, 0],
    ['the empty text', '', NaN],
    ['a date as text', '2026-01-01T00:00:00Z', NaN],
    ['a span', '7d', NaN],
    ['null', null, NaN],
    ['true', true, NaN],
    ['an object', {}, NaN],
    ['an empty array', [], NaN],
  ];
  for (const [what, claim, time] of times) {
    it(`K15 ${what} is ${time}`, () => {
      expect(timesOf(createJwt({ exp: claim, iat: 1 }))).toEqual([time, 1000]);
      expect(timesOf(createJwt({ exp: 1, iat: claim }))).toEqual([1000, time]);
    });
  }

  it('J2 an opaque token tells none', () => {
    expect(timesOf('opaque')).toEqual([NaN, NaN]);
  });
});

describe('tokenDeadline', () => {
  const ms = 1_767_225_600_000;
  const rows: readonly [what: string, claims: object, expiresIn: number, number | null][] = [
    ['K2 exp - iat from now, whatever the clock', { iat: 5, exp: 305 }, NaN, NOW + 300_000],
    ['K14 expires_in where it is shorter', { iat: 5, exp: 305 }, 60, NOW + 60_000],
    ['K14 exp - iat where it is shorter', { iat: 5, exp: 305 }, 3600, NOW + 300_000],
    ['K14 exp - iat beside an endless expires_in', { iat: 5, exp: 305 }, Infinity, NOW + 300_000],
    ['J11 an exp before iat', { iat: 305, exp: 5 }, NaN, NOW - 300_000],
    ['J11 exp 0', { iat: 5, exp: 0 }, NaN, NOW - 5000],
    ['K2 expires_in before an exp without iat', { exp: 2_000_000 }, 60, NOW + 60_000],
    ['exp where there is no iat', { exp: 2_000_000 }, NaN, 2_000_000_000],
    ['J11 exp where iat is no number', { iat: 'x', exp: 2_000_000 }, NaN, 2_000_000_000],
    ['K16 an exp without iat that is over: it may be the clock', { exp: 5 }, NaN, null],
    ['K16 exp 0 without iat', { exp: 0 }, NaN, null],
    ['K15 exp as a text', { iat: 5, exp: '305' }, NaN, NOW + 300_000],
    ['K15 both as a text', { iat: '5', exp: '305' }, NaN, NOW + 300_000],
    ['K15 milliseconds', { iat: ms, exp: ms + 300_000 }, NaN, NOW + 300_000],
    ['K15 milliseconds beside seconds', { iat: ms / 1000, exp: ms + 300_000 }, NaN, NOW + 300_000],
    ['K16 an exp that is no time', { iat: 5, exp: 'soon' }, NaN, null],
    ['K16 expires_in beside it', { iat: 5, exp: 'soon' }, 60, NOW + 60_000],
    ['K16 null as exp', { iat: 5, exp: null }, NaN, null],
    ['K7 expires_in where there is no exp', { sub: 'ann' }, 60, NOW + 60_000],
    ['J12 nothing: never', { sub: 'ann' }, NaN, null],
    ['K10 nbf does not count', { iat: 5, nbf: 900, exp: 305 }, NaN, NOW + 300_000],
  ];
  for (const [what, claims, expiresIn, expected] of rows) {
    it(what, () => {
      expect(deadlineOf(createJwt(claims), expiresIn)).toBe(expected);
    });
  }

  it('K7 an opaque token lives as long as expires_in says, else until a 401', () => {
    expect(deadlineOf('opaque', 60)).toBe(NOW + 60_000);
    expect(deadlineOf('opaque', NaN)).toBeNull();
  });

  for (const exp of ['1e999', '1e300', '1.7e308']) {
    it(`K16 an exp of ${exp} is never, unless expires_in says when`, () => {
      for (const claims of [`{"exp":${exp}}`, `{"exp":${exp},"iat":1}`]) {
        expect(deadlineOf(`e30.${encodeText(claims)}.`, NaN)).toBeNull();
        expect(deadlineOf(`e30.${encodeText(claims)}.`, 60)).toBe(NOW + 60_000);
      }
    });
  }

  it('K16 an expires_in beyond all dates is never', () => {
    expect(deadlineOf('opaque', 1e300)).toBeNull();
    expect(deadlineOf('opaque', Infinity)).toBeNull();
  });
});
