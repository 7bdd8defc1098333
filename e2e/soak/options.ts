import { parseArgs } from 'node:util';

/** One part of a soak: so many contended rounds of so many tabs. */
export interface Run {
  readonly rounds: number;
  readonly tabs: number;
  readonly isLoaded: boolean;
}

export interface SoakOptions {
  readonly runs: readonly Run[];
  readonly seed: number;
  /** Milliseconds before each answer of the server. */
  readonly latency: number;
  readonly hasFaults: boolean;
  /** Hand-written code instead of the library; it has to fail. */
  readonly isNaive: boolean;
  /** An installed Firefox instead of Chromium. */
  readonly isFirefox: boolean;
}

export const USAGE = `npm run soak -- [options]
  --rounds <n>    contended rounds, half of them under CPU load; default 1000 of 3 tabs and 200 of 8
  --tabs <n>      tabs in each round
  --latency <ms>  before each answer of the server; default 10
  --seed <n>      for the faults: the same seed, the same faults; default 1
  --no-faults     no crashes, reloads and stalls
  --no-load       no CPU load
  --naive         a lock and a second look at localStorage, without the library: succeeds if it fails
  --firefox       in an installed Firefox, see FIREFOX_BIN; default the Chromium of the tests`;

/** Throws what is wrong with the arguments. */
export function readOptions(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      rounds: { type: 'string' },
      tabs: { type: 'string' },
      latency: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'boolean', default: true },
      load: { type: 'boolean', default: true },
      naive: { type: 'boolean', default: false },
      firefox: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'rounds' | 'tabs' | 'latency' | 'seed', min: number): number => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= min) return value;
    throw new Error(`--${name} must be a whole number from ${min}.`);
  };
  const parts =
    values.rounds === undefined && values.tabs === undefined && !values.naive
      ? [
          { rounds: 1000, tabs: 3 },
          { rounds: 200, tabs: 8 },
        ]
      : [
          {
            rounds: values.rounds === undefined ? 200 : number('rounds', 2),
            tabs: values.tabs === undefined ? 3 : number('tabs', 2),
          },
        ];
  return {
    runs: parts.flatMap(({ rounds, tabs }) =>
      values.load
        ? [
            { rounds: Math.ceil(rounds / 2), tabs, isLoaded: false },
            { rounds: Math.floor(rounds / 2), tabs, isLoaded: true },
          ]
        : [{ rounds, tabs, isLoaded: false }],
    ),
    seed: number('seed', 0),
    latency: number('latency', 0),
    // Faults are what the protocol is about; a lock alone needs none to fail.
    hasFaults: values.faults && !values.naive,
    isNaive: values.naive,
    isFirefox: values.firefox,
  };
}
