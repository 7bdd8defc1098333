import { cellsOf, type Row, type Table } from '../support/table.ts';

/** The few numbers that README.md shows, by the id and the column of their table. */
const COLUMNS = [{ table: 'size', column: 'brotli', title: 'size, brotli' }] as const;

/** Who is in it: a name each table has. */
const VARIANTS = ['ngx-jwt-auth, typical', 'hand-written'] as const;

export function summaryTable(tables: readonly Table[]): Table {
  const found = COLUMNS.map(({ table: id, column: name, title }) => {
    const table = tables.find((each) => each.id === id);
    const index = table?.columns.findIndex((each) => each.title === name) ?? -1;
    const column = table?.columns[index];
    if (!table || !column) throw new Error(`There is no column "${name}" in a table "${id}".`);
    return { table, index, column: { ...column, title } };
  });
  const rows = VARIANTS.map((variant): Row => {
    const cells = found.map(({ table, index }) => {
      const row = table.rows.find((each) => each.variant === variant);
      return (row && cellsOf(table, row)[index]) ?? { cannot: 'not measured' };
    });
    return { variant, cells };
  });
  return { id: 'summary', title: 'In short', columns: found.map(({ column }) => column), rows };
}
