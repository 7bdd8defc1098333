import { createReadStream, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-fs';

/**
 * Unpacks what `npm pack` made: the package itself becomes the folder.
 * @param {string} tarball
 * @param {string} folder
 */
export async function unpackTarball(tarball, folder) {
  const unpacked = `${folder}.unpacked`;
  await pipeline(createReadStream(tarball), createGunzip(), extract(unpacked));
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(`${unpacked}/package`, folder);
}
