import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markdownTable } from './markdown-table.ts';
import type { Table } from './table.ts';

const table: Table = {
  id: 'storm',
  title: 'A storm',
  columns: [
    { title: 'refreshes', unit: '' },
    { title: 'time', unit: 'ms', digits: 1 },
  ],
  rows: [
    { variant: 'ours', cells: [1, { median: 12.34, min: 10, max: 20, rounds: 7 }] },
    { variant: 'one that hangs', cells: [3, { cannot: 'it never ends' }] },
    { variant: 'another', cells: { cannot: 'has no refresh' } },
  ],
  notes: ['Less is better.'],
};

describe('markdownTable', () => {
  const lines = markdownTable(table).split('\n');

  it('has the units in its head, and a median with the spread in its cells', () => {
    assert.equal(lines[0], '|  | refreshes | time, ms |');
    assert.equal(lines[1], '| --- | --: | --: |');
    assert.equal(lines[2], '| ours | 1 | 12.3 (10.0 to 20.0) |');
  });

  it('has no spread where there is none to be seen', () => {
    const cells = [1, { median: 0.52, min: 0.51, max: 0.54, rounds: 7 }];
    const row = markdownTable({ ...table, rows: [{ variant: 'ours', cells }] }).split('\n')[2];
    assert.equal(row, '| ours | 1 | 0.5 |');
  });

  it('lists who cannot, with a reason below it that is told once', () => {
    assert.deepEqual(lines.slice(3), [
      '| one that hangs | 3 | – (1) |',
      '| another | – (2) | – (2) |',
      '',
      '- (1) it never ends',
      '- (2) has no refresh',
      '- Less is better.',
    ]);
  });
});
