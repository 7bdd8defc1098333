import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from './built-package.mjs';

/**
 * Builds an app of a bench, each in a workspace of its own. Throws what the build says when it fails.
 * @param {string} workspace the folder of its angular.json, from the root
 * @param {string} output where to, from the root; what was there goes
 * @param {readonly string[]} options of `ng build`
 * @param {NodeJS.ProcessEnv} [environment]
 */
export async function ngBuild(workspace, output, options, environment = {}) {
  const ng = join(root, 'node_modules/@angular/cli/bin/ng.js');
  rmSync(join(root, output), { recursive: true, force: true });
  const child = spawn(
    process.execPath,
    [ng, 'build', ...options, '--output-path', join(root, output)],
    {
      cwd: join(root, workspace),
      env: { ...process.env, ...environment, NG_CLI_ANALYTICS: 'false', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [said, complained, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (status !== 0) {
    throw new Error(`${workspace}: ng build ${options.join(' ')} failed\n${said}${complained}`);
  }
}
