import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesBelow, root } from '../../tools/built-package.mjs';
import { ngBuild } from '../../tools/ng-build.mjs';
import { insertProbes } from './insert-probes.ts';

/** Which library an app of the benches is built with. */
export interface CheckoutBuild {
  /** The folder below `dist/bench/` that it goes to. */
  readonly name: string;
  /** The root of the checkout with the library. */
  readonly checkout: string;
  /** Whether each function of the library tells of its calls. */
  readonly isProbed: boolean;
}

/** Where the sources of the library are in a checkout. */
const SOURCES = 'projects/ngx-jwt-auth/src';

/**
 * Builds the app in `src` as a production app, with the sources of a checkout and the packages of this
 * one. The checkout itself stays as it is.
 */
export async function buildCheckout({ name, checkout, isProbed }: CheckoutBuild): Promise<void> {
  const folder = join(root, 'dist/bench', name);
  const sources = join(checkout, SOURCES);
  rmSync(folder, { recursive: true, force: true });
  for (const file of filesBelow(sources)) {
    if (!file.endsWith('.ts') || file.endsWith('.spec.ts')) continue;
    const path = relative(sources, file);
    const text = readFileSync(file, 'utf8');
    const isOfLibrary = path.startsWith('lib');
    write(
      join(folder, 'src', path),
      isProbed && isOfLibrary
        ? insertProbes(text, relative('lib', path).replaceAll('\\', '/'))
        : text,
    );
  }
  const workspace = join(root, 'bench/probe');
  write(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(workspace, 'tsconfig.json'),
      compilerOptions: {
        paths: {
          'ngx-jwt-auth': [join(folder, 'src/public-api.ts')],
          'jwt-probe': [join(workspace, 'src/calls.ts')],
        },
      },
      include: [join(workspace, 'src/**/*.ts')],
    }),
  );
  await ngBuild('bench/probe', join('dist/bench', name, 'app'), [
    'probe',
    '--ts-config',
    relative(workspace, join(folder, 'tsconfig.json')),
  ]);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
