/** What a bench has found: a row for each variant. */
export interface Table {
  /** Of its place in docs/performance.md, and of its chart: `bench-<id>.svg`. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The column that the chart shows, by its position; without one there is no chart. */
  readonly chart?: number;
  /** What has to be known to read it: a sentence each, in Markdown. */
  readonly notes?: readonly string[];
  /** What must come out, or the run has failed. */
  readonly checks?: readonly Check[];
}

export interface Check {
  /** As in `one refresh in 10 tabs`. */
  readonly claim: string;
  readonly isMet: boolean;
}

export interface Column {
  readonly title: string;
  /** As in `ms`; empty for what is only counted. */
  readonly unit: string;
  /** Decimal places; without them a number has three significant digits at least. */
  readonly digits?: number;
}

export interface Row {
  readonly variant: string;
  /** One for each column; or why this variant cannot do any of it. */
  readonly cells: readonly Cell[] | Cannot;
}

/** A number that is always the same, the spread of what was measured in rounds, or why there is none. */
export type Cell = number | Spread | Cannot;

export interface Spread {
  readonly median: number;
  /** The least and the most of all rounds: no round is left out. */
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
}

export interface Cannot {
  /** The reason, such as `has no refresh`. */
  readonly cannot: string;
}

/** The number that stands for a cell, or null if there is none. */
export function valueOf(cell: Cell): number | null {
  if (typeof cell === 'number') return cell;
  return 'cannot' in cell ? null : cell.median;
}

/** The cells of a row, where need be with the same reason in each. */
export function cellsOf({ columns }: Table, { cells }: Row): readonly Cell[] {
  return 'cannot' in cells ? columns.map(() => cells) : cells;
}
