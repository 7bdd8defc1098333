import { cellsOf, type Cell, type Table } from '../support/table.ts';
import { VARIANTS } from '../variants/variants.ts';

/**
 * The few numbers that README.md shows: a column of a table, under a title that needs no other one. Of what
 * should not happen it is the worst of all rounds: once is enough to be signed out.
 */
const COLUMNS = [
  {
    table: 'size',
    column: 'brotli',
    title: 'adds to the download, brotli',
    take: 'median',
  },
  {
    table: 'request',
    column: 'time, own origin',
    title: 'adds to a request',
    take: 'median',
  },
  {
    table: 'storm-401',
    column: 'refreshes of 10,000',
    title: 'refreshes when 10,000 requests get a 401',
    take: 'max',
  },
  {
    table: 'tabs-10',
    column: 'tabs signed out',
    title: 'of 10 tabs signed out by a refresh',
    take: 'max',
  },
] as const;

/** Who is left out: what costs nothing, and set-ups of the library beside the minimal and the typical one. */
const LEFT_OUT = ['none', 'library-memory', 'library-cookie', 'library-everything'];

/** A number for each; the whole of it is elsewhere. */
export function summaryTable(tables: readonly Table[]): Table {
  const found = COLUMNS.map(({ table: id, column: name, title, take }) => {
    const table = tables.find((each) => each.id === id);
    const index = table?.columns.findIndex((each) => each.title === name) ?? -1;
    const column = table?.columns[index];
    if (!table || !column) throw new Error(`There is no column "${name}" in a table "${id}".`);
    return { table, index, take, column: { ...column, title } };
  });
  return {
    id: 'summary',
    title: 'In short',
    columns: found.map(({ column }) => column),
    rows: VARIANTS.filter(({ app }) => !LEFT_OUT.includes(app)).map(({ title: variant }) => ({
      variant,
      cells: found.map(({ table, index, take }) => {
        const row = table.rows.find((each) => each.variant === variant);
        return shortCell(row && cellsOf(table, row)[index], take);
      }),
    })),
  };
}

function shortCell(cell: Cell | undefined, take: 'median' | 'max'): Cell {
  if (typeof cell === 'number') return cell;
  if (cell && !('cannot' in cell)) return cell[take];
  return { cannot: 'does not do this, or not in a way that can be compared' };
}
