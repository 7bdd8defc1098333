import { test as base, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../../projects/mock-backend/src/server.ts';
import { Backend } from '../backend.ts';
import { openTab } from './tabs.ts';

export { expect } from '@playwright/test';

const builtApp = fileURLToPath(new URL('../../../dist/tabs-app/browser', import.meta.url));

interface WorkerFixtures {
  server: Backend;
}

interface TestFixtures {
  /** The server behind this test's tabs, as new: a refresh token works once, its reuse ends the session. */
  backend: Backend;
  /** Opens tabs of one browser, each with the app; waits until it is up. */
  open: (count?: number, path?: string) => Promise<Page[]>;
}

/** Playwright's `test` with the tabs app instead of the demo. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from here
    async ({}, use) => {
      const server = await startServer({ port: 0, staticFolder: builtApp });
      await use(new Backend(server.url));
      await server.close();
    },
    { scope: 'worker' },
  ],

  backend: [
    async ({ server }, use) => {
      await server.reset();
      await use(server);
    },
    { auto: true },
  ],

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },

  open: async ({ context }, use) => {
    await use(async (count = 1, path = '/') => {
      const pages: Page[] = [];
      while (pages.length < count) pages.push(await openTab(context, path));
      return pages;
    });
  },
});
