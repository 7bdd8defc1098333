import { formatNumber } from './format-number.ts';
import { cellsOf, type Cannot, type Cell, type Column, type Table } from './table.ts';

/** A table for people: medians, the spread in brackets, and below it why some have no numbers. */
export function markdownTable(table: Table): string {
  const reasons = new Reasons();
  const lines = [
    ['', ...table.columns.map(headOf)],
    ['---', ...table.columns.map(() => '--:')],
    ...table.rows.map((row) => [
      row.variant,
      ...cellsOf(table, row).map((cell, index) => textOf(cell, table.columns[index], reasons)),
    ]),
  ];
  return [
    ...lines.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    ...reasons.lines(),
    ...(table.notes ?? []).map((note) => `- ${note}`),
  ]
    .join('\n')
    .trim();
}

function headOf({ title, unit }: Column): string {
  return unit === '' ? title : `${title}, ${unit}`;
}

function textOf(cell: Cell, column: Column | undefined, reasons: Reasons): string {
  if (typeof cell === 'number') return formatNumber(cell, column?.digits);
  if ('cannot' in cell) return `– ${reasons.markOf(cell)}`;
  const { median, min, max } = cell;
  const [middle, least, most] = [median, min, max].map((value) =>
    formatNumber(value, column?.digits),
  );
  return least === most ? String(middle) : `${middle} (${least} to ${most})`;
}

/** Why there are no numbers, each reason told once. */
class Reasons {
  readonly #known: string[] = [];

  markOf({ cannot }: Cannot): string {
    if (!this.#known.includes(cannot)) this.#known.push(cannot);
    return `(${this.#known.indexOf(cannot) + 1})`;
  }

  lines(): string[] {
    return this.#known.map((reason, index) => `- (${index + 1}) ${reason}`);
  }
}
