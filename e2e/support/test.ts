import { testWithApp } from './test-with-app.ts';

export { expect } from '@playwright/test';

/** Playwright's `test` with the demo. */
export const test = testWithApp('demo-app');
