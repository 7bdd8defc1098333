import assert from 'node:assert/strict';
import { it } from 'node:test';
import { TextEdits } from './text-edits.ts';

it('edits are applied by position, whatever the order they came in', () => {
  const edits = new TextEdits();
  edits.replace(4, 5, 'E');
  edits.insert(2, '-');
  edits.replace(0, 1, '');
  assert.equal(edits.apply('abcdef'), 'b-cdEf');
});

it('an insertion stands before what is replaced at its place', () => {
  const edits = new TextEdits();
  edits.replace(1, 2, 'B');
  edits.insert(1, '-');
  assert.equal(edits.apply('abc'), 'a-Bc');
});

it('two edits of the same text are a mistake', () => {
  const edits = new TextEdits();
  edits.replace(0, 3, '');
  edits.replace(2, 4, '');
  assert.throws(() => edits.apply('abcdef'), /Two edits meet at 2/);
});
