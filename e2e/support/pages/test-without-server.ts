import { test as base } from '@playwright/test';
import { Backend } from '../backend.ts';
import type { TestFixtures, WorkerFixtures } from '../test-with-app.ts';
import { startFileHost } from './file-host.ts';
import { openWorkerPage } from './open-worker-page.ts';
import { sendFromPage } from './send-from-page.ts';

/**
 * Playwright's `test` with the demo on a host of files. The backend is in the browser, one to each test's
 * context: the fixture starts it, and calls its routes from a page that the test does not know of.
 */
export const testWithoutServer = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from here
    async ({}, use) => {
      const host = await startFileHost();
      await use(new Backend(host.url));
      host.close();
    },
    { scope: 'worker' },
  ],

  backend: [
    async ({ context, server }, use) => {
      const page = await openWorkerPage(context, server.url);
      await use(new Backend(server.url, sendFromPage(page)));
    },
    { auto: true },
  ],

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});
