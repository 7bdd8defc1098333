import { createJwt, encodeText } from '../../../spec-support/create-jwt';
import { textOf, TOKEN_SAMPLES } from '../../../spec-support/token-samples';
import { jwtExpiration } from './jwt-expiration';

describe('jwtExpiration', () => {
  for (const { title, token, claims } of TOKEN_SAMPLES) {
    const exp = (claims as { exp?: unknown } | null)?.exp;
    const expected = typeof exp === 'number' ? new Date(exp * 1000) : null;
    it(`${title}: ${expected ? 'a date' : 'null'}`, async () => {
      const text = await textOf(() => {
        expect(jwtExpiration(token)).toEqual(expected);
      });
      expect(text).toBe('');
    });
  }

  it('reads seconds, and fractions of them', () => {
    expect(jwtExpiration(createJwt({ exp: 1_772_366_400.5 }))).toEqual(
      new Date('2026-03-01T12:00:00.500Z'),
    );
  });

  for (const exp of ['1e300', '1e999', '-1e300', 'null', '{}', 'true']) {
    it(`J11 an exp of ${exp} is no time`, () => {
      expect(jwtExpiration(`e30.${encodeText(`{"exp":${exp}}`)}.`)).toBeNull();
    });
  }
});
