import { toNumber } from './token-lifetime';

describe('toNumber', () => {
  for (const [value, number] of [
    [5, 5],
    ['5', 5],
    ['0.5', 0.5],
    ['-1', -1],
    ['1e3', 1000],
    ['Infinity', Infinity],
  ] as const) {
    it(`is ${number} of ${JSON.stringify(value)}`, () => {
      expect(toNumber(value)).toBe(number);
    });
  }

  for (const value of [
    '',
    'x',
    '7d',
    '2026-01-01',
    null,
    undefined,
    true,
    false,
    {},
    [],
    new Date(5),
  ]) {
    it(`is none of ${JSON.stringify(value)}`, () => {
      expect(toNumber(value)).toBeNaN();
    });
  }
});
