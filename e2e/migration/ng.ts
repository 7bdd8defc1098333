import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../tools/built-package.mjs';
import { workspace } from './workspace.ts';

/** Runs the CLI in the workspace of the apps, and gives what it said. */
export function ng(...args: readonly string[]): string {
  const cli = join(root, 'node_modules/@angular/cli/bin/ng.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
  });
  const output = stdout + stderr;
  assert.equal(status, 0, `ng ${args.join(' ')}\n${output}`);
  return output;
}

/** How many tests passed, by the summary line of a run in which none failed. */
export function passedIn(output: string): number {
  const [, passed] = /^(\d+) passed, 0 failed, 0 skipped$/m.exec(output) ?? [];
  assert.ok(Number(passed) > 0, output);
  return Number(passed);
}
