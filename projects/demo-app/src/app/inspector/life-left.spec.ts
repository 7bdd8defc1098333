import { lifeLeft } from './life-left';

describe('lifeLeft', () => {
  const claims = { iat: 1000, exp: 1300 };

  it('is the share of the lifetime that is left', () => {
    expect(lifeLeft(claims, 300)).toBe(1);
    expect(lifeLeft(claims, 75)).toBe(0.25);
    expect(lifeLeft(claims, 0)).toBe(0);
  });

  it('never leaves its bounds', () => {
    expect(lifeLeft(claims, 400)).toBe(1);
  });

  it('is all or nothing where the lifetime is not known', () => {
    expect(lifeLeft({ exp: 1300 }, 10)).toBe(1);
    expect(lifeLeft({ exp: 1300 }, 0)).toBe(0);
    expect(lifeLeft({}, null)).toBe(1);
  });

  it('is nothing without a token', () => {
    expect(lifeLeft(null, 10)).toBe(0);
  });
});
