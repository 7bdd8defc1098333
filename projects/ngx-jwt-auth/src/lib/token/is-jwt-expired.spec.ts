import { createJwt, encodeText } from '../../../spec-support/create-jwt';
import { START, useFakeTime } from '../../../spec-support/set-up';
import { textOf, TOKEN_SAMPLES } from '../../../spec-support/token-samples';
import { isJwtExpired } from './is-jwt-expired';

describe('isJwtExpired', () => {
  useFakeTime();
  const now = START.getTime() / 1000;

  for (const { title, token, claims } of TOKEN_SAMPLES) {
    const isExpired = !claims || 'exp' in claims;
    it(`${title}: ${isExpired ? 'expired' : 'not expired'}`, async () => {
      const text = await textOf(() => {
        expect(isJwtExpired(token)).toBe(isExpired);
      });
      expect(text).toBe('');
    });
  }

  const rows: readonly [what: string, exp: unknown, tolerance: number | undefined, boolean][] = [
    ['a second before exp', now + 1, undefined, false],
    ['at exp', now, undefined, true],
    ['after exp', now - 1, undefined, true],
    ['within the tolerance', now - 59, 60, false],
    ['at the end of the tolerance', now - 60, 60, true],
    ['a fraction before exp', now + 0.001, undefined, false],
    ['a negative tolerance: a margin', now + 10, -10, true],
    ['null as exp', null, undefined, true],
    ['an object as exp', {}, undefined, true],
    ['a numeric string as exp', String(now + 60), undefined, true],
  ];
  for (const [what, exp, tolerance, isExpired] of rows) {
    it(`J11 ${what}: ${isExpired ? 'expired' : 'not expired'}`, () => {
      expect(isJwtExpired(createJwt({ exp }), tolerance)).toBe(isExpired);
    });
  }

  it('J11 an exp beyond all numbers: expired', () => {
    expect(isJwtExpired(`e30.${encodeText('{"exp":1e999}')}.`)).toBeTrue();
  });
});
