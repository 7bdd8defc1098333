import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as ts from 'typescript';
import { applyChanges } from './apply-changes.ts';
import { insertIntoList } from './insert-into-list.ts';
import type { ListNode } from './list-node.ts';
import { parseSource } from './parse-source.ts';

const LONG = `provideSomethingWithAVeryLongName('${'x'.repeat(60)}')`;

/** Puts `texts` into the first list of the code. */
function insert(code: string, texts: readonly string[], index?: number): string {
  const source = parseSource('a.ts', code);
  return applyChanges(code, insertIntoList(source, firstList(source), texts, index));
}

function firstList(source: ts.SourceFile): ListNode {
  let found: ListNode | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isArrayLiteralExpression(node) || ts.isNamedImports(node)) found ??= node;
    if (ts.isObjectLiteralExpression(node) || ts.isCallExpression(node)) found ??= node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found!;
}

const CASES: readonly [name: string, code: string, expected: string, index?: number][] = [
  ['an empty list', 'a = [];', 'a = [new];'],
  ['an empty call', 'f();', 'f(new);'],
  ['an empty object', 'a = {};', 'a = { new };'],
  ['one line', 'a = [b, c];', 'a = [b, c, new];'],
  ['one line with a comma at its end', 'a = [b, c,];', 'a = [b, c, new,];'],
  ['one line, first', 'a = [b, c];', 'a = [new, b, c];', 0],
  ['one line, between', 'a = [b, c];', 'a = [b, new, c];', 1],
  ['named imports', "import { b } from 'c';", "import { b, new } from 'c';"],
  ['several lines', 'a = [\n  b,\n  c,\n];', 'a = [\n  b,\n  c,\n  new,\n];'],
  ['several lines without a last comma', 'a = [\n  b\n];', 'a = [\n  b,\n  new\n];'],
  ['several lines, first', 'a = [\n  b\n];', 'a = [\n  new,\n  b\n];', 0],
  ['several lines, between', 'a = [\n  b,\n  c\n];', 'a = [\n  b,\n  new,\n  c\n];', 1],
  ['tabs and CRLF', 'a = [\r\n\tb,\r\n];', 'a = [\r\n\tb,\r\n\tnew,\r\n];'],
  ['a comment beside', 'a = [\n  b, // why\n];', 'a = [\n  b, // why\n  new,\n];'],
  ['a comment beside, no comma', 'a = [\n  b // why\n];', 'a = [\n  b, // why\n  new\n];'],
  [
    'a comment with a comma',
    'a = [\n  b /* x, y */,\n  c,\n];',
    'a = [\n  b /* x, y */,\n  new,\n  c,\n];',
    1,
  ],
  ['a comment above, first', 'a = [\n  // b\n  b,\n];', 'a = [\n  new,\n  // b\n  b,\n];', 0],
  ['a comment beside the bracket', 'a = [ // all\n  b,\n];', 'a = [ // all\n  new,\n  b,\n];', 0],
  [
    'what is commented out at the end',
    'a = [\n  b,\n  // c,\n];',
    'a = [\n  b,\n  new,\n  // c,\n];',
  ],
  ['only a comment', 'a = [\n  // none\n];', 'a = [\n  // none\n  new,\n];'],
  ['a list that hugs', 'a = [{\n  b,\n}];', 'a = [{\n  b,\n}, new];'],
];

describe('insertIntoList', () => {
  for (const [name, code, expected, index] of CASES) {
    it(`keeps the shape of ${name}`, () => {
      assert.equal(insert(code, ['new'], index), expected);
    });
  }

  it('spreads a line that would get too long', () => {
    assert.equal(
      insert(`  a = [b, c('x, y')];`, [LONG]),
      `  a = [\n    b,\n    c('x, y'),\n    ${LONG},\n  ];`,
    );
    assert.equal(insert(`a = [];`, [LONG + LONG]), `a = [\n  ${LONG}${LONG},\n];`);
  });

  it('spreads it with a last comma only where the file has them', () => {
    const style = 'x = [\n  y\n];\n';
    const code = `a = [b];\n${style}`;
    assert.equal(insert(code, [LONG + LONG]), `a = [\n  b,\n  ${LONG}${LONG}\n];\n${style}`);
  });

  it('keeps a comment in a line that gets too long', () => {
    const text = LONG + LONG;
    assert.equal(insert('a = [b, /* c */ d];', [text]), `a = [b, /* c */ d, ${text}];`);
    assert.equal(insert('a = [/* c */ d];', [text], 0), `a = [/* c */ ${text}, d];`);
  });

  it('indents a text of several lines', () => {
    assert.equal(
      insert('  a = [b];', ['f(\n  1\n)']),
      '  a = [\n    b,\n    f(\n      1\n    ),\n  ];',
    );
  });

  it('inserts several texts', () => {
    assert.equal(insert('a = [\n  b,\n];', ['c', 'd']), 'a = [\n  b,\n  c,\n  d,\n];');
    assert.equal(insert('a = [b];', ['c', 'd']), 'a = [b, c, d];');
  });
});
