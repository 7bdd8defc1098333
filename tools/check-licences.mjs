// The licences of all that comes with the package: what it depends on, what it wants beside it, and
// what those do. Looks at what is installed here, which package-lock.json pins.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dist, finish, requireBuiltPackage, root } from './built-package.mjs';
import { isAllowedLicence } from './is-allowed-licence.mjs';

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {unknown} [license]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 */

requireBuiltPackage();
/** @type {string[]} */
const problems = [];
/** @type {Map<string, string>} */
const seen = new Map();
visit(dist);
if (!existsSync(join(dist, 'LICENSE'))) problems.push('LICENSE is not in the package.');
// The package and Angular at least: a walk that finds less has gone wrong.
if (seen.size < 5) problems.push(`Only ${seen.size} packages were found.`);
finish(problems, `${seen.size} packages, all under allowed licences: ${licences()}.`);

/** @param {string} folder */
function visit(folder) {
  if (seen.has(folder)) return;
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = manifest;
  seen.set(folder, String(license));
  if (!isAllowedLicence(license)) {
    problems.push(`${name} ${version} is under ${JSON.stringify(license)}, which is not allowed.`);
  }
  const optional = Object.entries(manifest.peerDependenciesMeta ?? {})
    .filter(([, meta]) => meta.optional)
    .map(([peer]) => peer);
  const needed = {
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
  };
  for (const dependency of Object.keys(needed)) {
    const found = installed(dependency, folder);
    if (found) visit(found);
    else if (!optional.includes(dependency) && !manifest.optionalDependencies?.[dependency]) {
      problems.push(`${name} needs ${dependency}, which is not installed here.`);
    }
  }
}

/**
 * Where Node would find a package, seen from a folder.
 * @param {string} name
 * @param {string} from
 * @returns {string | undefined}
 */
function installed(name, from) {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  return join(from, '/') === root ? undefined : installed(name, dirname(from));
}

function licences() {
  return [...new Set(seen.values())].sort().join(', ');
}
