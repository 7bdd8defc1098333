import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as ts from 'typescript';
import { applyChanges } from './apply-changes.ts';
import { editList } from './edit-list.ts';
import { elementsOf, type ListNode } from './list-node.ts';
import { parseSource } from './parse-source.ts';

const LONG = `provideSomethingWithAVeryLongName('${'x'.repeat(60)}')`;

interface Change {
  readonly remove?: readonly string[];
  readonly replace?: Readonly<Record<string, readonly string[]>>;
  readonly add?: readonly string[];
  readonly at?: number | undefined;
}

/** Changes the first list of the code. */
function edit(code: string, { remove = [], replace = {}, ...added }: Change): string {
  const source = parseSource('a.ts', code);
  const list = firstList(source);
  const named = (name: string): ts.Node => {
    const node = elementsOf(list).find((each) => each.getText() === name);
    assert.ok(node);
    return node;
  };
  const changes = editList(source, list, {
    remove: new Set(remove.map(named)),
    replace: new Map(Object.entries(replace).map(([name, texts]) => [named(name), texts])),
    ...added,
  });
  return applyChanges(code, changes);
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

describe('editList adds', () => {
  for (const [name, code, expected, index] of CASES) {
    it(`keeps the shape of ${name}`, () => {
      assert.equal(edit(code, { add: ['new'], at: index }), expected);
    });
  }

  it('spreads a line that would get too long', () => {
    assert.equal(
      edit(`  a = [b, c('x, y')];`, { add: [LONG] }),
      `  a = [\n    b,\n    c('x, y'),\n    ${LONG},\n  ];`,
    );
    assert.equal(edit(`a = [];`, { add: [LONG + LONG] }), `a = [\n  ${LONG}${LONG},\n];`);
  });

  it('spreads it with a last comma only where the file has them', () => {
    const style = 'x = [\n  y\n];\n';
    const code = `a = [b];\n${style}`;
    assert.equal(edit(code, { add: [LONG + LONG] }), `a = [\n  b,\n  ${LONG}${LONG}\n];\n${style}`);
  });

  it('keeps a comment in a line that gets too long', () => {
    const text = LONG + LONG;
    assert.equal(
      edit('a = [b, /* c */ d];', { add: [text] }),
      `a = [\n  b,\n  /* c */ d,\n  ${text},\n];`,
    );
    assert.equal(
      edit('a = [/* c */ d];', { add: [text], at: 0 }),
      `a = [\n  ${text},\n  /* c */ d,\n];`,
    );
  });

  it('indents a text of several lines', () => {
    assert.equal(
      edit('  a = [b];', { add: ['f(\n  1\n)'] }),
      '  a = [\n    b,\n    f(\n      1\n    ),\n  ];',
    );
  });

  it('inserts several texts', () => {
    assert.equal(edit('a = [\n  b,\n];', { add: ['c', 'd'] }), 'a = [\n  b,\n  c,\n  d,\n];');
    assert.equal(edit('a = [b];', { add: ['c', 'd'] }), 'a = [b, c, d];');
  });
});

describe('editList removes', () => {
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
    ['nor before the bracket', 'a = [b, // b\n  x];', 'a = [b // b\n];'],
  ];
  for (const [name, code, expected] of cases) {
    it(`removes ${name}`, () => assert.equal(edit(code, { remove: ['x'] }), expected));
  }
});

describe('editList', () => {
  const rows: readonly (readonly [string, Change, string])[] = [
    ['[a, b, c];', { remove: ['a'] }, '[b, c];'],
    ['[a, b, c];', { remove: ['b'] }, '[a, c];'],
    ['[a, b, c];', { remove: ['c'] }, '[a, b];'],
    ['[a, b, c];', { remove: ['a', 'c'] }, '[b];'],
    ['[a, b];', { remove: ['a', 'b'] }, '[];'],
    ['[a];', { add: ['b'] }, '[a, b];'],
    ['[ a ];', { remove: ['a'], add: ['b'] }, '[ b ];'],
    ['[];', { add: ['a', 'b'] }, '[a, b];'],
    ['[a, b];', { replace: { a: ['x', 'y'] } }, '[x, y, b];'],
    ['[a, b];', { remove: ['a'], replace: { b: ['x'] }, add: ['y'] }, '[x, y];'],
    // What has lines gets lines.
    ['[a];', { add: ['f(\n  x,\n)'] }, '[\n  a,\n  f(\n    x,\n  ),\n];'],
    ['[];', { add: ['f(\n  x,\n)'] }, '[\n  f(\n    x,\n  ),\n];'],
    ['[a, b];', { replace: { a: ['f(\n  x,\n)'] } }, '[\n  f(\n    x,\n  ),\n  b,\n];'],
    ['[\n    a,\n    b\n];', { add: ['c'] }, '[\n    a,\n    b,\n    c\n];'],
    ['[\n    a,\n    b,\n];', { add: ['c'] }, '[\n    a,\n    b,\n    c,\n];'],
    ['[\n  a,\n  b,\n  c,\n];', { remove: ['a', 'c'] }, '[\n  b,\n];'],
    ['[\n  // of a\n  a,\n  // of b\n  b,\n];', { remove: ['b'] }, '[\n  // of a\n  a,\n];'],
    ['[\r\n  a,\r\n];import "x";\r\n', { add: ['b'] }, '[\r\n  a,\r\n  b,\r\n];import "x";\r\n'],
    ['[\n\ta,\n];', { add: ['b'] }, '[\n\ta,\n\tb,\n];'],
    // A comment beside an element stays beside it, and goes with it.
    ['[\n  a, // of a\n  b,\n  c,\n];', { remove: ['b'] }, '[\n  a, // of a\n  c,\n];'],
    ['[\n  a, // of a\n  b, // of b\n  c,\n];', { remove: ['b'] }, '[\n  a, // of a\n  c,\n];'],
    ['[\n  a, // of a\n  b\n];', { remove: ['b'] }, '[\n  a // of a\n];'],
    ['[\n  a, // of a\n  b, // of b\n];', { remove: ['b'] }, '[\n  a, // of a\n];'],
    ['[\n  a, // of a\n  b];', { remove: ['b'] }, '[\n  a // of a\n];'],
    ['[\n  a, // of a\n];', { add: ['b', 'c'] }, '[\n  a, // of a\n  b,\n  c,\n];'],
    ['[\n  a // of a\n];', { add: ['b'] }, '[\n  a, // of a\n  b\n];'],
    [
      '[\n  a, // of a\n  b, // of b\n];',
      { remove: ['b'], add: ['c'] },
      '[\n  a, // of a\n  c,\n];',
    ],
    ['[a, // of a\n  b];', { remove: ['b'] }, '[a // of a\n];'],
    [
      '[a, // of a\n  /* of b */ b, c /* of c */];',
      { add: ['f(\n  x,\n)'] },
      '[\n  a, // of a\n  /* of b */ b,\n  c, /* of c */\n  f(\n    x,\n  ),\n];',
    ],
    [
      '[a, // of a\n  // of b\n  b, c];',
      { remove: ['b'], replace: { c: ['f(\n  x,\n)'] } },
      '[\n  a, // of a\n  f(\n    x,\n  ),\n];',
    ],
    // What is commented out stays where it is.
    ['[\n  a, // of a\n  b,\n  // c,\n];', { remove: ['b'] }, '[\n  a, // of a\n  // c,\n];'],
    // What hugs its bracket goes on doing so.
    ['[{\n  a,\n}];', { add: ['f(\n  x,\n)'] }, '[{\n  a,\n}, f(\n  x,\n)];'],
    // Nothing gets behind `//`.
    ['[a, // of a\n  b, c];', { remove: ['b'] }, '[a, // of a\n  c];'],
    ['[a // of a\n];', { add: ['b'] }, '[a, // of a\n  b\n];'],
    ['[a, // of a\n  b];', { add: ['c'], at: 1 }, '[a, // of a\n  c, b];'],
    ['[a, // of a\n  b];', { remove: ['b'], add: ['c'] }, '[a, // of a\n  c];'],
    ['[a];', { add: ['x'.repeat(100)] }, `[\n  a,\n  ${'x'.repeat(100)},\n];`],
  ];
  for (const [text, change, result] of rows) {
    it(`${JSON.stringify(text)} with ${JSON.stringify(change).slice(0, 60)}`, () => {
      assert.equal(edit(text, change), result);
    });
  }
});
