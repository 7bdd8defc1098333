// Compares the public API of the built package with the reviewed one in goldens/, so that no change
// of it goes unseen.
//
//   npm run api                  writes the golden after a wanted change (then review the diff)
//   node tools/check-api.mjs     compares; fails on a difference
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dist, fail, requireBuiltPackage, root } from './built-package.mjs';
import { publicApi } from './public-api.mjs';

/** What the design allows: a small library stays small by counting. */
const MAX_SYMBOLS = 40;

const configFile = join(root, 'projects/ngx-jwt-auth/api-extractor.json');
const isUpdate = process.argv.includes('--update');

requireBuiltPackage();
const { symbols } = publicApi();
console.log(`ngx-jwt-auth exports ${symbols.length} symbols (at most ${MAX_SYMBOLS}).`);

const config = ExtractorConfig.prepare({
  configObject: ExtractorConfig.loadFile(configFile),
  configObjectFullPath: configFile,
  packageJsonFullPath: join(dist, 'package.json'),
});
mkdirSync(dirname(config.reportFilePath), { recursive: true });
mkdirSync(dirname(config.reportTempFilePath), { recursive: true });

/** @type {string[]} */
const complaints = [];
const result = Extractor.invoke(config, {
  localBuild: isUpdate,
  messageCallback: (message) => {
    message.handled = true;
    const isProblem = message.logLevel === 'error' || message.logLevel === 'warning';
    // That the report differs is said below, with the difference.
    if (isProblem && !message.messageId.startsWith('console-api-report')) {
      complaints.push(`${message.messageId}: ${message.text}`);
    }
  },
});

const golden = config.reportFilePath.slice(root.length);
if (isUpdate) {
  console.log(result.apiReportChanged ? `${golden} is updated.` : `${golden} is up to date.`);
} else if (!existsSync(config.reportFilePath)) {
  fail(`${golden} is missing. Run \`npm run api\` and commit it.`);
} else if (result.apiReportChanged) {
  const before = lines(config.reportFilePath);
  const after = lines(config.reportTempFilePath);
  const removed = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
  const added = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  fail(
    `The public API is not the one in ${golden}:\n${[...removed, ...added].join('\n')}\n\n` +
      'If that is wanted, run `npm run api` and commit the golden; else undo it.',
  );
} else {
  console.log(`It is the one in ${golden}.`);
}
if (complaints.length > 0) fail(complaints.join('\n'));
if (symbols.length > MAX_SYMBOLS) {
  fail(
    `ngx-jwt-auth exports ${symbols.length - MAX_SYMBOLS} symbol(s) too many. Keep some of these ` +
      `internal: ${symbols.map(({ name }) => name).join(', ')}`,
  );
}

/** @param {string} file */
function lines(file) {
  return readFileSync(file, 'utf8').split('\n');
}
