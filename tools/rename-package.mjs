// Gives the package another name on npm, everywhere at once, see RELEASING.md:
//
//   npm run rename -- @scope/ngx-jwt-auth
//   npm run rename -- @scope/ngx-jwt-auth --repository https://github.com/owner/name
//   npm run rename -- @scope/ngx-jwt-auth --from ngx-jwt-auth    also what came in with the old name
//
// A second run changes nothing. renamed-text.mjs says what is renamed, and what stays.
import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, getFileInfo, resolveConfig } from 'prettier';
import { renamedText } from './renamed-text.mjs';

/** Where the name and the repository stand. */
const MANIFEST = 'projects/ngx-jwt-auth/package.json';

/**
 * Renames the package in a checkout; gives back the files that changed.
 * @param {string} root
 * @param {string} to
 * @param {{ from?: string | undefined, repository?: string | undefined }} [options]
 *   `from`: another old name than the one in package.json
 * @returns {Promise<string[]>}
 */
export async function renamePackage(root, to, { from, repository } = {}) {
  requireNpmName(to);
  const url = repository === undefined ? undefined : repositoryUrl(repository);
  const manifest = JSON.parse(readFileSync(join(root, MANIFEST), 'utf8'));
  const old = from ?? manifest.name;
  requireNpmName(old);

  /** @type {string[]} */
  const changed = [];
  for (const file of textFiles(root)) {
    const before = readFileSync(join(root, file), 'utf8');
    const after = old === to ? before : renamedText(file, before, old, to);
    if (after === before) continue;
    writeFileSync(join(root, file), await formatted(root, file, after));
    changed.push(file);
  }
  // Last, so that a run that was interrupted can be repeated.
  const before = readFileSync(join(root, MANIFEST), 'utf8');
  const named = before.replaceAll(`"${old}"`, `"${to}"`);
  const after = url === undefined ? named : withRepository(named, url);
  if (after !== before) {
    writeFileSync(join(root, MANIFEST), await formatted(root, MANIFEST, after));
    changed.push(MANIFEST);
  }
  return changed;
}

/** @param {string} name */
function requireNpmName(name) {
  if (name.length > 214 || !/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name)) {
    throw new Error(
      `"${name}" is no name for npm: lower case letters, digits, "-", "_", "." and "~", with or ` +
        'without a scope, as in "@scope/name"; at most 214 characters.',
    );
  }
}

/** @param {string} repository */
function repositoryUrl(repository) {
  const [, path] =
    /^(?:git\+)?https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(repository) ?? [];
  if (!path) {
    throw new Error(
      `"${repository}" is no repository: npm's provenance wants https://github.com/<owner>/<name>.`,
    );
  }
  return `https://github.com/${path}`;
}

/**
 * @param {string} manifest
 * @param {string} url
 */
function withRepository(manifest, url) {
  const fields = {
    homepage: `${url}#readme`,
    bugs: { url: `${url}/issues` },
    repository: { type: 'git', url: `git+${url}.git` },
  };
  const entries = Object.entries(JSON.parse(manifest)).filter(([field]) => !(field in fields));
  // Where npm has them too.
  const place = entries.findIndex(([field]) => field === 'license') + 1;
  entries.splice(place, 0, ...Object.entries(fields));
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/**
 * What git knows or would add, and is text.
 * @param {string} root
 */
function textFiles(root) {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error('git ls-files failed: is this a git checkout?');
  return stdout
    .split('\0')
    .filter((file) => file && file !== MANIFEST && !file.endsWith('package-lock.json'))
    .filter((file) => lstatSync(join(root, file), { throwIfNoEntry: false })?.isFile())
    .filter((file) => !readFileSync(join(root, file)).includes(0));
}

/**
 * A longer name may break a line.
 * @param {string} root
 * @param {string} file
 * @param {string} text
 */
async function formatted(root, file, text) {
  const path = join(root, file);
  const { ignored, inferredParser } = await getFileInfo(path, {
    ignorePath: join(root, '.prettierignore'),
  });
  if (ignored || !inferredParser) return text;
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string' }, repository: { type: 'string' } },
  });
  const [name, ...rest] = positionals;
  if (!name || rest.length > 0) {
    console.error('Give one name: npm run rename -- @scope/ngx-jwt-auth');
    process.exit(1);
  }
  try {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const changed = await renamePackage(root, name, values);
    for (const file of changed) console.log(file);
    console.log(`${changed.length} file(s) changed; the package is ${name}.`);
    if (changed.length > 0) console.log('Run `npm run check`, and look at the changes.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
