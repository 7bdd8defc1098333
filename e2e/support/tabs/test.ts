import { launchChromium } from '../browsers/launch-chromium.ts';
import { launchFirefox } from '../browsers/launch-firefox.ts';
import type { Profile, TabBrowser, TabPage } from '../browsers/tab-browser.ts';
import { testWithApp } from '../test-with-app.ts';
import { openTab } from './tabs.ts';

export { expect } from '@playwright/test';

export interface TabOptions {
  /** Where the tabs are opened; a configuration chooses. */
  tabsIn: 'chromium' | 'firefox';
}

interface WorkerFixtures {
  tabBrowser: TabBrowser;
}

interface TestFixtures {
  profile: Profile;
  /** Opens tabs of one browser, each with the app; waits until it is up. */
  open: (count?: number, path?: string) => Promise<TabPage[]>;
}

/** Playwright's `test` with the tabs app. */
export const test = testWithApp('tabs-app').extend<TestFixtures, TabOptions & WorkerFixtures>({
  tabsIn: ['chromium', { option: true, scope: 'worker' }],

  tabBrowser: [
    async ({ tabsIn }, use) => {
      const browser = await (tabsIn === 'firefox' ? launchFirefox() : launchChromium());
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],

  profile: async ({ tabBrowser, backend }, use) => {
    const profile = await tabBrowser.newProfile(backend.url);
    await use(profile);
    await profile.close();
  },

  open: async ({ profile }, use) => {
    await use(async (count = 1, path = '/') => {
      const pages: TabPage[] = [];
      while (pages.length < count) pages.push(await openTab(profile, path));
      return pages;
    });
  },
});
