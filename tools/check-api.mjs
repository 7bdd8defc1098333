// Compares the public API of the built package, entry point by entry point, with the reviewed one in
// goldens/, so that no change of it goes unseen.
//
//   npm run docs                  writes the goldens after a wanted change (then review the diff)
//   node tools/check-api.mjs     compares; fails on a difference
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dist, finish, packageName, requireBuiltPackage, root } from './built-package.mjs';
import { entryPoints, publicApi } from './public-api.mjs';

/** What the main entry point may export: a small library stays small by counting. */
const MAX_SYMBOLS = 48;

const configFile = join(root, 'projects/ngx-jwt-auth/api-extractor.json');
const packageJsonFullPath = join(dist, 'package.json');
const isUpdate = process.argv.includes('--update');

requireBuiltPackage();
const mainNames = publicApi().symbols.map(({ name }) => name);
/** @type {string[]} */
const problems = [];
for (const { name, typings } of entryPoints()) checkEntryPoint(name, typings);
checkCount();
finish(problems, 'The API is the one in the goldens.');

/**
 * @param {string} name
 * @param {string} typings
 */
function checkEntryPoint(name, typings) {
  /** @type {any} */
  const configObject = ExtractorConfig.loadFile(configFile);
  configObject.mainEntryPointFilePath = typings;
  configObject.compiler.overrideTsconfig.files = [typings];
  // By the project's name, which stays when the package's changes.
  const file = `ngx-jwt-auth${name.slice(packageName.length).replaceAll('/', '-')}`;
  configObject.apiReport.reportFileName = `${file}.api.md`;
  const config = ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: configFile,
    packageJsonFullPath,
  });
  mkdirSync(dirname(config.reportFilePath), { recursive: true });
  mkdirSync(dirname(config.reportTempFilePath), { recursive: true });

  const result = Extractor.invoke(config, {
    localBuild: isUpdate,
    messageCallback: (message) => {
      message.handled = true;
      const isProblem = message.logLevel === 'error' || message.logLevel === 'warning';
      // That the report differs is said below, with the difference.
      const isSaidBelow = message.messageId.startsWith('console-api-report');
      // What the main entry point exports users import from there.
      const [, missing = ''] = /^The symbol "(\w+)" needs/.exec(message.text) ?? [];
      if (isProblem && !isSaidBelow && !mainNames.includes(missing)) {
        problems.push(`${name}: ${message.messageId}: ${message.text}`);
      }
    },
  });

  const golden = config.reportFilePath.slice(root.length);
  if (isUpdate) {
    console.log(`${golden} is ${result.apiReportChanged ? 'updated' : 'up to date'}.`);
  } else if (!existsSync(config.reportFilePath)) {
    problems.push(`${golden} is missing. Run \`npm run docs\` and commit it.`);
  } else if (result.apiReportChanged) {
    const before = lines(config.reportFilePath);
    const after = lines(config.reportTempFilePath);
    const removed = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
    const added = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
    problems.push(
      `The public API is not the one in ${golden}:\n${[...removed, ...added].join('\n')}\n\n` +
        'If that is wanted, run `npm run docs` and commit the golden; else undo it.',
    );
  }
}

function checkCount() {
  const { symbols } = publicApi();
  console.log(`ngx-jwt-auth exports ${symbols.length} symbols (at most ${MAX_SYMBOLS}).`);
  if (symbols.length <= MAX_SYMBOLS) return;
  problems.push(
    `ngx-jwt-auth exports ${symbols.length - MAX_SYMBOLS} symbol(s) too many. Keep some of these ` +
      `internal: ${symbols.map(({ name }) => name).join(', ')}`,
  );
}

/** @param {string} file */
function lines(file) {
  return readFileSync(file, 'utf8').split('\n');
}
