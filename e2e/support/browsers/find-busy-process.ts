import type { TabPage } from './tab-browser.ts';

/** How long the page works, so that its process stands out. */
const WORK = 300;

/**
 * Finds the process of a page, which must be its alone: the one that works while the page does.
 * `times` tells what time of the processor each process of the browser has had.
 */
export async function findBusyProcess(
  page: Pick<TabPage, 'evaluate'>,
  times: () => ReadonlyMap<number, number> | Promise<ReadonlyMap<number, number>>,
): Promise<number> {
  const before = await times();
  await page.evaluate((milliseconds) => {
    const end = Date.now() + milliseconds;
    while (Date.now() < end);
  }, WORK);
  const after = await times();
  const worked = [...after].map(([id, time]) => ({ id, time: time - (before.get(id) ?? 0) }));
  const [most] = worked.sort((a, b) => b.time - a.time);
  if (!most) throw new Error('The browser has no process for a page.');
  return most.id;
}
