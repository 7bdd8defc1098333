import { chromium } from '@playwright/test';
import { browserFlags, findBrowser } from '../../../tools/browser.mjs';
import { ChromiumProfile } from './chromium-profile.ts';
import type { TabBrowser } from './tab-browser.ts';

/** A Chromium with a process for each tab. */
export async function launchChromium(): Promise<TabBrowser> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    // As in a real browser: the tabs then share no memory, and localStorage is no more coherent
    // between them than it is for users. *.test is this machine, and no secure context as localhost is.
    args: [...browserFlags, '--process-per-tab', '--host-resolver-rules=MAP *.test localhost'],
  });
  return {
    name: `Chromium ${browser.version()}`,
    newProfile: async (origin) => new ChromiumProfile(await browser.newContext(), origin),
    close: () => browser.close(),
  };
}
