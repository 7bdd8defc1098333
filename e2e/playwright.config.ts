import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser } from '../tools/browser.mjs';

// There is no `webServer`: every worker starts its own, see support/test.ts.
export default defineConfig({
  testDir: '.',
  // A suite of its own: npm run test:interop.
  testIgnore: 'backends/**',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // A flaky test of an auth library is a bug in one of the two.
  retries: 0,
  workers: 2,
  timeout: 30_000,
  // Only a failing test takes that long: on a busy machine a page may need a few seconds to come up.
  expect: { timeout: 10_000 },
  reporter: [['list'], ['../tools/playwright-summary-reporter.mjs']],
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: findBrowser(),
      // A process for each tab, as in a real browser: the tabs of one test then share no memory,
      // and localStorage is no more coherent between them than it is for users.
      // *.test is this machine, and no secure context as localhost is one.
      args: [...browserFlags, '--process-per-tab', '--host-resolver-rules=MAP *.test localhost'],
    },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
