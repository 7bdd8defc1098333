import { formatDuration } from './format-duration';

describe('formatDuration', () => {
  const durations: readonly (readonly [number, string])[] = [
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min 0 s'],
    [272, '4 min 32 s'],
    [3600, '1 h 0 min'],
    [90_061, '25 h 1 min'],
  ];
  for (const [seconds, text] of durations) {
    it(`says "${text}" for ${seconds} seconds`, () => {
      expect(formatDuration(seconds)).toBe(text);
    });
  }
});
