import type { TabPage } from './tab-browser.ts';

/** How long the page works, so that its process stands out. */
const WORK = 300;

/** How often it does: a browser may be busy with something else at first, such as the next process. */
const ATTEMPTS = 20;

/**
 * Finds the process of a page, which must be its alone: the one that works while the page does.
 * `times` tells what time of the processor each process of the browser has had.
 */
export async function findBusyProcess(
  page: Pick<TabPage, 'evaluate'>,
  times: () => ReadonlyMap<number, number> | Promise<ReadonlyMap<number, number>>,
): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await times();
    await page.evaluate((milliseconds) => {
      const end = Date.now() + milliseconds;
      while (Date.now() < end);
    }, WORK);
    const after = await times();
    const worked = [...after].map(([id, time]) => ({ id, time: time - (before.get(id) ?? 0) }));
    const [most, next] = worked.sort((a, b) => b.time - a.time);
    if (most && most.time > 2 * (next?.time ?? 0)) return most.id;
  }
  throw new Error('No process of the browser stands out while the page works.');
}
