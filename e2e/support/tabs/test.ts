import type { Page } from '@playwright/test';
import { testWithApp } from '../test-with-app.ts';
import { openTab } from './tabs.ts';

export { expect } from '@playwright/test';

interface TestFixtures {
  /** Opens tabs of one browser, each with the app; waits until it is up. */
  open: (count?: number, path?: string) => Promise<Page[]>;
}

/** Playwright's `test` with the tabs app. */
export const test = testWithApp('tabs-app').extend<TestFixtures>({
  open: async ({ context }, use) => {
    await use(async (count = 1, path = '/') => {
      const pages: Page[] = [];
      while (pages.length < count) pages.push(await openTab(context, path));
      return pages;
    });
  },
});
