import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as ts from 'typescript';
import { applyChanges } from '../../shared/apply-changes.ts';
import { parseSource } from '../../shared/parse-source.ts';
import type { TextChange } from '../../shared/text-change.ts';
import { textStyle } from '../../shared/text-style.ts';
import { editList } from './edit-list.ts';

interface Change {
  readonly remove?: readonly string[];
  readonly replace?: Readonly<Record<string, readonly string[]>>;
  readonly append?: readonly string[];
}

function edit(text: string, { remove = [], replace = {}, append = [] }: Change): string {
  const source = parseSource('/main.ts', text);
  const [statement] = source.statements;
  assert.ok(statement && ts.isExpressionStatement(statement));
  const list = (statement.expression as ts.ArrayLiteralExpression).elements;
  const named = (name: string): ts.Node => {
    const node = list.find((each) => each.getText(source) === name);
    assert.ok(node);
    return node;
  };
  const changes: TextChange[] = [];
  editList(changes, source, textStyle(source), list, {
    remove: new Set(remove.map(named)),
    replace: new Map(Object.entries(replace).map(([name, texts]) => [named(name), texts])),
    append,
  });
  return applyChanges(text, changes);
}

describe('editList', () => {
  const rows: readonly (readonly [string, Change, string])[] = [
    ['[a, b, c];', { remove: ['a'] }, '[b, c];'],
    ['[a, b, c];', { remove: ['b'] }, '[a, c];'],
    ['[a, b, c];', { remove: ['c'] }, '[a, b];'],
    ['[a, b, c];', { remove: ['a', 'c'] }, '[b];'],
    ['[a, b];', { remove: ['a', 'b'] }, '[];'],
    ['[a];', { append: ['b'] }, '[a, b];'],
    ['[ a ];', { remove: ['a'], append: ['b'] }, '[ b ];'],
    ['[];', { append: ['a', 'b'] }, '[a, b];'],
    ['[a, b];', { replace: { a: ['x', 'y'] } }, '[x, y, b];'],
    ['[a, b];', { remove: ['a'], replace: { b: ['x'] }, append: ['y'] }, '[x, y];'],
    // What has lines gets lines.
    ['[a];', { append: ['f(\n  x,\n)'] }, '[\n  a,\n  f(\n    x,\n  ),\n];'],
    ['[];', { append: ['f(\n  x,\n)'] }, '[\n  f(\n    x,\n  ),\n];'],
    ['[a, b];', { replace: { a: ['f(\n  x,\n)'] } }, '[\n  f(\n    x,\n  ),\n  b,\n];'],
    ['[\n    a,\n    b\n];', { append: ['c'] }, '[\n    a,\n    b,\n    c\n];'],
    ['[\n    a,\n    b,\n];', { append: ['c'] }, '[\n    a,\n    b,\n    c,\n];'],
    ['[\n  a,\n  b,\n  c,\n];', { remove: ['a', 'c'] }, '[\n  b,\n];'],
    ['[\n  // of a\n  a,\n  // of b\n  b,\n];', { remove: ['b'] }, '[\n  // of a\n  a,\n];'],
    ['[\r\n  a,\r\n];import "x";\r\n', { append: ['b'] }, '[\r\n  a,\r\n  b,\r\n];import "x";\r\n'],
    ['[\n\ta,\n];', { append: ['b'] }, '[\n\ta,\n\tb,\n];'],
    // A comment beside an element stays beside it, and goes with it.
    ['[\n  a, // of a\n  b,\n  c,\n];', { remove: ['b'] }, '[\n  a, // of a\n  c,\n];'],
    ['[\n  a, // of a\n  b, // of b\n  c,\n];', { remove: ['b'] }, '[\n  a, // of a\n  c,\n];'],
    ['[\n  a, // of a\n  b\n];', { remove: ['b'] }, '[\n  a // of a\n];'],
    ['[\n  a, // of a\n  b, // of b\n];', { remove: ['b'] }, '[\n  a, // of a\n];'],
    ['[\n  a, // of a\n  b];', { remove: ['b'] }, '[\n  a // of a\n];'],
    ['[\n  a, // of a\n];', { append: ['b', 'c'] }, '[\n  a, // of a\n  b,\n  c,\n];'],
    ['[\n  a // of a\n];', { append: ['b'] }, '[\n  a, // of a\n  b\n];'],
    [
      '[\n  a, // of a\n  b, // of b\n];',
      { remove: ['b'], append: ['c'] },
      '[\n  a, // of a\n  c,\n];',
    ],
    ['[a, // of a\n  b];', { remove: ['b'] }, '[a // of a\n];'],
    [
      '[a, // of a\n  /* of b */ b, c /* of c */];',
      { append: ['f(\n  x,\n)'] },
      '[\n  a, // of a\n  /* of b */ b,\n  c, /* of c */\n  f(\n    x,\n  ),\n];',
    ],
    [
      '[a, // of a\n  // of b\n  b, c];',
      { remove: ['b'], replace: { c: ['f(\n  x,\n)'] } },
      '[\n  a, // of a\n  f(\n    x,\n  ),\n];',
    ],
    ['[a];', { append: ['x'.repeat(100)] }, `[\n  a,\n  ${'x'.repeat(100)},\n];`],
  ];
  for (const [text, change, result] of rows) {
    it(`${JSON.stringify(text)} with ${JSON.stringify(change).slice(0, 60)}`, () => {
      assert.equal(edit(text, change), result);
    });
  }
});
