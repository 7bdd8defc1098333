import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applyChanges } from './apply-changes.ts';

it('changes are applied by position, whatever the order they came in', () => {
  const changes = [
    { start: 4, end: 5, text: 'E' },
    { start: 2, end: 2, text: '-' },
    { start: 0, end: 1, text: '' },
  ];
  assert.equal(applyChanges('abcdef', changes), 'b-cdEf');
});

it('an insertion stands before what is replaced at its place', () => {
  const changes = [
    { start: 1, end: 2, text: 'B' },
    { start: 1, end: 1, text: '-' },
  ];
  assert.equal(applyChanges('abc', changes), 'a-Bc');
});

it('insertions at one place keep their order', () => {
  const changes = ['1', '2'].map((text) => ({ start: 1, end: 1, text }));
  assert.equal(applyChanges('abc', changes), 'a12bc');
});

it('two changes of the same text are a mistake', () => {
  const changes = [
    { start: 0, end: 3, text: '' },
    { start: 2, end: 4, text: '' },
  ];
  assert.throws(() => applyChanges('abcdef', changes), /Two changes meet at 2/);
});
