import type { CDPSession } from '@playwright/test';

/**
 * How long the main thread of a page has worked so far, in milliseconds: not how long it took, which
 * depends on what else the machine does. Needs `Performance.enable` with `threadTicks`.
 */
export async function threadTime(devTools: CDPSession): Promise<number> {
  const { metrics } = await devTools.send('Performance.getMetrics');
  const task = metrics.find(({ name }) => name === 'TaskDuration');
  if (!task) throw new Error('This browser does not tell how long a page has worked.');
  return task.value * 1000;
}
