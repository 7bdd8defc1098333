import type { BrowserContext } from '@playwright/test';
import type { Backend } from './backend.ts';
import { HAS_SERVER } from './has-server.ts';

/**
 * Takes the server out of reach, or back: the browser is cut off, as on a train. A worker lies within the
 * browser and is reached all the same; there the server's own switch has to do.
 */
export async function setOffline(
  context: BrowserContext,
  backend: Backend,
  isOffline: boolean,
): Promise<void> {
  if (HAS_SERVER) await context.setOffline(isOffline);
  else await backend.setFaults({ unplugged: isOffline });
}
