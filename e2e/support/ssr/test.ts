import { test as base } from '@playwright/test';
import { SsrServer, type Variant } from './ssr-server.ts';

export { expect } from '@playwright/test';

interface WorkerFixtures {
  /** Starts the server of a variant when the first test of this worker needs it. */
  serverOf: (variant: Variant) => Promise<SsrServer>;
}

interface TestFixtures {
  variant: Variant;
  /** The server of this test's variant, as new. */
  server: SsrServer;
}

/** Playwright's `test` with the SSR app instead of the demo: `test.use({ variant: 'cookie' })`. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  variant: ['local-storage', { option: true }],

  serverOf: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from here
    async ({}, use) => {
      const servers = new Map<Variant, Promise<SsrServer>>();
      await use((variant) => {
        const server = servers.get(variant) ?? SsrServer.start(variant);
        servers.set(variant, server);
        return server;
      });
      for (const server of servers.values()) (await server).stop();
    },
    { scope: 'worker' },
  ],

  server: [
    async ({ serverOf, variant }, use) => {
      const server = await serverOf(variant);
      await server.reset();
      await use(server);
    },
    { auto: true },
  ],

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});
