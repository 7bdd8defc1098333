import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Column, Table } from '../support/table.ts';
import { summaryTable } from './summary-table.ts';

const count: Column = { title: '', unit: '' };
const table = (id: string, title: string, rows: Table['rows']): Table => ({
  id,
  title: id,
  columns: [count, { ...count, title, unit: 'x' }],
  rows,
});

const tables = [
  table('size', 'brotli', [{ variant: 'hand-written', cells: [1, 300] }]),
  table('request', 'time, own origin', [
    { variant: 'hand-written', cells: [1, { median: 1.8, min: 1, max: 9, rounds: 7 }] },
  ]),
  table('storm-401', 'refreshes of 10,000', []),
  table('tabs-10', 'tabs signed out', [
    { variant: 'hand-written', cells: [1, { median: 0, min: 0, max: 10, rounds: 7 }] },
    { variant: 'keycloak-angular', cells: { cannot: 'has no tabs' } },
  ]),
];

describe('summaryTable', () => {
  it('has medians, of what should not happen the worst, with the unit they have elsewhere', () => {
    const { columns, rows } = summaryTable(tables);
    const hand = rows.find(({ variant }) => variant === 'hand-written');
    const [size, request, storm, tabs] = hand?.cells as readonly unknown[];
    assert.deepEqual([size, request, tabs], [300, 1.8, 10]);
    assert.equal(typeof storm, 'object');
    assert.equal(columns[0]?.unit, 'x');
  });

  it('lists who has no number, for whatever reason', () => {
    const { rows } = summaryTable(tables);
    const cells = rows.flatMap((row) => row.cells as readonly unknown[]);
    assert.ok(rows.length > 5);
    assert.equal(cells.filter((cell) => typeof cell !== 'number').length, cells.length - 3);
  });

  it('says when a bench no longer has a column', () => {
    assert.throws(() => summaryTable(tables.slice(1)), /"brotli" in a table "size"/);
  });
});
