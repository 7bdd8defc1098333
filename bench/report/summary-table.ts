import { cellsOf, valueOf, type Cell, type Table } from '../support/table.ts';
import { VARIANTS } from '../variants/variants.ts';

/** The few numbers that README.md shows: a column of a table, under a title that needs no other one. */
const COLUMNS = [
  { table: 'size', column: 'brotli', title: 'adds to the download, brotli' },
  { table: 'request', column: 'time, own origin', title: 'adds to a request' },
  {
    table: 'storm-401',
    column: 'refreshes of 10,000',
    title: 'refreshes when 10,000 requests get a 401',
  },
  { table: 'tabs-10', column: 'tabs signed out', title: 'of 10 tabs signed out by a refresh' },
] as const;

/** Who is left out: what costs nothing, and the one that has everything just to be measured. */
const LEFT_OUT = ['none', 'library-everything'];

/** Medians alone; the whole of it is elsewhere. */
export function summaryTable(tables: readonly Table[]): Table {
  const found = COLUMNS.map(({ table: id, column: name, title }) => {
    const table = tables.find((each) => each.id === id);
    const index = table?.columns.findIndex((each) => each.title === name) ?? -1;
    const column = table?.columns[index];
    if (!table || !column) throw new Error(`There is no column "${name}" in a table "${id}".`);
    return { table, index, column: { ...column, title } };
  });
  return {
    id: 'summary',
    title: 'In short',
    columns: found.map(({ column }) => column),
    rows: VARIANTS.filter(({ app }) => !LEFT_OUT.includes(app)).map(({ title: variant }) => ({
      variant,
      cells: found.map(({ table, index }) => shortCell(table, index, variant)),
    })),
  };
}

function shortCell(table: Table, index: number, variant: string): Cell {
  const row = table.rows.find((each) => each.variant === variant);
  const cell = row && cellsOf(table, row)[index];
  const value = cell === undefined ? null : valueOf(cell);
  return value ?? { cannot: 'does not do this, or not in a way that can be compared' };
}
