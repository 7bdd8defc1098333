/** Fewer say nothing of the spread. */
export const LEAST_ROUNDS = 7;

export interface AlternateOptions {
  /** Rounds that count, 7 at least. */
  readonly rounds: number;
  /** Rounds before them that do not. Default 1. */
  readonly warmUps?: number;
}

/**
 * Measures every variant once in each round, so that what else the machine does befalls all of them. Who
 * begins changes from round to round: nobody is always the one after a pause, or after the slowest.
 * Gives what was measured of each variant, in the order of the rounds.
 */
export async function alternate<V, T>(
  variants: readonly V[],
  { rounds, warmUps = 1 }: AlternateOptions,
  measure: (variant: V, round: number) => Promise<T>,
): Promise<Map<V, T[]>> {
  if (rounds < LEAST_ROUNDS) throw new Error(`${rounds} rounds are fewer than ${LEAST_ROUNDS}.`);
  const results = new Map(variants.map((variant) => [variant, [] as T[]]));
  if (results.size < variants.length) throw new Error('A variant is given twice.');
  for (let round = -warmUps; round < rounds; round++) {
    const first = (round + warmUps) % variants.length;
    for (const variant of [...variants.slice(first), ...variants.slice(0, first)]) {
      const result = await measure(variant, round);
      if (round >= 0) results.get(variant)?.push(result);
    }
  }
  return results;
}
