import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dist, fail, requireBuiltPackage, root } from '../../tools/built-package.mjs';
import { unpackTarball } from '../../tools/unpack-tarball.mjs';

/** Below the repository: Angular is found in its node_modules. */
export const workspace = join(root, 'dist/migration');

/** Fetched once; of no concern to the package.json of the repository. */
const cache = join(root, 'node_modules/.cache/migration');
const ANGULAR_JWT = '@auth0/angular-jwt@5.2.0';

/** Copies the apps to where they are moved over, with both packages installed. */
export async function writeWorkspace(): Promise<void> {
  requireBuiltPackage();
  rmSync(workspace, { recursive: true, force: true });
  cpSync(join(import.meta.dirname, 'workspace'), workspace, { recursive: true });
  const tarball = join(cache, 'auth0-angular-jwt-5.2.0.tgz');
  if (!existsSync(tarball)) pack(ANGULAR_JWT, cache);
  await unpackTarball(tarball, join(workspace, 'node_modules/@auth0/angular-jwt'));
  const own = join(workspace, 'node_modules/.packed');
  pack(dist, own);
  const [name = ''] = readdirSync(own);
  await unpackTarball(join(own, name), join(workspace, 'node_modules/ngx-jwt-auth'));
}

function pack(what: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  // npm says where it is when it runs a script; Windows cannot spawn `npm` by its bare name.
  const npm = process.env['npm_execpath'];
  const [command = 'npm', ...prefix] = npm ? [process.execPath, npm] : ['npm'];
  const args = [...prefix, 'pack', what, '--ignore-scripts', '--pack-destination', folder];
  const { status, stderr } = spawnSync(command, args, { cwd: workspace, encoding: 'utf8' });
  if (status !== 0) fail(`npm pack ${what} failed\n${stderr}`);
}
