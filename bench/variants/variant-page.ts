import type { Browser, CDPSession, Page } from '@playwright/test';
import { serveApp, type ServedApp } from '../support/serve-app.ts';
import type { PageBench } from './src/rig/page-bench.ts';

/** A page with one of the apps, in a process of its own, and what looks into that process. */
export interface VariantPage {
  readonly page: Page;
  readonly devTools: CDPSession;
  close(): Promise<void>;
}

/** Flags of a browser for these pages: one process a page, and a heap that tells its exact size. */
export const PAGE_FLAGS = ['--process-per-tab', '--enable-precise-memory-info'] as const;

export async function openVariant(browser: Browser, served: ServedApp): Promise<VariantPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(served.url);
  await page.waitForFunction(() => 'bench' in globalThis);
  const devTools = await context.newCDPSession(page);
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, devTools, close: () => context.close() };
}

/** Serves apps while something is done with them. */
export async function withServedApps<T>(
  apps: readonly string[],
  use: (served: ReadonlyMap<string, ServedApp>) => Promise<T>,
): Promise<T> {
  const served = new Map<string, ServedApp>();
  try {
    for (const app of apps) served.set(app, await serveApp(`variants/${app}`));
    return await use(served);
  } finally {
    for (const each of served.values()) await each.close();
  }
}

declare global {
  /** Of the page: for what is evaluated there. */
  var bench: PageBench;
}
