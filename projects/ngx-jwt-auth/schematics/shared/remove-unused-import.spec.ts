import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyChanges } from './apply-changes.ts';
import { parseSource } from './parse-source.ts';
import { removeUnusedImport } from './remove-unused-import.ts';

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
