import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from '../../tools/built-package.mjs';
import { VERSIONS } from './versions.ts';

/** Peer ranges of the built package that no install here is of, so that nothing claims what is not tried. */
export function untriedPeers(): readonly string[] {
  const { peerDependencies } = readManifest(join(dist, 'package.json'));
  const tried = VERSIONS.map((version) => {
    const folder = new URL(`installs/${version}/package.json`, import.meta.url);
    return readManifest(folder).dependencies;
  });
  return Object.entries(peerDependencies).flatMap(([name, ranges]) =>
    ranges
      .split(' || ')
      .filter((range) => !tried.some((versions) => isTriedBy(versions[name] ?? '', range)))
      .map((range) => `${name}@${range}`),
  );
}

/** `^20.1.0` starts at 20.1.0, and that very version is wanted; of `^21.0.0` any will do. */
function isTriedBy(version: string, range: string): boolean {
  const oldest = range.replace('^', '');
  return oldest.endsWith('.0.0')
    ? version.startsWith(oldest.replace(/0\.0$/, ''))
    : version === oldest;
}

interface Manifest {
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

function readManifest(path: string | URL): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}
