import { bearer } from './bearer';

describe('bearer()', () => {
  const cases = [
    ['Bearer', 'Bearer AT1'],
    ['Token', 'Token AT1'],
    ['', 'AT1'],
  ] as const;

  for (const [scheme, expected] of cases) {
    it(`is '${expected}' for the scheme '${scheme}'`, () => {
      expect(bearer(scheme, 'AT1')).toBe(expected);
    });
  }
});
