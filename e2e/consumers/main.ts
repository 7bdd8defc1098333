// `npm test -- consumers`: the package as it is published, in apps as `ng new` makes them. Each of
// them adds it with `ng add`, is built for production and used in a browser, against the mock backend.
// options.ts says what can be chosen, consumers.ts which apps there are.
import { chromium } from '@playwright/test';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { browserFlags, findBrowser } from '../../tools/browser.mjs';
import { requireBuiltPackage } from '../../tools/built-package.mjs';
import { CONSUMERS } from './consumers.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import { packTarball } from './pack-tarball.ts';
import { report, type Result } from './report.ts';
import { tryConsumer } from './try-consumer.ts';
import { untriedPeers } from './untried-peers.ts';
import { VERSIONS } from './versions.ts';

let options: Options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exit(2);
}

requireBuiltPackage();
const untried = untriedPeers();
if (untried.length > 0) {
  console.error(`The package claims to work with ${untried.join(', ')}: no install here has it.`);
  process.exit(1);
}
const folder =
  options.folder === null
    ? realpathSync(mkdtempSync(join(tmpdir(), 'ngx-jwt-auth-consumers-')))
    : resolve(options.folder);
mkdirSync(folder, { recursive: true });
if (!options.keep) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
const start = performance.now();
try {
  const tarball = await packTarball(folder);
  const waiting = [...options.consumers];
  const results: Result[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      results.push(await tryConsumer(next, { folder, tarball, browser }));
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));

  console.log('');
  const byVersion = ({ consumer }: Result) =>
    VERSIONS.indexOf(consumer.version) * CONSUMERS.length + CONSUMERS.indexOf(consumer);
  results.sort((a, b) => byVersion(a) - byVersion(b));
  const { passed, failed } = report(results);
  console.log(`\nIn ${((performance.now() - start) / 1000).toFixed(0)} s.`);
  if (options.keep) console.log(`The apps are in ${join(folder, 'apps')}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  await browser.close();
}
