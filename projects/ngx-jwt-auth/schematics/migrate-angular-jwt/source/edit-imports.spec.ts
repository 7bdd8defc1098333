import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editImports } from './edit-imports.ts';

function edit(
  text: string,
  add: Readonly<Record<string, readonly string[]>>,
  unused: Readonly<Record<string, readonly string[]>> = {},
): string {
  const names = Object.entries(add).map(([from, each]) => [from, new Set(each)] as const);
  return editImports('/main.ts', text, { add: new Map(names), unused });
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
    assert.equal(
      edit(text, {}, { m: ['a', 'b', 'd'] }),
      "import { a } from 'm';\na(x.d, { d: 1 });\n",
    );
  });

  it('removes the whole import, with its line', () => {
    assert.equal(
      edit("import { a } from 'm';\r\nimport { b } from 'n';\r\nb();\r\n", {}, { m: ['a'] }),
      "import { b } from 'n';\r\nb();\r\n",
    );
  });

  it('keeps a default import beside', () => {
    assert.equal(
      edit("import m, { a, b } from 'm';\nm(b);\n", {}, { m: ['a'] }),
      "import m, { b } from 'm';\nm(b);\n",
    );
  });
});
