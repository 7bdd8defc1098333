// `npm test -- lighthouse`: Lighthouse at every page of the demo, on a phone and on a desktop, light and
// dark. Accessibility and best practices have to be 100. Lighthouse is big, so it is no dependency of
// this repository: it is installed, as tools/lighthouse/package-lock.json pins it, when it is needed.
//
// On localhost it cannot say anything about https (`is-on-https` passes, since localhost counts as secure;
// `redirects-http` does not apply), and a host's headers, such as a CSP, have no weight in the score.
//
//   npm test -- lighthouse               the demo with its server
//   npm test -- lighthouse-pages         the demo without one, on a host of files
//   npm test -- lighthouse chaos admin   only the pages whose address contains one of the words
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from 'puppeteer-core';
import { browserFlags, findBrowser } from './browser.mjs';
import { fail, root } from './built-package.mjs';
import { installLighthouse } from './install-lighthouse.mjs';
import { lighthouseProblems } from './lighthouse-problems.mjs';
import { summaryLine } from './summary-line.mjs';

const SCHEMES = /** @type {const} */ (['light', 'dark']);
const CATEGORIES = ['accessibility', 'best-practices'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pages: { type: 'boolean', default: false } },
});
const { PAGES } = await import(fileUrl('e2e/support/demo-pages.ts'));
/** @type {{ path: string, name: string, heading: string, isSignedIn: boolean }[]} */
const pages = PAGES.filter(
  (/** @type {{ path: string }} */ { path }) =>
    positionals.length === 0 || positionals.some((word) => path.includes(word)),
);
if (pages.length === 0) fail(`No page of the demo is called ${positionals.join(' or ')}.`);

const { lighthouse, desktopConfig, version } = await installLighthouse();
const host = values.pages ? await fileHost() : await demoServer();
const browser = await launch({
  executablePath: findBrowser(),
  // The bundled browser is a shell without windows, and knows no other way.
  headless: 'shell',
  args: [...browserFlags],
});
console.log(`Lighthouse ${version}, ${await browser.version()}, ${host.url}`);

let passed = 0;
let failed = 0;
try {
  for (const isSignedIn of [false, true]) {
    const page = await browser.newPage();
    // At the very first visit a host of files answers with a 404, whose page starts the worker.
    await page.goto(`${host.url}/login`);
    await page.waitForSelector('h1');
    if (isSignedIn) await signIn(page);
    for (const { path, heading, name } of pages.filter((each) => each.isSignedIn === isSignedIn)) {
      for (const device of ['phone', 'desktop']) {
        for (const scheme of SCHEMES) {
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
          const problems = await audit(page, path, heading, device, scheme);
          if (problems.length === 0) passed++;
          else failed++;
          console.log(
            `${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}, ${device}, ${scheme}`,
          );
          for (const problem of problems) console.log(`         ${problem}`);
        }
      }
    }
    await page.close();
  }
} finally {
  await browser.close();
  await host.close();
}
console.log(summaryLine({ passed, failed, skipped: 0 }));
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/**
 * What keeps a page from 100.
 * @param {import('puppeteer-core').Page} page
 * @param {string} path
 * @param {string} heading
 * @param {string} device
 * @param {string} scheme
 */
async function audit(page, path, heading, device, scheme) {
  const url = `${host.url}${path}`;
  // The storage is the session, and with --pages the server.
  const flags = { onlyCategories: CATEGORIES, disableStorageReset: true, logLevel: 'error' };
  const config = device === 'desktop' ? desktopConfig : undefined;
  const { lhr } = await lighthouse(url, flags, config, page);
  /** @type {string[]} */
  const problems = lighthouseProblems(lhr, CATEGORIES);
  // A perfect score of another page, or in other colours, would say nothing.
  const shown = await page.evaluate(
    // Runs in the page; the tools' types know no DOM.
    'document.querySelector("h1")?.textContent.trim() ?? "no heading"',
  );
  const isScheme = await page.evaluate(`matchMedia("(prefers-color-scheme: ${scheme})").matches`);
  if (lhr.finalDisplayedUrl !== url) problems.push(`It led to ${lhr.finalDisplayedUrl}.`);
  if (!String(shown).includes(heading)) problems.push(`It shows "${shown}", not "${heading}".`);
  if (!isScheme) problems.push(`It was not shown in ${scheme} colours.`);
  return problems;
}

/**
 * On the login page, as a visitor does, so that the app itself stores the session.
 * @param {import('puppeteer-core').Page} page
 */
async function signIn(page) {
  await page.locator('::-p-xpath(//button[strong="admin"])').click();
  await page.locator('button[type="submit"]').click();
  await page.waitForFunction('location.pathname === "/movies"');
}

/** The built demo beside the mock backend, as the end-to-end tests have it. */
async function demoServer() {
  const { startServer } = await import(fileUrl('projects/mock-backend/src/server.ts'));
  return startServer({ port: 0, staticFolder: join(root, 'dist/demo-app/browser') });
}

/** The demo without a server, on the host that its tests use. */
async function fileHost() {
  const { startFileHost } = await import(fileUrl('e2e/support/pages/file-host.ts'));
  return startFileHost();
}

/** @param {string} file */
function fileUrl(file) {
  return pathToFileURL(join(root, file)).href;
}
