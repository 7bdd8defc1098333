import type { Browser } from '@playwright/test';

/** With memory in common, tabs would see each other's storage at once, as those of users do not. */
export async function requireProcesses(browser: Browser, count: number): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').length;
  if (renderers < count) throw new Error(`${count} tabs are in ${renderers} processes.`);
}
