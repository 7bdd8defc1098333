import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyChanges } from './apply-changes.ts';
import { importNames } from './import-names.ts';
import { parseSource } from './parse-source.ts';

/** Imports names of 'lib' into the code. */
function importInto(code: string, ...names: string[]): { code: string; locals: object } {
  const source = parseSource('a.ts', code);
  const { locals, changes } = importNames(source, 'lib', names);
  return { code: applyChanges(code, changes), locals };
}

describe('importNames', () => {
  it('joins the import that is there', () => {
    const { code } = importInto(`import { a } from 'lib';\n`, 'b', 'a');
    assert.equal(code, `import { a, b } from 'lib';\n`);
  });

  it('joins an import of several lines', () => {
    const { code } = importInto(`import {\n  a,\n  c,\n} from 'lib';\n`, 'd');
    assert.equal(code, `import {\n  a,\n  c,\n  d,\n} from 'lib';\n`);
  });

  it('changes nothing where all is imported', () => {
    const source = `import x, { a, type b } from 'lib';\n`;
    assert.equal(importInto(source, 'a').code, source);
  });

  it('uses the name that the file gave it', () => {
    const { code, locals } = importInto(`import { a as other } from 'lib';\n`, 'a');
    assert.equal(code, `import { a as other } from 'lib';\n`);
    assert.deepEqual(locals, { a: 'other' });
  });

  it('leaves imports of types alone', () => {
    const { code } = importInto(`import type { A } from 'lib';\n`, 'b');
    assert.equal(code, `import type { A } from 'lib';\nimport { b } from 'lib';\n`);
  });

  it('leaves an import of the whole and one for its effects alone', () => {
    const { code } = importInto(`import 'lib';\nimport * as lib from 'lib';\n`, 'b');
    assert.equal(code, `import 'lib';\nimport * as lib from 'lib';\nimport { b } from 'lib';\n`);
  });

  it('joins an import with a default', () => {
    const { code } = importInto(`import lib, { a } from 'lib';\n`, 'b');
    assert.equal(code, `import lib, { a, b } from 'lib';\n`);
  });

  it('gives a name that is taken an alias', () => {
    const { code, locals } = importInto(`import { b } from './mine';\nb();\n`, 'b');
    assert.equal(code, `import { b as jwtB } from 'lib';\nimport { b } from './mine';\nb();\n`);
    assert.deepEqual(locals, { b: 'jwtB' });
  });

  it('stands after the packages and before the files of the app', () => {
    const { code } = importInto(`import 'x'; // x\n\nimport './y';\n`, 'b');
    assert.equal(code, `import 'x'; // x\nimport { b } from 'lib';\n\nimport './y';\n`);
  });

  it('starts a file that imports nothing', () => {
    assert.equal(
      importInto('export const a = [];\n', 'b').code,
      `import { b } from 'lib';\n\nexport const a = [];\n`,
    );
    assert.equal(importInto('\uFEFFf();\n', 'b').code, `\uFEFFimport { b } from 'lib';\n\nf();\n`);
  });

  it('writes as the file does: quotes, semicolons, line ends', () => {
    const { code } = importInto(`import { x } from "x"\r\nx()\r\n`, 'b');
    assert.equal(code, `import { x } from "x"\r\nimport { b } from "lib"\r\nx()\r\n`);
  });

  it('spreads a long import over several lines', () => {
    const names = Array.from({ length: 9 }, (_, index) => `aRatherLongName${String(index)}`);
    assert.equal(
      importInto('', ...names).code,
      `import {\n${names.map((each) => `  ${each},\n`).join('')}} from 'lib';\n\n`,
    );
  });
});
