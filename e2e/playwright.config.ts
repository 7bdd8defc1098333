import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser } from '../tools/browser.mjs';

// There is no `webServer`: every worker starts its own, see support/test.ts.
export default defineConfig({
  testDir: '.',
  // Those have a runner of their own: servers, apps of other Angulars, Firefox, apps that are moved over, the
  // demo without a server.
  testIgnore: ['backends/**', 'consumers/**', 'firefox/**', 'migration/**', 'pages/**'],
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
      args: [...browserFlags],
    },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
