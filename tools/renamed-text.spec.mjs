import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renamedText } from './renamed-text.mjs';

// Not the package's own name, or a rename would rewrite these tests.
const FROM = 'ngx-acme';
const TO = '@scope/ngx-acme';

/** What stands between «» is renamed: [file, text]. */
const NAMES = [
  ['a.ts', "import { A } from '«ngx-acme»';"],
  ['a.ts', 'import { A } from "«ngx-acme»/testing";'],
  ['a.ts', "import '«ngx-acme»';"],
  ['a.ts', "const a = await import('«ngx-acme»/compat');"],
  ['a.ts', "export * from '«ngx-acme»';"],
  ['a.ts', "declare module '«ngx-acme»' {"],
  ['a.js', "const a = require('«ngx-acme»');"],
  ['a.ts', " * declare module '«ngx-acme»' {"],
  ['a.mjs', "const code = `import { A } from '«ngx-acme»'; `;"],
  ['a.mjs', 'const code = "import { A } from \\"«ngx-acme»\\";";'],
  ['a.mjs', "const entries = ['«ngx-acme»/testing', '«ngx-acme»/playwright'];"],
  ['a.md', 'Use `«ngx-acme»/compat` until then.'],
  ['a.md', 'Run `npm install «ngx-acme»`, or `ng add «ngx-acme»`.'],
  ['a.md', 'npm i -D jasmine-core «ngx-acme»@1.2.3'],
  ['a.md', "npm deprecate '«ngx-acme»@1.2.3' 'has a bug'"],
  ['a.md', 'npm dist-tag add «ngx-acme»@1.2.2 latest'],
  ['a.md', 'ng update «ngx-acme» && ng test ngx-acme'],
  ['a.md', 'ng generate «ngx-acme»:migrate'],
  ['a.md', 'with `«ngx-acme»:migrate`'],
  ['a.js', 'logger.info("Run `ng generate «ngx-acme»:migrate`.");'],
  ['a.md', 'https://img.shields.io/npm/v/«ngx-acme»'],
  ['a.md', 'https://www.npmjs.com/package/«ngx-acme»'],
  ['a.js', "const PACKAGE_NAME = '«ngx-acme»';"],
  ['a.ts', "addRootProvider({ packageName: '«ngx-acme»' });"],
  ['eslint.config.js', "regex: '^«ngx-acme»($|/)|(^|/)public-api$',"],
  ['tsconfig.json', '"paths": { "«ngx-acme»": ["../dist/ngx-acme"], "«ngx-acme»/testing": [] }'],
  ['e2e/tsconfig.app.json', '"«ngx-acme»": ["x"]'],
  ['bench/package.json', '"dependencies": { "«ngx-acme»": "file:a.tgz" }'],
  ['a.mjs', "join(app, 'node_modules/«ngx-acme»/package.json')"],
  ['goldens/a.md', '## API Report File for "«ngx-acme»"'],
];

/** As above, but the name of a file is made of the package's. */
const FLAT = [
  ['api-extractor.json', '"<projectFolder>/types/«ngx-acme».d.ts"'],
  ['a.mjs', "join(dist, 'fesm2022/«ngx-acme»-testing.mjs')"],
  ['a.mjs', '/^fesm2022\\/«ngx-acme»(?:-\\w+)*\\.mjs$/'],
  ['a.md', 'npm install ./«ngx-acme»-0.1.0.tgz'],
  ['a.md', 'npm install ./«ngx-acme»-<version>.tgz'],
];

/** Keys, folders, the project: [file, text]. */
const KEPT = [
  ['a.ts', "const KEY = 'ngx-acme';"],
  ['a.ts', "const HINT = 'ngx-acme.hint';"],
  ['a.ts', "indexedDB.open('ngx-acme');"],
  ['a.ts', "localStorage.getItem('ngx-acme')"],
  ['a.ts', "new BroadcastChannel('ngx-acme:tabs')"],
  ['a.ts', "navigator.locks.request('ngx-acme/turn', run);"],
  ['a.ts', 'console.warn(`ngx-acme: ${message}`);'],
  ['a.ts', "import { a } from '../../projects/ngx-acme/spec-support/a';"],
  ['a.ts', "import { a } from 'ngx-acme-extras';"],
  ['angular.json', '"projects": { "ngx-acme": { "root": "projects/ngx-acme" } }'],
  ['package.json', '"name": "ngx-acme-workspace",'],
  ['package.json', '"build": "ng build ngx-acme && npm pack ./dist/ngx-acme",'],
  ['a.md', 'npm run build && npm pack ./dist/ngx-acme'],
  ['a.md', 'npm ci && ng test ngx-acme'],
  ['a.md', '# ngx-acme'],
  ['a.md', '`ngx-acme` lets one tab refresh. The key is `ngx-acme`.'],
  ['a.md', 'npm install @other/ngx-acme'],
  ['a.md', 'npm install ngx-acme-extras'],
  ['.gitignore', 'projects/ngx-acme/README.md'],
];

describe('renamedText', () => {
  for (const [file = '', marked = ''] of NAMES) {
    it(`renames the package in ${file}: ${marked}`, () => {
      const text = marked.replace(/[«»]/g, '');
      const renamed = marked.replace(/«ngx-acme»/g, TO);
      assert.equal(renamedText(file, text, FROM, TO), renamed);
      // Once more, with the new name or still with the old one.
      assert.equal(renamedText(file, renamed, FROM, TO), renamed);
      assert.equal(renamedText(file, renamed, TO, FROM), text);
    });
  }

  for (const [file = '', marked = ''] of FLAT) {
    it(`renames a file of the package in ${file}: ${marked}`, () => {
      const text = marked.replace(/[«»]/g, '');
      const renamed = marked.replace(/«ngx-acme»/g, 'scope-ngx-acme');
      assert.equal(renamedText(file, text, FROM, TO), renamed);
      assert.equal(renamedText(file, renamed, FROM, TO), renamed);
      assert.equal(renamedText(file, renamed, TO, FROM), text);
    });
  }

  for (const [file = '', text = ''] of KEPT) {
    it(`keeps what is no package in ${file}: ${text}`, () => {
      assert.equal(renamedText(file, text, FROM, TO), text);
    });
  }

  it('takes a name literally, also one with a dollar', () => {
    assert.equal(
      renamedText('a.ts', "from 'a.b'; from 'axb';", 'a.b', '$&'),
      "from '$&'; from 'axb';",
    );
  });
});
