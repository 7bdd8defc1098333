import type { Table } from './table.ts';

/** One of the benches: measures, and gives the tables of what it found. */
export type Bench = (options: BenchOptions) => Promise<readonly Table[]>;

interface BenchOptions {
  /** Rounds of each timing, see `alternate()`. */
  readonly rounds: number;
  /** A line on what is done now, for who is waiting. */
  readonly tell: (line: string) => void;
}
