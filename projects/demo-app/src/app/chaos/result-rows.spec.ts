import type { Tally } from './bench/tally';
import { resultRows } from './result-rows';

const LIBRARY: Tally = {
  requests: 12,
  answered: 0,
  failed: 12,
  reasons: ['SESSION_OVER'],
  lost: 0,
  sentTwice: 0,
  asOther: 0,
  refreshCalls: 1,
  reuses: 0,
  signedInTabs: 0,
  tabs: 1,
};
const NAIVE: Tally = {
  ...LIBRARY,
  failed: 0,
  reasons: [],
  lost: 11,
  asOther: 1,
  signedInTabs: 2,
  tabs: 6,
};

describe('resultRows', () => {
  it('has a line for everything, of both sides', () => {
    const rows = resultRows({ library: LIBRARY, naive: NAIVE }, true);
    expect(rows.map(({ label, library, naive }) => [label, library.text, naive.text])).toEqual([
      ['Refresh calls', '1', '1'],
      ['Answered', '0 of 12', '0 of 12'],
      ['Sent twice', '0', '0'],
      ['Failed', '12: SESSION_OVER', '0'],
      ['Lost, never settled', '0', '11'],
      ['Sent as another user', '0', '1'],
      ['Signed in afterwards', 'no', 'in 2 of 6 tabs'],
    ]);
  });

  it('marks what nobody wants', () => {
    const bad = (endsSession: boolean) =>
      resultRows({ library: LIBRARY, naive: NAIVE }, endsSession).flatMap((row) => [
        ...(row.library.isBad ? [`library: ${row.label}`] : []),
        ...(row.naive.isBad ? [`naive: ${row.label}`] : []),
      ]);
    expect(bad(true)).toEqual(['naive: Lost, never settled', 'naive: Sent as another user']);
    expect(bad(false)).toContain('library: Signed in afterwards');
    expect(bad(false)).toContain('naive: Signed in afterwards');
  });

  it('has the same lines before anything was run', () => {
    const rows = resultRows(null, false);
    expect(rows.length).toBe(7);
    expect(
      rows.every(({ library, naive }) => library.text === '–' && naive.text === '–'),
    ).toBeTrue();
  });
});
