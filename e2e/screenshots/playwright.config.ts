import { defineConfig } from '@playwright/test';
import tests from '../playwright.config.ts';

// `npm run docs -- screenshots`: the pictures in docs/images, from the running demo.
export default defineConfig({
  ...tests,
  testDir: '.',
  testMatch: 'screenshots.ts',
  testIgnore: [],
  outputDir: '../../test-results/screenshots',
  workers: 1,
  reporter: [['list'], ['../../tools/playwright-summary-reporter.mjs']],
  timeout: 120_000,
  use: { ...tests.use, viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' },
});
