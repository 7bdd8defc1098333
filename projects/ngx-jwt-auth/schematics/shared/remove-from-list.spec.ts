import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as ts from 'typescript';
import { applyChanges } from './apply-changes.ts';
import { parseSource } from './parse-source.ts';
import { removeFromList } from './remove-from-list.ts';
import { removeUnusedImport } from './remove-unused-import.ts';

/** Takes `x` out of the array of the code. */
function remove(code: string): string {
  const source = parseSource('a.ts', code);
  const statement = source.statements[0] as ts.ExpressionStatement;
  const list = (statement.expression as ts.BinaryExpression).right as ts.ArrayLiteralExpression;
  const element = list.elements.find((each) => each.getText() === 'x')!;
  return applyChanges(code, [removeFromList(source, list, element)]);
}

describe('removeFromList', () => {
  const cases: readonly [name: string, code: string, expected: string][] = [
    ['the only one', 'a = [x];', 'a = [];'],
    ['the first', 'a = [x, b];', 'a = [b];'],
    ['one between', 'a = [b, x, c];', 'a = [b, c];'],
    ['the last', 'a = [b, x];', 'a = [b];'],
    ['the last with a comma', 'a = [b, x,];', 'a = [b,];'],
    ['the first of several lines', 'a = [\n  x,\n  b,\n];', 'a = [\n  b,\n];'],
    ['one of several lines', 'a = [\n  b,\n  x,\n  // c\n  c\n];', 'a = [\n  b,\n  // c\n  c\n];'],
    ['the last of several lines', 'a = [\n  b,\n  x,\n];', 'a = [\n  b,\n];'],
    ['its comment', 'a = [\n  b,\n  x, // why\n  c,\n];', 'a = [\n  b,\n  c,\n];'],
    // What speaks of the one before stays.
    ['no comment of another', 'a = [\n  b, // b\n  x,\n  c,\n];', 'a = [\n  b, // b\n  c,\n];'],
    ['no comment of the list', 'a = [ // a\n  x,\n  c,\n];', 'a = [ // a\n  c,\n];'],
    ['nor at the end', 'a = [\n  b, // b\n  x\n];', 'a = [\n  b // b\n];'],
    ['nor before a comma', 'a = [\n  b, // b\n  x, // x\n];', 'a = [\n  b, // b\n];'],
    ['nor before the bracket', 'a = [b, // b\n  x];', 'a = [b // b\n  ];'],
  ];
  for (const [name, code, expected] of cases) {
    it(`removes ${name}`, () => assert.equal(remove(code), expected));
  }
});

describe('removeUnusedImport', () => {
  const cases: readonly [name: string, code: string, expected: string][] = [
    ['one of several', `import { a, x } from 'y';\na;\n`, `import { a } from 'y';\na;\n`],
    ['the whole line', `import { x } from 'y';\r\na;\n`, `a;\n`],
    ['none that is used', `import { x } from 'y';\nx;\n`, `import { x } from 'y';\nx;\n`],
    ['none beside a default', `import y, { x } from 'y';\n`, `import y, { x } from 'y';\n`],
  ];
  for (const [name, code, expected] of cases) {
    it(`removes ${name}`, () => {
      const source = parseSource('a.ts', code);
      assert.equal(applyChanges(code, removeUnusedImport(source, 'x')), expected);
    });
  }
});
