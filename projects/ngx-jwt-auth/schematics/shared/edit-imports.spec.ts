import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyChanges } from './apply-changes.ts';
import { editImports } from './edit-imports.ts';
import { parseSource } from './parse-source.ts';

function edit(
  text: string,
  add: Readonly<Record<string, readonly string[]>>,
  unused: readonly string[] = [],
): string {
  const source = parseSource('/main.ts', text);
  const change = { add: new Map(Object.entries(add)), unused: new Set(unused) };
  return applyChanges(text, editImports(source, change));
}

describe('editImports', () => {
  it('adds to the import that is there', () => {
    assert.equal(
      edit("import { a } from 'm';\n", { m: ['c', 'b'] }),
      "import { a, b, c } from 'm';\n",
    );
  });

  it('adds an import behind the others, as they are written', () => {
    assert.equal(
      edit('import { a } from "m";\r\nx();\r\n', { n: ['b'] }),
      'import { a } from "m";\r\nimport { b } from "n";\r\nx();\r\n',
    );
  });

  it('adds an import to a file without', () => {
    assert.equal(edit('x();\n', { n: ['b'] }), "import { b } from 'n';\n\nx();\n");
  });

  it('adds a file of the app behind all others, and a package before the files', () => {
    assert.equal(
      edit("import 'a';\nimport './b';\n", { './c': ['c'], d: ['d'] }),
      "import 'a';\nimport { d } from 'd';\nimport './b';\nimport { c } from './c';\n",
    );
  });

  it('adds an import where the last one goes', () => {
    assert.equal(edit("import { a } from 'm';\n", { n: ['b'] }, ['a']), "import { b } from 'n';\n");
    assert.equal(edit("import 'm';", { n: ['b'] }), "import 'm';\nimport { b } from 'n';");
  });

  it('adds several imports to a file without', () => {
    assert.equal(
      edit('x();\n', { m: ['a'], n: ['b'] }),
      "import { a } from 'm';\nimport { b } from 'n';\n\nx();\n",
    );
  });

  it('leaves alone what is imported', () => {
    const text = "import { a as b } from 'm';\nb();\n";
    assert.equal(edit(text, { m: ['a'] }), text);
  });

  it('does not take a type for a value', () => {
    assert.equal(
      edit("import type { a } from 'm';\n", { m: ['a'] }),
      "import type { a } from 'm';\nimport { a } from 'm';\n",
    );
    assert.equal(
      edit("import { type a } from 'm';\n", { m: ['a'] }),
      "import { type a, a } from 'm';\n",
    );
  });

  it('removes what has lost its last use', () => {
    const text = "import { a, b as c, d } from 'm';\na(x.d, { d: 1 });\n";
    assert.equal(edit(text, {}, ['a', 'c', 'd']), "import { a } from 'm';\na(x.d, { d: 1 });\n");
  });

  it('removes the whole import, with its line', () => {
    assert.equal(
      edit("import { a } from 'm';\r\nimport { b } from 'n';\r\nb();\r\n", {}, ['a']),
      "import { b } from 'n';\r\nb();\r\n",
    );
  });

  it('keeps a default import beside', () => {
    assert.equal(
      edit("import m, { a, b } from 'm';\nm(b);\n", {}, ['a']),
      "import m, { b } from 'm';\nm(b);\n",
    );
  });
});

describe('editImports removes', () => {
  const cases: readonly [name: string, code: string, expected: string][] = [
    ['one of several', `import { a, x } from 'y';\na;\n`, `import { a } from 'y';\na;\n`],
    ['the whole line', `import { x } from 'y';\r\na;\n`, `a;\n`],
    ['none of nothing', `import {} from 'y';\n`, `import {} from 'y';\n`],
    ['none that is used', `import { x } from 'y';\nx;\n`, `import { x } from 'y';\nx;\n`],
    ['all beside a default', `import y, { x } from 'y';\n`, `import y from 'y';\n`],
    ['a default', `import x from 'y';\na;\n`, `a;\n`],
    [
      'a default in front of others',
      `import x, { a } from 'y';\na;\n`,
      `import { a } from 'y';\na;\n`,
    ],
    [
      'a default in front of all',
      `import x, * as a from 'y';\na;\n`,
      `import * as a from 'y';\na;\n`,
    ],
    ['a default with others', `import x, { x as z } from 'y';\na;\n`, `a;\n`],
    ['no default that is used', `import x from 'y';\nx;\n`, `import x from 'y';\nx;\n`],
  ];
  for (const [name, code, expected] of cases) {
    it(`removes ${name}`, () => {
      assert.equal(edit(code, {}, ['x', 'z']), expected);
    });
  }
});
