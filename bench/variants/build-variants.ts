import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, requireBuiltPackage, root } from '../../tools/built-package.mjs';
import { installPeers } from './install-peers.ts';
import { VARIANTS } from './variants.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUTPUT = join(root, 'dist/bench/variants');

/**
 * Builds these variants as production apps into `dist/bench/variants/<app>`, against the built library.
 * What is newer than all that it is made of stays as it is.
 */
export async function buildVariants(
  apps: readonly string[],
  tell: (line: string) => void,
): Promise<void> {
  requireBuiltPackage();
  if (VARIANTS.some(({ app, isPeer }) => isPeer && apps.includes(app))) installPeers(tell);
  const changed = newest();
  const outdated = apps.filter((app) => builtAt(app) < changed);
  const build = async (): Promise<void> => {
    for (let app; (app = outdated.shift()) !== undefined;) {
      tell(`Building ${app}`);
      await ng('build', 'variants', '--configuration', app);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, build));
}

/** When anything was changed last that the apps are made of. */
function newest(): number {
  const files = [
    ...filesBelow(join(HERE, 'src')),
    join(HERE, 'angular.json'),
    join(HERE, '../storm/strict-server.ts'),
    join(HERE, '../storm/delivery.ts'),
    join(HERE, '../package-lock.json'),
    join(root, 'package-lock.json'),
    join(root, 'dist/ngx-jwt-auth/package.json'),
  ];
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

function builtAt(app: string): number {
  const script = join(OUTPUT, app, 'browser/main.js');
  return existsSync(script) ? statSync(script).mtimeMs : 0;
}

function ng(...args: readonly string[]): Promise<void> {
  const program = join(root, 'node_modules/@angular/cli/bin/ng.js');
  const child = spawn(process.execPath, [program, ...args], {
    cwd: HERE,
    env: { ...process.env, NG_CLI_ANALYTICS: 'false', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output += data.toString()));
  }
  return new Promise((resolve, reject) => {
    child.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`bench/variants: ng ${args.join(' ')} has failed\n${output}`));
    });
  });
}
