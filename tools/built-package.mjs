// Where the built package is. The checks look at what users install, not at the sources.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = join(root, 'dist/ngx-jwt-auth');

/** The name on npm, which `npm run rename` may change; the folders keep theirs. */
export const packageName = JSON.parse(
  readFileSync(join(root, 'projects/ngx-jwt-auth/package.json'), 'utf8'),
).name;

/** What ng-packagr makes of it in the names of files: `@scope/name` gives `scope-name`. */
export const flatName = packageName.replace(/^@/, '').replace('/', '-');

/**
 * Fails when there is no package, or one older than the sources: a check of yesterday's build says nothing.
 * Gives the package.json of the build.
 */
export function requireBuiltPackage() {
  const manifest = join(dist, 'package.json');
  if (!existsSync(manifest)) fail('dist/ngx-jwt-auth is not there. Run `npm run build` first.');
  const newer = ['src', 'compat', 'playwright', 'schematics', 'testing']
    .flatMap((folder) => filesBelow(join(root, 'projects/ngx-jwt-auth', folder)))
    .filter((file) => !file.endsWith('.spec.ts'))
    .find((file) => statSync(file).mtimeMs > statSync(manifest).mtimeMs);
  if (newer) {
    fail(
      `${newer.slice(root.length)} is newer than dist/ngx-jwt-auth. Run \`npm run build\` first.`,
    );
  }
  return JSON.parse(readFileSync(manifest, 'utf8'));
}

/**
 * All files below a folder, as absolute paths, sorted.
 * @param {string} folder
 */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Ends the check with a message.
 * @param {string} message
 * @returns {never}
 */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

/**
 * Ends the check with the list of problems, or says that there is none.
 * @param {readonly string[]} problems
 * @param {string} success
 */
export function finish(problems, success) {
  if (problems.length > 0) fail(`${problems.join('\n')}\n\n${problems.length} problem(s).`);
  console.log(success);
}
