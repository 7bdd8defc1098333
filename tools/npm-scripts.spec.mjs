import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from './built-package.mjs';
import { commands } from './commands.mjs';

/** Where people and CI take a command from. */
const FILES = [
  '.ci/run',
  '.github/workflows/*.yml',
  '*.md',
  '{docs,e2e}/**/*.md',
  'projects/{demo-app,mock-backend}/*.md',
];

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('npm scripts', () => {
  for (const file of globSync(FILES, { cwd: root })) {
    it(`exist, those that ${file} names`, () => {
      const text = readFileSync(join(root, file), 'utf8');
      const named = [...text.matchAll(/npm (?:run )?(\w[\w:]*)(?: -- (\w[\w-]*))?/g)];
      const unknown = named.filter(([command, script = '', name]) => {
        if (!(script in scripts)) return command.startsWith('npm run');
        const known = commands[script]?.commands;
        return known !== undefined && name !== undefined && !(name in known);
      });
      assert.deepEqual(
        unknown.map(([command]) => command),
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
