import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireBuiltPackage, root } from '../../tools/built-package.mjs';
import { buildSizeApp, growthOf, weighSizeApp, weighSizeApps } from '../../tools/size-apps.mjs';

const APPS = ['minimal', 'typical', 'everything', 'memory', 'cookie'];
/** Below the root, so that its build finds the packages that are installed there. */
const TREE = 'dist/size-base';

/**
 * Prints what apps grow by with the library of another commit and with that of now, weighed in one run. The
 * commit is checked out and built below `dist` meanwhile.
 */
export async function sizeRatio(commit = 'bd7002c'): Promise<void> {
  requireBuiltPackage();
  // A run that was interrupted leaves it behind.
  removeTree();
  try {
    run('git', ['worktree', 'add', '--detach', TREE, commit]);
    const ng = join(root, 'node_modules/@angular/cli/bin/ng.js');
    run(process.execPath, [ng, 'build', 'ngx-jwt-auth'], TREE);
    addMissingApps();
    await buildSizeApp('src/baseline.ts', 'baseline');
    const { initial: baseline } = weighSizeApp('baseline');
    const base = await weighSizeApps(APPS, TREE);
    const now = await weighSizeApps(APPS);
    const rows = APPS.map((app, index) => {
      const [before = NaN, after = NaN] = [base, now].map(
        (weights) => growthOf(weights[index]?.initial ?? baseline, baseline).brotli,
      );
      return [app, { base: before, now: after, ratio: Number((after / before).toFixed(3)) }];
    });
    console.log(`What an app grows by, in bytes of brotli, with ${commit} and now:\n`);
    console.table(Object.fromEntries(rows));
  } finally {
    removeTree();
  }
}

function removeTree(): void {
  if (existsSync(join(root, TREE))) run('git', ['worktree', 'remove', '--force', TREE]);
}

/** Writes the apps that the commit does not have, in its own API. */
function addMissingApps(): void {
  const typical = readFileSync(join(root, TREE, 'bench/size/src/typical.ts'), 'utf8');
  const memory = typical.replace(/^.*(?:withTokenStore|localStorageTokenStore).*\n/gm, '');
  const cookie = memory.replace(/(?<=withTokenRefresh\(.*)\)/, ', { cookie: true })');
  if (memory === typical || cookie === memory) throw new Error(`${TREE} has another API.`);
  for (const [app, text] of Object.entries({ memory, cookie })) {
    const file = join(root, TREE, `bench/size/src/${app}.ts`);
    if (!existsSync(file)) writeFileSync(file, text);
  }
}

function run(program: string, args: readonly string[], folder = '.'): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: join(root, folder),
    encoding: 'utf8',
  });
  if (status !== 0) throw error ?? new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
}
