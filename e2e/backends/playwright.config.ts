import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser } from '../../tools/browser.mjs';
import type { Target } from '../interop/src/client.ts';
import { backends } from './backends.ts';
import type { BackendOptions } from './support/test.ts';

// Started by tools/interop.mjs, which installs the servers and builds the app first.
export default defineConfig<object, BackendOptions>({
  testDir: '.',
  outputDir: '../../test-results/interop',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../../dist/interop.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: findBrowser(), args: browserFlags },
    trace: 'retain-on-failure',
  },
  projects: Object.entries(backends).map(([name, { isRotating }]) => ({
    name,
    use: { backend: name as Target['backend'] },
    // What a backend does not offer is not in its column; no test is skipped.
    ...(!isRotating && { grepInvert: /@rotation/ }),
  })),
});
