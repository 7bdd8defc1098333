// The apps of bench/size: how they are built, and what a built one weighs. tools/size.mjs checks the
// budgets of the library with them, bench/size/bench-size.ts compares the library with others.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { inParallel } from '../bench/support/in-parallel.ts';
import { root } from './built-package.mjs';
import { moduleOrders } from './module-orders.mjs';
import { ngBuild } from './ng-build.mjs';

/** Where they are built to, a folder for each. */
export const sizeOutput = join(root, 'dist/size');

/**
 * In bytes.
 * @typedef {{ raw: number, gzip: number, brotli: number }} Weight
 */

/**
 * What an app loads at its start, and what only when it needs it.
 * @typedef {{ initial: Weight, lazy: Weight }} AppWeight
 */

/**
 * Brotli finds repetitions by what is near: the same modules in another order weigh up to 1 % more or less,
 * and a change of some lines can change the order. The mean of several orders is that of the code.
 */
const ORDERS = 8;

/**
 * Builds apps with the library, once for each order of its modules, and gives what they weigh on average.
 * @param {readonly string[]} apps names of files in bench/size/src
 * @param {string} [tree] the folder of the repository, from the root: another commit may be checked out below it
 * @returns {Promise<AppWeight[]>}
 */
export async function weighSizeApps(apps, tree = '.') {
  const tsConfigs = writeOrders(tree);
  const builds = apps.flatMap((app) =>
    tsConfigs.map((tsConfig, order) => ({ app, folder: `${app}/${order}`, tsConfig })),
  );
  const weights = await inParallel(builds, async ({ app, folder, tsConfig }) => {
    await buildSizeApp(`src/${app}.ts`, folder, { tree, options: ['--ts-config', tsConfig] });
    return weighSizeApp(folder, tree);
  });
  return apps.map((_, index) => {
    const own = weights.slice(index * ORDERS, (index + 1) * ORDERS);
    return {
      initial: mean(own.map(({ initial }) => initial)),
      lazy: mean(own.map(({ lazy }) => lazy)),
    };
  });
}

/**
 * Writes the built package once for each order, and gives the tsconfig of each, from bench/size.
 * @param {string} tree
 */
function writeOrders(tree) {
  const built = join(root, tree, 'dist/ngx-jwt-auth');
  const manifest = readFileSync(join(built, 'package.json'), 'utf8');
  const { module, name } = JSON.parse(manifest);
  return moduleOrders(join(built, module), ORDERS).map((script, order) => {
    const folder = join(root, tree, `dist/size/orders/${order}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, dirname(module)), { recursive: true });
    cpSync(join(built, 'types'), join(folder, 'types'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), manifest);
    writeFileSync(join(folder, module), script);
    const tsConfig = {
      extends: '../../../../bench/size/tsconfig.json',
      compilerOptions: { paths: { [name]: ['.'] } },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsConfig));
    return `../../dist/size/orders/${order}/tsconfig.json`;
  });
}

/**
 * Builds one of the apps for production.
 * @param {string} file its main file, from bench/size
 * @param {string} folder below dist/size
 * @param {{ tree?: string, options?: readonly string[], environment?: NodeJS.ProcessEnv }} [how] `options`
 * are those of `ng build`
 */
export async function buildSizeApp(
  file,
  folder,
  { tree = '.', options = [], environment = {} } = {},
) {
  await ngBuild(
    join(tree, 'bench/size'),
    join(tree, 'dist/size', folder),
    ['size', '--browser', file, ...options],
    environment,
  );
}

/**
 * Weighs the scripts of a built app, each compressed by itself, as servers send them.
 * @param {string} folder below dist/size
 * @param {string} [tree]
 * @returns {AppWeight}
 */
export function weighSizeApp(folder, tree = '.') {
  const output = join(root, tree, 'dist/size', folder);
  const stats = JSON.parse(readFileSync(join(output, 'browser-stats.json'), 'utf8'));
  /** @type {Record<string, { imports: { path: string, kind: string }[] }>} */
  const outputs = stats.outputs;
  const initial = new Set(['main.js']);
  // A set may grow while it is gone through.
  for (const script of initial) {
    for (const { path, kind } of outputs[script]?.imports ?? []) {
      if (kind !== 'dynamic-import' && path in outputs) initial.add(path);
    }
  }
  const scripts = Object.keys(outputs).filter((name) => name.endsWith('.js'));
  const weigh = (/** @type {string} */ name) =>
    weightOf(readFileSync(join(output, 'browser', name)));
  return {
    initial: sum(scripts.filter((name) => initial.has(name)).map(weigh)),
    lazy: sum(scripts.filter((name) => !initial.has(name)).map(weigh)),
  };
}

/**
 * What an app weighs more than another one.
 * @param {Weight} app
 * @param {Weight} baseline
 * @returns {Weight}
 */
export function growthOf(app, baseline) {
  return {
    raw: app.raw - baseline.raw,
    gzip: app.gzip - baseline.gzip,
    brotli: app.brotli - baseline.brotli,
  };
}

/**
 * @param {readonly Weight[]} weights
 * @returns {Weight}
 */
function sum(weights) {
  const none = { raw: 0, gzip: 0, brotli: 0 };
  return weights.reduce((all, { raw, gzip, brotli }) => {
    return { raw: all.raw + raw, gzip: all.gzip + gzip, brotli: all.brotli + brotli };
  }, none);
}

/**
 * @param {readonly Weight[]} weights
 * @returns {Weight}
 */
function mean(weights) {
  const { raw, gzip, brotli } = sum(weights);
  const share = (/** @type {number} */ bytes) => Math.round(bytes / weights.length);
  return { raw: share(raw), gzip: share(gzip), brotli: share(brotli) };
}

/**
 * @param {Buffer} script
 * @returns {Weight}
 */
function weightOf(script) {
  return {
    raw: script.length,
    gzip: gzipSync(script, { level: 9 }).length,
    brotli: brotliCompressSync(script, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: script.length,
      },
    }).length,
  };
}
