import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inTheMiddle, type Storm } from './in-the-middle.ts';

const storm = (milliseconds: number, wrong: Partial<Storm> = {}): Storm => ({
  requests: 10,
  rejected: 0,
  refreshes: 1,
  reuses: 0,
  doubled: 0,
  answered: 10,
  failed: 0,
  hanging: 0,
  milliseconds,
  peakHeap: 0,
  work: milliseconds / 2,
  ...wrong,
});

it('takes the storm of median time, and what went wrong in any', () => {
  const storms = [
    storm(9, { refreshes: 2, failed: 1 }),
    storm(2),
    storm(5, { hanging: 3, failed: 1 }),
  ];
  assert.deepEqual(inTheMiddle(storms), storm(5, { refreshes: 2, failed: 2, hanging: 3 }));
});
