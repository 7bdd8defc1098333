import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, root } from './built-package.mjs';

const folder = join(root, 'tools/lighthouse');

/**
 * Installs Lighthouse as its lockfile says, unless it is there, and loads it.
 * @returns {Promise<{ lighthouse: Function, desktopConfig: object, version: string }>}
 */
export async function installLighthouse() {
  if (!isInstalled()) {
    const npm = process.env['npm_execpath'];
    const args = ['ci', '--ignore-scripts'];
    const [program, all] = npm ? [process.execPath, [npm, ...args]] : ['npm', args];
    const { status, stderr } = spawnSync(program, all, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) fail(`npm ci failed in ${folder}:\n${stderr}`);
  }
  const installed = join(folder, 'node_modules/lighthouse');
  const load = (/** @type {string} */ file) => import(pathToFileURL(join(installed, file)).href);
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const { default: lighthouse } = await load('core/index.js');
  const { default: desktopConfig } = await load('core/config/desktop-config.js');
  return { lighthouse, desktopConfig, version };
}

/** Since the lockfile was changed last. */
function isInstalled() {
  const modifiedAt = (/** @type {string} */ file) =>
    statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return modifiedAt('node_modules/.package-lock.json') > modifiedAt('package-lock.json');
}
