// Measures what the library adds to a production app: the apps of bench/size, built by Angular's own
// builder against the built package, minus the same app without it. Fails above the budgets.
//
//   npm run size                what it costs; the numbers also go to dist/size.json
//   npm run size -- --inspect   also writes dist/size/<app>-library.js: what is left of the library
//                               in that app, readable, to see which lines cost the bytes
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { format } from 'prettier';
import { fail, requireBuiltPackage, root } from './built-package.mjs';
import { publicApi } from './public-api.mjs';

/**
 * Bytes of brotli that an app may grow by: what it costs now and a little air, so that growth is
 * noticed. The goal is minimal 2200, typical 6000, everything 9000; lower these with every step
 * towards it, and raise none without saying why.
 */
const budgets = { minimal: 2960, typical: 10450, everything: 12550 };

const workspace = join(root, 'bench/size');
const output = join(root, 'dist/size');

const { version } = requireBuiltPackage();
requireEveryExportUsed();
rmSync(output, { recursive: true, force: true });

const baseline = measure('baseline');
const rows = Object.entries(budgets).map(([name, budget]) => {
  const app = measure(name);
  const growth = {
    raw: app.raw - baseline.raw,
    gzip: app.gzip - baseline.gzip,
    brotli: app.brotli - baseline.brotli,
  };
  return { name, app, growth, budget };
});

console.log(`What ngx-jwt-auth ${version} adds to an app, in bytes:\n`);
console.table(
  Object.fromEntries([
    ['(the app without)', baseline],
    ...rows.map(({ name, growth, budget }) => [name, { ...growth, budget }]),
  ]),
);
writeFileSync(
  join(root, 'dist/size.json'),
  `${JSON.stringify({ version, baseline, apps: rows }, null, 2)}\n`,
);

if (process.argv.includes('--inspect')) {
  for (const { name } of rows) await writeLibraryPart(name);
}

const tooBig = rows.filter(({ growth, budget }) => growth.brotli > budget);
if (tooBig.length > 0) {
  const lines = tooBig.map(
    ({ name, growth, budget }) =>
      `${name} grows by ${growth.brotli} B brotli; its budget is ${budget} B (${growth.brotli - budget} B too much).`,
  );
  fail(
    `${lines.join('\n')}\nFind the cause with \`npm run size -- --inspect\` and dist/size/*-library.js.`,
  );
}

/**
 * Builds an app and adds up its scripts. There must be one: a part that is loaded lazily can be
 * missing when it is needed, and would not be counted here.
 * @param {string} app
 */
function measure(app) {
  build(app, app);
  const folder = join(output, app, 'browser');
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  if (scripts.join() !== 'main.js') {
    fail(`${app} is built into ${scripts.join(', ')}: the library may hold no dynamic import.`);
  }
  const script = readFileSync(join(folder, 'main.js'));
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

/**
 * Writes what is left of the library in an app once Angular is taken away, formatted and with its
 * names.
 * @param {string} app
 */
async function writeLibraryPart(app) {
  const folder = `${app}-library`;
  build(`${app},library-only`, folder, { NG_BUILD_MANGLE: 'false' });
  const script = readFileSync(join(output, folder, 'browser/main.js'), 'utf8');
  rmSync(join(output, folder), { recursive: true });
  writeFileSync(join(output, `${app}-library.js`), await format(script, { parser: 'babel' }));
}

/**
 * @param {string} configuration
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} [environment]
 */
function build(configuration, folder, environment = {}) {
  const ng = join(root, 'node_modules/@angular/cli/bin/ng.js');
  const options = ['build', 'size', '--configuration', configuration];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [ng, ...options, '--output-path', join(output, folder)],
    {
      cwd: workspace,
      encoding: 'utf8',
      env: { ...process.env, ...environment, NG_CLI_ANALYTICS: 'false', NO_COLOR: '1' },
    },
  );
  if (status !== 0) fail(`bench/size: ng ${options.join(' ')} failed\n${stdout}${stderr}`);
}

/** "Everything" has to mean everything, also after the next export was added. */
function requireEveryExportUsed() {
  const file = 'bench/size/src/everything.ts';
  const source = readFileSync(join(root, file), 'utf8');
  const missing = publicApi()
    .symbols.filter(({ isValue, name }) => isValue && !new RegExp(`^  ${name},$`, 'm').test(source))
    .map(({ name }) => name);
  if (missing.length > 0) fail(`${file} does not use ${missing.join(', ')}. Use it there.`);
}
