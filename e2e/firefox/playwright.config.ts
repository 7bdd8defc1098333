import { defineConfig } from '@playwright/test';
import { findFirefox } from '../../tools/firefox.mjs';
import chromium from '../playwright.config.ts';
import type { TabOptions } from '../support/tabs/test.ts';

// `npm test -- firefox`: the scenarios of several tabs, in a Firefox that is installed, and what can
// be seen there alone. Without one it is an error: nothing would be tested.
findFirefox();

export default defineConfig<object, TabOptions>({
  ...chromium,
  testDir: '..',
  testMatch: ['tabs-*.spec.ts', 'firefox/*.spec.ts'],
  testIgnore: 'tabs-chromium.spec.ts',
  outputDir: '../../test-results/firefox',
  reporter: [['list'], ['../../tools/playwright-summary-reporter.mjs']],
  use: { tabsIn: 'firefox' },
});
