import type { RequestRecord } from './request-record';
import { tallyOf } from './tally';

const BASE: RequestRecord = {
  askedAs: 'viewer',
  sends: 1,
  state: 'answered',
  answeredAs: 'viewer',
  reason: null,
};
const AROUND = { refreshCalls: 1, reuses: 0, signedInTabs: 1, tabs: 1 };

describe('tallyOf', () => {
  it('counts what became of the requests', () => {
    const tally = tallyOf(
      [
        BASE,
        { ...BASE, sends: 2 },
        { ...BASE, sends: 2, answeredAs: 'admin' },
        { ...BASE, sends: 0, state: 'failed', answeredAs: null, reason: 'SESSION_OVER' },
        { ...BASE, state: 'failed', answeredAs: null, reason: '503' },
        { ...BASE, state: 'failed', answeredAs: null, reason: '503' },
        { ...BASE, state: 'open', answeredAs: null },
      ],
      AROUND,
    );
    expect(tally).toEqual({
      requests: 7,
      answered: 3,
      failed: 3,
      reasons: ['503', 'SESSION_OVER'],
      lost: 1,
      sentTwice: 2,
      asOther: 1,
      ...AROUND,
    });
  });

  it('is all zero without requests', () => {
    expect(tallyOf([], AROUND)).toEqual(jasmine.objectContaining({ requests: 0, lost: 0 }));
  });
});
