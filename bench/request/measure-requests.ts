import type { CDPSession } from '@playwright/test';
import { threadTime } from '../variants/thread-time.ts';
import type { VariantPage } from '../variants/variant-page.ts';

/** What one request costs an app, whatever its auth; in microseconds and bytes. */
export interface RequestCost {
  /** To a path of the page's own origin, and to another origin. */
  readonly own: number;
  readonly other: number;
  readonly allocated: number;
  /** What is still there after the garbage was collected. */
  readonly kept: number;
}

const REQUESTS = 20_000;
/** Runs to either API before the first that counts. The code is compiled when the middle one starts. */
const WARM_UPS = 1;
/** Runs of which the one in the middle counts, since a run is short. */
const RUNS = 3;
/** Requests whose allocations are sampled. */
const SAMPLED = 5000;
const OWN = '/api';
const OTHER = 'https://api.example.com';

/** @param hasToken Whether the requests of this app must carry an access token, or must not. */
export async function measureRequests(
  { page, devTools }: VariantPage,
  hasToken: boolean,
): Promise<RequestCost> {
  const run = async (api: string, count = REQUESTS): Promise<number> => {
    const before = await threadTime(devTools);
    const { withToken } = await page.evaluate(([count, to]) => bench.sendRequests(count, to), [
      count,
      api,
    ] as const);
    if (withToken !== (hasToken ? count : 0)) {
      throw new Error(`${withToken} of ${count} requests to ${api} carried a good token.`);
    }
    return (((await threadTime(devTools)) - before) * 1000) / count;
  };

  await page.evaluate(() => bench.startForRequests());
  for (let index = 0; index < WARM_UPS; index++) {
    for (const api of [OWN, OTHER]) await run(api);
  }
  const runs = { own: [] as number[], other: [] as number[] };
  const before = await usedHeap(devTools);
  for (let index = 0; index < RUNS; index++) {
    runs.own.push(await run(OWN));
    runs.other.push(await run(OTHER));
  }
  const kept = ((await usedHeap(devTools)) - before) / (2 * RUNS * REQUESTS);

  await devTools.send('HeapProfiler.startSampling', {
    samplingInterval: 1024,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await run(OWN, SAMPLED);
  const { profile } = await devTools.send('HeapProfiler.stopSampling');
  const allocated = profile.samples.reduce((sum, { size }) => sum + size, 0) / SAMPLED;
  return { own: middle(runs.own), other: middle(runs.other), allocated, kept };
}

async function usedHeap(devTools: CDPSession): Promise<number> {
  await devTools.send('HeapProfiler.collectGarbage');
  return (await devTools.send('Runtime.getHeapUsage')).usedSize;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
