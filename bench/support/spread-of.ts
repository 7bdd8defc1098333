import type { Spread } from './table.ts';

/** The median, and how far the rounds lie apart. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  // An even number of values has two in the middle.
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (min === undefined || max === undefined || lower === undefined || upper === undefined) {
    throw new Error('There is no median of nothing.');
  }
  if (sorted.some((value) => !Number.isFinite(value))) {
    throw new Error(`Not all of these are numbers: ${values.join(', ')}`);
  }
  return { median: (lower + upper) / 2, min, max, rounds: values.length };
}
