// The apps of bench/size: how they are built, and what a built one weighs. tools/size.mjs checks the
// budgets of the library with them, bench/size/bench-size.ts compares the library with others.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './built-package.mjs';
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
 * Builds one of the apps for production.
 * @param {string} configuration of bench/size/angular.json
 * @param {string} folder below dist/size
 * @param {NodeJS.ProcessEnv} [environment]
 */
export async function buildSizeApp(configuration, folder, environment = {}) {
  const options = ['size', '--configuration', configuration];
  await ngBuild('bench/size', `dist/size/${folder}`, options, environment);
}

/**
 * Weighs the scripts of a built app, each compressed by itself, as servers send them.
 * @param {string} folder below dist/size
 * @returns {AppWeight}
 */
export function weighSizeApp(folder) {
  const stats = JSON.parse(readFileSync(join(sizeOutput, folder, 'browser-stats.json'), 'utf8'));
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
    weightOf(readFileSync(join(sizeOutput, folder, 'browser', name)));
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
