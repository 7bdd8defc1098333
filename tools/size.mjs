// Measures what the library adds to a production app: the apps of bench/size, built by Angular's own
// builder against the built package, minus the same app without it, as the mean over several orders of
// the library's modules. Fails above the budgets.
//
//   npm run check -- size
//       what it costs; the numbers also go to dist/size.json
//   npm exec -- node tools/size.mjs --inspect
//       also writes dist/size/<app>-library.js: what is left of the library
//       in that app, readable, to see which lines cost the bytes
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { fail, requireBuiltPackage, root } from './built-package.mjs';
import { publicApi } from './public-api.mjs';
import { buildSizeApp, growthOf, sizeOutput, weighSizeApp, weighSizeApps } from './size-apps.mjs';

/**
 * Bytes of brotli that an app may grow by: what it costs now and a little air, so that growth is
 * noticed. Raise none without saying why.
 */
const budgets = { minimal: 3870, memory: 7970, cookie: 8490, typical: 11090, everything: 14090 };

const { version } = requireBuiltPackage();
requireEveryExportUsed();

await buildSizeApp('src/baseline.ts', 'baseline');
const { initial: baseline } = weighSizeApp('baseline');
const weights = await weighSizeApps(Object.keys(budgets));
const rows = Object.entries(budgets).map(([name, budget], index) => {
  const { initial = baseline, lazy } = weights[index] ?? {};
  // A part that is loaded lazily can be missing when it is needed.
  if (lazy?.raw !== 0) fail(`${name} loads a part lazily: the library may hold no dynamic import.`);
  return { name, app: initial, growth: growthOf(initial, baseline), budget };
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
    `${lines.join('\n')}\nFind the cause with \`npm exec -- node tools/size.mjs --inspect\` and dist/size/*-library.js.`,
  );
}

/**
 * Writes what is left of the library in an app once Angular is taken away, formatted and with its
 * names.
 * @param {string} app
 */
async function writeLibraryPart(app) {
  const folder = `${app}-library`;
  await buildSizeApp(`src/${app}.ts`, folder, {
    options: ['--configuration', 'library-only'],
    environment: { NG_BUILD_MANGLE: 'false' },
  });
  const script = readFileSync(join(sizeOutput, folder, 'browser/main.js'), 'utf8');
  rmSync(join(sizeOutput, folder), { recursive: true });
  writeFileSync(join(sizeOutput, `${app}-library.js`), await format(script, { parser: 'babel' }));
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
