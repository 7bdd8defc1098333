import { chromium, type Browser } from '@playwright/test';
import { browserFlags, findBrowser } from '../../tools/browser.mjs';

/** The browser of the tests, headless, with these flags besides those that it always needs. */
export function launchBrowser(...flags: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    // Pages behind others are measured as well: nothing may slow them down.
    args: [
      ...browserFlags,
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
      ...flags,
    ],
  });
}
