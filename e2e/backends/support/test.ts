import { test as base } from '@playwright/test';
import type { Client, Target } from '../../interop/src/client.ts';
import { backends } from '../backends.ts';
import { startExample } from './example-server.ts';
import { App } from './interop-app.ts';
import { startStranger, startWebServer } from './web-server.ts';

export { expect } from '@playwright/test';

declare global {
  // What a page of the interop app has.
  const client: Client;
}

export interface BackendOptions {
  /** Which server the tests of a project talk to. */
  backend: Target['backend'];
}

interface WorkerFixtures extends BackendOptions {
  servers: { readonly web: string; readonly api: string; readonly stranger: string };
}

interface TestFixtures {
  /** The client in a browser, anonymous. */
  app: App;
  /** The origin of another API, which the client is not told of. */
  stranger: string;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  backend: ['express', { option: true, scope: 'worker' }],

  servers: [
    async ({ backend }, use) => {
      const web = await startWebServer();
      const stranger = await startStranger();
      const api = await startExample(backend, web.url);
      await use({ web: web.url, api: api.url, stranger: stranger.url });
      await api.stop();
      stranger.stop();
      web.stop();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ servers }, use) => {
    await use(servers.web);
  },

  app: async ({ page, backend, servers }, use) => {
    const target: Target = { backend, api: servers.api };
    await page.addInitScript((told) => Object.assign(globalThis, { target: told }), target);
    await page.goto('/');
    const app = new App(page, servers.api, backends[backend]);
    await app.untilReady();
    await use(app);
  },

  stranger: async ({ servers }, use) => {
    await use(servers.stranger);
  },
});
