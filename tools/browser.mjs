// Finds a Chromium for Karma and Playwright without asking the user for anything:
// CHROME_BIN, else an installed Chrome, else (Linux x64) the headless shell inside the npm package
// @sparticuz/chromium; that one in any case with CHROME_BIN=bundled, so that CI can choose it.
// Synchronous, because both runners read their config file synchronously.
//
// `node tools/browser.mjs` prints the path.
import { Launcher } from 'chrome-launcher';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Flags that every run needs: containers have no sandbox, no GPU, a small /dev/shm; tests need no network. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const nodeModules = fileURLToPath(new URL('../node_modules/', import.meta.url));
const bundledPackage = '@sparticuz/chromium';

/**
 * The path of an executable Chromium.
 * @returns {string}
 */
export function findBrowser() {
  const chosen = process.env['CHROME_BIN'];
  if (chosen === 'bundled') return bundledBrowser();
  if (chosen) {
    // A wrong CHROME_BIN is a mistake to report, not a reason to test in some other browser.
    if (!existsSync(chosen)) throw new Error(`CHROME_BIN is "${chosen}": there is no such file.`);
    return chosen;
  }
  const tried = ['CHROME_BIN: not set'];
  for (const way of [installedBrowser, bundledBrowser]) {
    try {
      return way();
    } catch (error) {
      tried.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    `No Chromium to run the tests in. Tried:\n${tried.map((line) => `  - ${line}\n`).join('')}` +
      'Install Chrome or Chromium, or set CHROME_BIN to the path of its executable.',
  );
}

/** @returns {string} */
function installedBrowser() {
  let path;
  try {
    path = Launcher.getFirstInstallation();
  } catch {
    // chrome-launcher throws where it finds nothing.
  }
  if (!path) throw new Error('an installed Chrome (chrome-launcher): none found');
  return path;
}

/** @returns {string} */
function bundledBrowser() {
  const platform = `${process.platform} ${process.arch}`;
  if (platform !== 'linux x64') {
    throw new Error(`${bundledPackage}: has no binary for ${platform}`);
  }
  const source = join(nodeModules, bundledPackage);
  if (!existsSync(source)) throw new Error(`${bundledPackage}: not installed (npm ci)`);

  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const folder = join(
    nodeModules,
    '.cache',
    `${bundledPackage.replace(/\W+/g, '-').slice(1)}-${version}`,
  );
  const executable = join(folder, 'chrome');
  if (!existsSync(executable)) {
    // Unpacking is made of streams; a child process makes it synchronous for the caller.
    const script = fileURLToPath(new URL('./unpack-chromium.mjs', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [script, source, folder], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${bundledPackage}: cannot be used here: ${stderr.trim()}`);
  }
  return executable;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(findBrowser());
