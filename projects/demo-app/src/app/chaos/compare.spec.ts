import type { Tally } from './bench/tally';
import { compare } from './compare';

const GOOD: Tally = {
  requests: 12,
  answered: 12,
  failed: 0,
  reasons: [],
  lost: 0,
  sentTwice: 0,
  asOther: 0,
  refreshCalls: 1,
  reuses: 0,
  signedInTabs: 1,
  tabs: 1,
};

describe('compare', () => {
  it('finds nothing wrong with who came through', () => {
    expect(compare(GOOD, GOOD, false)).toBe('held');
    expect(compare({ ...GOOD, failed: 12, answered: 0 }, GOOD, false)).toBe('held');
  });

  for (const fault of [{ lost: 1 }, { asOther: 1 }, { reuses: 1 }, { signedInTabs: 0 }]) {
    it(`calls ${JSON.stringify(fault)} broken`, () => {
      expect(compare({ ...GOOD, ...fault }, GOOD, false)).toBe('broke');
    });
  }

  it('lets the server end a session', () => {
    expect(compare({ ...GOOD, signedInTabs: 0 }, GOOD, true)).toBe('held');
    expect(compare({ ...GOOD, signedInTabs: 0, lost: 1 }, GOOD, true)).toBe('broke');
  });

  it('calls it costly where the other one did with less', () => {
    expect(compare({ ...GOOD, refreshCalls: 2 }, GOOD, false)).toBe('costly');
    expect(compare({ ...GOOD, sentTwice: 1 }, GOOD, false)).toBe('costly');
    expect(compare(GOOD, { ...GOOD, sentTwice: 1, refreshCalls: 2 }, false)).toBe('held');
    expect(compare({ ...GOOD, refreshCalls: 2 }, { ...GOOD, lost: 1 }, false)).toBe('held');
  });
});
