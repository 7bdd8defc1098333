import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from '../../tools/built-package.mjs';
import { npm } from './npm.ts';

/** Packs the built package as `npm publish` would. Gives the path. */
export async function packTarball(folder: string): Promise<string> {
  const isTarball = (name: string): boolean => name.endsWith('.tgz');
  for (const old of readdirSync(folder).filter(isTarball)) rmSync(join(folder, old));
  const args = ['pack', dist, '--ignore-scripts', '--pack-destination', folder];
  await npm(args, folder, join(folder, 'pack.log'));
  const tarball = readdirSync(folder).find(isTarball);
  if (!tarball) throw new Error('npm pack made no tarball.');
  return join(folder, tarball);
}
