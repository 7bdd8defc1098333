import type { TabPage } from '../browsers/tab-browser.ts';

/** Notes where the router takes the page from now on; returns what tells that: path and query each. */
export async function watchUrls(page: TabPage): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const urls: string[] = [];
    Object.assign(globalThis, { urls });
    for (const name of ['pushState', 'replaceState'] as const) {
      const change = history[name].bind(history);
      history[name] = (...state) => {
        change(...state);
        urls.push(location.pathname + location.search);
      };
    }
  });
  return () => page.evaluate(() => (globalThis as unknown as { urls: string[] }).urls);
}
