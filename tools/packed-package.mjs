// Packs the built package as `npm publish` would and installs the tarball into a temporary folder,
// without a registry: everything else there is a link to what this repository has installed.
import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-fs';
import { dist, fail, filesBelow, packageName, root } from './built-package.mjs';

/**
 * Makes the temporary folder, which is removed when the process ends.
 * @returns {Promise<{ folder: string, installed: string, tarball: string, files: string[] }>}
 *   `installed` is where the package is in it, `files` are the files in the tarball.
 */
export async function installPackedPackage() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ngx-jwt-auth-')));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

  // npm says where it is when it runs a script; Windows cannot spawn `npm` by its bare name.
  const npm = process.env['npm_execpath'];
  const [command, ...prefix] = npm ? [process.execPath, npm] : ['npm'];
  const args = [
    ...prefix,
    'pack',
    dist,
    '--json',
    '--ignore-scripts',
    '--pack-destination',
    folder,
  ];
  const { status, stdout, stderr } = spawnSync(command ?? 'npm', args, {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) fail(`npm pack dist/ngx-jwt-auth failed\n${stdout}${stderr}`);
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (!tarball) fail('npm pack made no tarball.');

  const unpacked = join(folder, 'unpacked');
  await pipeline(createReadStream(join(folder, tarball)), createGunzip(), extract(unpacked));
  linkNodeModules(join(folder, 'node_modules'));
  const installed = join(folder, 'node_modules', packageName);
  mkdirSync(dirname(installed), { recursive: true });
  renameSync(join(unpacked, 'package'), installed);

  const files = filesBelow(installed).map((file) =>
    relative(installed, file).replaceAll('\\', '/'),
  );
  return { folder, installed, tarball: join(folder, tarball), files };
}

/**
 * Links the packages of this repository, one by one, so that the tarball can stand beside them.
 * @param {string} target
 */
function linkNodeModules(target) {
  const source = join(root, 'node_modules');
  for (const name of readdirSync(source)) {
    if (name.startsWith('.')) continue;
    const names = name.startsWith('@')
      ? readdirSync(join(source, name)).map((inner) => join(name, inner))
      : [name];
    for (const each of names.filter((name) => name !== packageName)) {
      mkdirSync(dirname(join(target, each)), { recursive: true });
      symlinkSync(realpathSync(join(source, each)), join(target, each), 'junction');
    }
  }
}
