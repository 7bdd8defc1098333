import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { renamePackage } from './rename-package.mjs';

// Not the package's own name, or a rename would rewrite these tests.
const MANIFEST = 'projects/ngx-jwt-auth/package.json';
/** @type {Record<string, string>} */
const TREE = {
  '.gitignore': 'dist/\n',
  '.prettierrc.json': '{ "singleQuote": true }\n',
  [MANIFEST]: `${JSON.stringify(
    {
      name: 'ngx-acme',
      version: '1.2.3',
      license: 'MIT',
      sideEffects: false,
      'ng-update': { packageGroup: ['ngx-acme'] },
    },
    null,
    2,
  )}\n`,
  'package.json': '{ "name": "ngx-acme-workspace", "scripts": { "build": "ng build ngx-acme" } }\n',
  'package-lock.json': '{ "packages": { "node_modules/ngx-acme": {} } }\n',
  'angular.json': '{ "projects": { "ngx-acme": { "root": "projects/ngx-jwt-auth" } } }\n',
  'tsconfig.json': '{ "paths": { "ngx-acme": ["./projects/ngx-jwt-auth/src/public-api.ts"] } }\n',
  'README.md': '# ngx-acme\n\n`npm install ngx-acme`, then `ng add ngx-acme`.\n',
  'src/app.ts':
    "import { aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb } from 'ngx-acme';\n" +
    "localStorage.getItem('ngx-acme');\n",
  'src/image.bin': "\0 from 'ngx-acme'",
  'dist/app.js': "import 'ngx-acme';\n",
};

/** @type {string} */
let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rename-'));
  for (const [file, text] of Object.entries(TREE)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  // Git lists it, but there is no text in it.
  symlinkSync('src', join(root, 'link'));
  assert.equal(spawnSync('git', ['init', '--quiet'], { cwd: root }).status, 0);
});

afterEach(() => rmSync(root, { recursive: true }));

/** @param {string} file */
function read(file) {
  return readFileSync(join(root, file), 'utf8');
}

/** Whatever differs from the tree as it was. */
function changes() {
  return Object.keys(TREE).filter((file) => read(file) !== TREE[file]);
}

describe('renamePackage', () => {
  it('renames the package and nothing else', async () => {
    const changed = await renamePackage(root, '@scope/ngx-acme');
    assert.deepEqual(changes().sort(), [...changed].sort());
    assert.deepEqual([...changed].sort(), ['README.md', MANIFEST, 'src/app.ts', 'tsconfig.json']);
    const { name, 'ng-update': update } = JSON.parse(read(MANIFEST));
    assert.equal(name, '@scope/ngx-acme');
    assert.deepEqual(update, { packageGroup: ['@scope/ngx-acme'] });
    assert.equal(
      read('README.md'),
      '# ngx-acme\n\n`npm install @scope/ngx-acme`, then `ng add @scope/ngx-acme`.\n',
    );
    assert.match(read('tsconfig.json'), /"@scope\/ngx-acme": \[/);
  });

  it('formats what became too long, and keeps storage keys', async () => {
    await renamePackage(root, '@scope/ngx-acme');
    assert.equal(
      read('src/app.ts'),
      'import {\n  aaaaaaaaaaaaaaaa,\n  bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,\n' +
        "} from '@scope/ngx-acme';\nlocalStorage.getItem('ngx-acme');\n",
    );
  });

  it('changes nothing the second time', async () => {
    await renamePackage(root, '@scope/ngx-acme');
    const once = Object.keys(TREE).map(read);
    assert.deepEqual(await renamePackage(root, '@scope/ngx-acme'), []);
    assert.deepEqual(Object.keys(TREE).map(read), once);
  });

  it('can be undone, and repeated with a third name', async () => {
    await renamePackage(root, '@scope/ngx-acme');
    await renamePackage(root, '@other/name');
    assert.match(read('README.md'), /^# ngx-acme\n\n`npm install @other\/name`/);
    await renamePackage(root, 'ngx-acme');
    // Lines stay broken where prettier could join them: no more than that may differ.
    const joined = read('src/app.ts')
      .replace(/\{\n\s+/, '{ ')
      .replace(/,\n\s+/, ', ');
    assert.equal(joined.replace(/,\n\}/, ' }'), TREE['src/app.ts']);
    assert.equal(read(MANIFEST), TREE[MANIFEST]);
    assert.equal(read('README.md'), TREE['README.md']);
  });

  it('renames what came in with the old name since', async () => {
    await renamePackage(root, '@scope/ngx-acme');
    writeFileSync(join(root, 'src/new.ts'), "import 'ngx-acme';\n");
    assert.deepEqual(await renamePackage(root, '@scope/ngx-acme'), []);
    const changed = await renamePackage(root, '@scope/ngx-acme', { from: 'ngx-acme' });
    assert.deepEqual(changed, ['src/new.ts']);
    assert.equal(read('src/new.ts'), "import '@scope/ngx-acme';\n");
  });

  it('finishes what was interrupted', async () => {
    await renamePackage(root, '@scope/ngx-acme');
    const done = Object.keys(TREE).map(read);
    writeFileSync(join(root, MANIFEST), TREE[MANIFEST] ?? '');
    writeFileSync(join(root, 'README.md'), TREE['README.md'] ?? '');
    await renamePackage(root, '@scope/ngx-acme');
    assert.deepEqual(Object.keys(TREE).map(read), done);
  });

  it('writes the repository, the bugs and the homepage', async () => {
    for (const repository of ['https://github.com/o/n', 'git+https://github.com/o/n.git']) {
      await renamePackage(root, 'ngx-acme', { repository });
      assert.deepEqual(changes(), [MANIFEST]);
      assert.deepEqual(Object.entries(JSON.parse(read(MANIFEST))).slice(2, 6), [
        ['license', 'MIT'],
        ['homepage', 'https://github.com/o/n#readme'],
        ['bugs', { url: 'https://github.com/o/n/issues' }],
        ['repository', { type: 'git', url: 'git+https://github.com/o/n.git' }],
      ]);
    }
  });

  for (const name of ['Name', '@scope', '@scope/', 'a b', '.name', '@s/_n', '', 'x'.repeat(215)]) {
    it(`refuses the name ${JSON.stringify(name.slice(0, 20))} and changes nothing`, async () => {
      await assert.rejects(renamePackage(root, name), /is no name for npm: lower case letters/);
      assert.deepEqual(changes(), []);
    });
  }

  for (const repository of ['github.com/o/n', 'https://github.com/o', 'https://example.com/o/n']) {
    it(`refuses the repository ${repository} and changes nothing`, async () => {
      await assert.rejects(
        renamePackage(root, '@scope/ngx-acme', { repository }),
        /is no repository: npm's provenance wants/,
      );
      assert.deepEqual(changes(), []);
    });
  }
});
