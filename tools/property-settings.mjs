import { randomInt } from 'node:crypto';

/**
 * The seeds of the random cases, and how many cases there are of each seed. A seed that nobody asked
 * for is a fresh one, so that each run tries other cases.
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function propertySettings({ PROPERTY_SEED, PROPERTY_SEEDS, PROPERTY_RUNS }) {
  const count = PROPERTY_SEEDS ? wholeNumber('PROPERTY_SEEDS', PROPERTY_SEEDS, 1) : 1;
  return {
    seeds: PROPERTY_SEED
      ? PROPERTY_SEED.split(',').map((seed) => wholeNumber('PROPERTY_SEED', seed))
      : Array.from({ length: count }, () => randomInt(2 ** 31)),
    runs: PROPERTY_RUNS ? wholeNumber('PROPERTY_RUNS', PROPERTY_RUNS, 1) : 10_000,
  };
}

/**
 * @param {string} name
 * @param {string} text
 * @param {number} [least]
 */
function wholeNumber(name, text, least = -(2 ** 31)) {
  const number = Number(text);
  if (text.trim() && Number.isInteger(number) && number >= least) return number;
  throw new Error(`${name} has to be a whole number: ${text}`);
}
