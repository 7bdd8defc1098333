import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from './built-package.mjs';

/** Where people and CI take a command from. */
const FILES = ['.ci/run', '.github/workflows/*.yml', '*.md', '{docs,e2e,projects}/**/*.md'];

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('npm scripts', () => {
  for (const file of globSync(FILES, { cwd: root })) {
    it(`exist, those that ${file} names`, () => {
      const text = readFileSync(join(root, file), 'utf8');
      const names = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
      assert.deepEqual(
        names.filter((name) => !(name in scripts)),
        [],
      );
    });
  }
});

describe('workflows', () => {
  for (const file of globSync('.github/workflows/*.yml', { cwd: root })) {
    it(`run only what is pinned to a commit, in ${file}`, () => {
      const actions = readFileSync(join(root, file), 'utf8').match(/uses:.*/g) ?? [];
      assert.deepEqual(
        actions.filter((action) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)),
        [],
      );
    });
  }
});
