import type { Page } from '@playwright/test';

/** The renderer dies at once: nothing of the page runs any more, not even `pagehide`. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // It cannot answer.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}
