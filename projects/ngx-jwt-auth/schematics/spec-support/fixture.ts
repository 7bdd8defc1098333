import assert from 'node:assert/strict';
import type { UnitTestTree } from '@angular-devkit/schematics/testing/index.js';
import { changesOf, createApp, run, type Run } from './workspace.ts';

/** Files by path below `src/app`, or by a path of the workspace with a slash in front. */
export type Files = Readonly<Record<string, string>>;

/** A generated app with some files in place of its own. */
export async function createFixture(files: Files): Promise<UnitTestTree> {
  const tree = await createApp();
  writeFiles(tree, files);
  return tree;
}

/** Writes files, be they there or not. */
export function writeFiles(tree: UnitTestTree, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    const path = name.startsWith('/') ? name : `/src/app/${name}`;
    if (tree.exists(path)) tree.overwrite(path, text);
    else tree.create(path, text);
  }
}

/**
 * Runs `ng add`, and once more: that may change nothing and has to say so.
 *
 * @param options Without a sign-in page, unless they say otherwise.
 */
export async function runTwice(tree: UnitTestTree, options: object = {}): Promise<Run> {
  const all = { loginPage: false, ...options };
  const first = await run('ng-add', tree, all);
  const second = await run('ng-add', first.tree, all);
  assert.deepEqual(changesOf(first.tree, second.tree), {});
  assert.match(second.log[0] ?? '', /^ngx-jwt-auth: nothing to change in /);
  return first;
}

/** Runs `ng add` on a fixture, twice, and compares whole files; the others may not change. */
export async function expectFiles(
  files: Files,
  expected: Files,
  options: object = {},
): Promise<void> {
  await logOf(files, expected, options);
}

/** Does the same, and gives what the first run said. */
export async function logOf(
  files: Files,
  expected: Files,
  options: object = {},
): Promise<readonly string[]> {
  const tree = await createFixture(files);
  const result = await runTwice(tree, options);
  const wanted = await createFixture({ ...files, ...expected });
  assert.deepEqual(changesOf(tree, result.tree), changesOf(tree, wanted));
  return result.log;
}
