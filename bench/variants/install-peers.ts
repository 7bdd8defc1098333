import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/**
 * Installs the packages that the library is compared with, where that was not done since their
 * lockfile changed. They have a folder of their own; Angular and RxJS are those of the workspace.
 */
export function installPeers(tell: (line: string) => void): void {
  const installed = `${FOLDER}node_modules/.package-lock.json`;
  const isInstalled =
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(`${FOLDER}package-lock.json`).mtimeMs;
  if (isInstalled) return;
  tell('Installing the packages to compare with (npm ci in bench/)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci'], { cwd: FOLDER, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm ci in bench/ has failed.');
}
