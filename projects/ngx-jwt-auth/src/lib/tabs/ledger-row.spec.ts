import { writeRow, type LedgerRows } from './ledger';

describe('the rows of the ledger', () => {
  function rowsOf(...sids: readonly string[]): LedgerRows {
    const rows: LedgerRows = new Map();
    for (const sid of sids) writeRow(rows, sid, { seq: 1 });
    return rows;
  }

  const eight = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'];

  it('are one for each session', () => {
    const rows = rowsOf('s1', 's2');
    writeRow(rows, 's1', { seq: 2, isRefused: true });
    expect(rows.get('s1')).toEqual({ seq: 2, isRefused: true });
    expect(rows.get('s2')).toEqual({ seq: 1 });
    expect(rows.size).toBe(2);
  });

  it('are eight at most: who was written first is forgotten', () => {
    expect([...rowsOf(...eight).keys()]).toEqual(eight);
    expect([...rowsOf(...eight, 's9', 's10').keys()]).toEqual([...eight.slice(2), 's9', 's10']);
  });

  it('are kept for those that are still written', () => {
    const rows = rowsOf(...eight);
    writeRow(rows, 's1', { seq: 2 });
    writeRow(rows, 's9', { seq: 1 });
    expect([...rows.keys()]).toEqual(['s3', 's4', 's5', 's6', 's7', 's8', 's1', 's9']);
  });
});
