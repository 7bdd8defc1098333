import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatNumber } from './format-number.ts';

describe('formatNumber', () => {
  it('gives what is no whole number three digits that mean something', () => {
    assert.equal(formatNumber(0.012345), '0.0123');
    assert.equal(formatNumber(1.2345), '1.23');
    assert.equal(formatNumber(12.345), '12.3');
    assert.equal(formatNumber(12345.6), '12,346');
  });

  it('leaves whole numbers whole', () => {
    assert.equal(formatNumber(0), '0');
    assert.equal(formatNumber(1), '1');
    assert.equal(formatNumber(10_000), '10,000');
  });

  it('keeps to the decimal places that are asked for', () => {
    assert.equal(formatNumber(1, 2), '1.00');
    assert.equal(formatNumber(2.345, 1), '2.3');
  });

  it('has a minus below zero, and none at zero', () => {
    assert.equal(formatNumber(-1.5), '-1.50');
    assert.equal(formatNumber(-0.001, 1), '0.0');
  });
});
