import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spreadOf } from './spread-of.ts';

describe('spreadOf', () => {
  it('takes the middle one of an odd number, whatever their order', () => {
    assert.deepEqual(spreadOf([30, 2, 100]), { median: 30, min: 2, max: 100, rounds: 3 });
  });

  it('takes the mean of the two in the middle of an even number', () => {
    assert.equal(spreadOf([1, 2, 4, 100]).median, 3);
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    spreadOf(values);
    assert.deepEqual(values, [3, 1, 2]);
  });

  it('says so when there is nothing, or what is no number', () => {
    assert.throws(() => spreadOf([]), /no median of nothing/);
    assert.throws(() => spreadOf([1, NaN, 2]), /1, NaN, 2/);
  });
});
