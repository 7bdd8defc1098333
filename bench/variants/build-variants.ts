import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, requireBuiltPackage, root } from '../../tools/built-package.mjs';
import { ngBuild } from '../../tools/ng-build.mjs';
import { inParallel } from '../support/in-parallel.ts';
import { installPeers } from './install-peers.ts';
import { VARIANTS } from './variants.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Which server the apps talk to: one in the page, or a real one (see bench/live). */
export type Rig = 'in-page' | 'live';

const OUTPUT: Readonly<Record<Rig, string>> = {
  'in-page': 'dist/bench/variants',
  live: 'dist/bench/live',
};

/**
 * Builds these variants as production apps into `dist/bench/variants/<app>`, those with a real server
 * into `dist/bench/live/<app>`, against the built library. What is newer than all that it is made of
 * stays as it is.
 */
export async function buildVariants(
  apps: readonly string[],
  tell: (line: string) => void,
  rig: Rig = 'in-page',
): Promise<void> {
  requireBuiltPackage();
  if (VARIANTS.some(({ app, isPeer }) => isPeer && apps.includes(app))) installPeers(tell);
  const changed = newest();
  const outdated = apps.filter((app) => builtAt(join(OUTPUT[rig], app)) < changed);
  await inParallel(outdated, async (app) => {
    tell(`Building ${app}`);
    const configuration = rig === 'live' ? `${app},live` : app;
    const options = ['variants', '--configuration', configuration];
    await ngBuild('bench/variants', join(OUTPUT[rig], app), options);
  });
}

/** When anything was changed last that the apps are made of. */
function newest(): number {
  const files = [
    ...filesBelow(join(HERE, 'src')),
    ...filesBelow(join(HERE, '../live/src')),
    join(HERE, 'angular.json'),
    join(HERE, '../storm/strict-server.ts'),
    join(HERE, '../storm/delivery.ts'),
    join(HERE, '../package-lock.json'),
    join(root, 'package-lock.json'),
    join(root, 'dist/ngx-jwt-auth/package.json'),
  ];
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

function builtAt(output: string): number {
  const script = join(root, output, 'browser/main.js');
  return existsSync(script) ? statSync(script).mtimeMs : 0;
}
