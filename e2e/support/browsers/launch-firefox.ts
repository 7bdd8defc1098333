import { launch } from 'puppeteer-core';
import { findFirefox } from '../../../tools/firefox.mjs';
import { FirefoxProfile } from './firefox-profile.ts';
import type { TabBrowser } from './tab-browser.ts';

const PREFERENCES = {
  // A process for each tab, and none that is started ahead and works while no page does.
  'dom.ipc.processCount': 64,
  'dom.ipc.processPrelaunch.enabled': false,
  // This machine, and no secure context as localhost is.
  'network.dns.localDomains': 'tabs.test',
};

/** An installed Firefox with a process for each tab. */
export async function launchFirefox(
  preferences: Readonly<Record<string, string | number | boolean>> = {},
): Promise<TabBrowser> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    extraPrefsFirefox: { ...PREFERENCES, ...preferences },
  });
  const { pid } = browser.process() ?? {};
  if (pid === undefined) throw new Error('Firefox has no process.');
  const version = (await browser.version()).replace(/^firefox\//i, '');
  return {
    name: `Firefox ${version}`,
    newProfile: async (origin) =>
      new FirefoxProfile(await browser.createBrowserContext(), origin, pid),
    close: () => browser.close(),
  };
}
