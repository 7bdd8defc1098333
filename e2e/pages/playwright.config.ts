import { defineConfig } from '@playwright/test';
import config from '../playwright.config.ts';

// support/test.ts reads it in the workers, which load this file too.
process.env['DEMO_WITHOUT_SERVER'] = 'yes';

/**
 * `npm test -- pages`: the demo's suite against dist/pages on a host of files, with the backend in a service
 * worker, and what is only there. The other apps have a server; a test tagged @server needs one.
 */
export default defineConfig({
  ...config,
  testDir: '..',
  testIgnore: [
    ...(config.testIgnore as string[]).filter((pattern) => pattern !== 'pages/**'),
    'ssr-*.spec.ts',
    'tabs-*.spec.ts',
  ],
  grepInvert: /@server/,
  // Each call goes through a worker and its database; some tests make thousands.
  timeout: 60_000,
  outputDir: '../../test-results',
  reporter: [['list'], ['../../tools/playwright-summary-reporter.mjs']],
});
