import { HAS_SERVER } from './has-server.ts';
import { testWithoutServer } from './pages/test-without-server.ts';
import { testWithApp } from './test-with-app.ts';

export { expect } from '@playwright/test';

/** Playwright's `test` with the demo: on a server, or on a host of files (see pages/playwright.config.ts). */
export const test = HAS_SERVER ? testWithApp('demo-app') : testWithoutServer;
