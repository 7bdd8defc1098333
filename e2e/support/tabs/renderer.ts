import type { Page } from '@playwright/test';

/** The process that runs a page. */
export interface Renderer {
  /** It does nothing any more, and nobody is told: as a tab that the system has put to sleep. */
  freeze(): void;
  thaw(): void;
}

/** How long the page works, so that its process stands out. */
const WORK = 300;

/** Finds the process of a page, which must be its alone: the one that works while the page does. */
export async function findRenderer(page: Page): Promise<Renderer> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser.');
  const session = await browser.newBrowserCDPSession();
  const times = async (): Promise<Map<number, number>> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    return new Map(renderers.map(({ id, cpuTime }) => [id, cpuTime]));
  };
  const before = await times();
  await page.evaluate((milliseconds) => {
    const end = Date.now() + milliseconds;
    while (Date.now() < end);
  }, WORK);
  const after = await times();
  await session.detach();
  const worked = [...after].map(([id, time]) => ({ id, time: time - (before.get(id) ?? 0) }));
  const [most] = worked.sort((a, b) => b.time - a.time);
  if (!most) throw new Error('There is no renderer.');
  return {
    freeze: () => void process.kill(most.id, 'SIGSTOP'),
    thaw: () => void process.kill(most.id, 'SIGCONT'),
  };
}
