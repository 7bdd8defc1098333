import type { BrowserContext, Page } from '@playwright/test';

/** Starts the demo's worker from a file that is no app, and waits until the calls of that page reach it. */
export async function openWorkerPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/favicon.svg`);
  await page.evaluate(async () => {
    const { serviceWorker } = navigator;
    const controlled = new Promise((done) => {
      serviceWorker.addEventListener('controllerchange', done, { once: true });
    });
    await serviceWorker.register('/backend-worker.js');
    if (!serviceWorker.controller) await controlled;
  });
  return page;
}
