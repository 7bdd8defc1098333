import { parseArgs } from 'node:util';
import { CONSUMERS, nameOf, type Consumer } from './consumers.ts';

export interface Options {
  readonly consumers: readonly Consumer[];
  /** Where to make the apps; null: in a temporary folder. */
  readonly folder: string | null;
  /** Leave the apps there. */
  readonly keep: boolean;
  /** How many apps at a time. */
  readonly jobs: number;
}

export const USAGE = `npm test -- consumers [words] [options]

  words            only the apps whose name has all of them, such as: 21 ssr
  --keep           leaves the apps where they are, and says where
  --folder <dir>   makes them there, keeps them, and uses the installs of an earlier run
  --jobs <n>       so many apps at a time; default 2

The apps: ${CONSUMERS.map(nameOf).join(', ')}`;

/** Throws what is wrong with the arguments. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      keep: { type: 'boolean', default: false },
      folder: { type: 'string' },
      jobs: { type: 'string', default: '2' },
    },
  });
  const consumers = CONSUMERS.filter((consumer) =>
    positionals.every((word) => has(consumer, word)),
  );
  if (consumers.length === 0) throw new Error(`No app is called "${positionals.join(' ')}".`);
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw new Error('--jobs must be a whole number from 1.');
  return {
    consumers,
    folder: values.folder ?? null,
    keep: values.keep || values.folder !== undefined,
    jobs,
  };
}

/** 20 is not 20.1, and `zone` is not in `zoneless`; `ssr` is in `zoneless SSR`. */
function has(consumer: Consumer, word: string): boolean {
  const words = nameOf(consumer).toLowerCase().split(' ');
  return words.includes(word.toLowerCase());
}
