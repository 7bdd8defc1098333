// Compiles what `ng add`, `ng generate` and `ng update` run, into the built package. The Angular CLI
// wants CommonJS, in a package of modules: so the folder says what it is in a package.json of its own.
import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { dist, root } from './built-package.mjs';

const source = join(root, 'projects/ngx-jwt-auth/schematics');
const target = join(dist, 'schematics');
const tsc = join(root, 'node_modules/typescript/bin/tsc');

const { status } = spawnSync(process.execPath, [tsc, '-p', join(source, 'tsconfig.lib.json')], {
  stdio: 'inherit',
});
if (status !== 0) process.exit(1);

// Descriptions, and the templates in `files/`, which are no programs of ours.
cpSync(source, target, {
  recursive: true,
  filter: (path) => {
    const parts = relative(source, path).split(sep);
    const name = parts.at(-1) ?? '';
    if (parts.includes('spec-support')) return false;
    if (parts.includes('files') || !name.includes('.')) return true;
    return name.endsWith('.json') && !name.startsWith('tsconfig');
  },
});
writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
