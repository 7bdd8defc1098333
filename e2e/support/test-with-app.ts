import { test as base } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../projects/mock-backend/src/server.ts';
import { Backend } from './backend.ts';

export interface WorkerFixtures {
  server: Backend;
}

export interface TestFixtures {
  /** The server behind this test's pages, as new: a refresh token works once, its reuse ends the session. */
  backend: Backend;
}

/**
 * Playwright's `test` with a server of its own: each worker serves a built app and the API under
 * /api on one free port, so that tests in different workers cannot disturb one another's counters.
 */
export function testWithApp(app: 'demo-app' | 'tabs-app') {
  const staticFolder = fileURLToPath(new URL(`../../dist/${app}/browser`, import.meta.url));

  return base.extend<TestFixtures, WorkerFixtures>({
    server: [
      // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from here
      async ({}, use) => {
        const server = await startServer({ port: 0, staticFolder });
        await use(new Backend(server.url));
        await server.close();
      },
      { scope: 'worker' },
    ],

    // `auto`: also a test that does not ask for it must not inherit another one's faults.
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
  });
}
