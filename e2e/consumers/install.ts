import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.ts';
import type { Version } from './versions.ts';

/** The packages that `ng new` of a version wants, for all flavours together. */
export interface Install {
  readonly folder: string;
  /** Versions as they stand in its package.json. */
  readonly ranges: Readonly<Record<string, string>>;
}

const pending = new Map<Version, Promise<Install>>();

/** Once for each version: the first one to ask starts it. */
export function install(version: Version, folder: string): Promise<Install> {
  const known = pending.get(version);
  if (known) return known;
  const started = start(version, join(folder, 'installs', version));
  pending.set(version, started);
  return started;
}

async function start(version: Version, folder: string): Promise<Install> {
  const source = fileURLToPath(new URL(`installs/${version}/`, import.meta.url));
  const lock = readFileSync(join(source, 'package-lock.json'), 'utf8');
  const done = join(folder, 'installed.json');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== lock) {
    const begin = performance.now();
    mkdirSync(folder, { recursive: true });
    cpSync(source, folder, { recursive: true });
    // Without install scripts: all that these packages have to build comes built.
    await npm(['ci', '--ignore-scripts'], folder, join(folder, 'install.log'));
    writeFileSync(done, lock);
    console.log(`${version}: npm ci in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  }
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(source, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  return { folder, ranges: { ...dependencies, ...devDependencies } };
}
