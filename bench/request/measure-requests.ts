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

export const REQUESTS = 20_000;
/** Runs of that many before the first that counts: by then the code is compiled. */
const WARM_UPS = 2;
/** Runs of which the one in the middle counts, since a run is short. */
const RUNS = 3;
const OWN = '/api';
const OTHER = 'https://api.example.com';

/** @param hasToken Whether the requests of this app must carry an access token, or must not. */
export async function measureRequests(
  { page, devTools }: VariantPage,
  hasToken: boolean,
): Promise<RequestCost> {
  const run = async (api: string): Promise<number> => {
    const before = await threadTime(devTools);
    const { withToken } = await page.evaluate(([count, to]) => bench.sendRequests(count, to), [
      REQUESTS,
      api,
    ] as const);
    if (withToken !== (hasToken ? REQUESTS : 0)) {
      throw new Error(`${withToken} of ${REQUESTS} requests to ${api} carried a good token.`);
    }
    return (((await threadTime(devTools)) - before) * 1000) / REQUESTS;
  };

  await page.evaluate(() => bench.startForRequests());
  const runs = { own: [] as number[], other: [] as number[] };
  for (let index = -WARM_UPS; index < RUNS; index++) {
    const [own, other] = [await run(OWN), await run(OTHER)];
    if (index < 0) continue;
    runs.own.push(own);
    runs.other.push(other);
  }

  const before = await usedHeap(devTools);
  await run(OWN);
  const kept = ((await usedHeap(devTools)) - before) / REQUESTS;
  await devTools.send('HeapProfiler.startSampling', {
    samplingInterval: 4096,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await run(OWN);
  const { profile } = await devTools.send('HeapProfiler.stopSampling');
  const allocated = profile.samples.reduce((sum, { size }) => sum + size, 0) / REQUESTS;
  return { own: middle(runs.own), other: middle(runs.other), allocated, kept };
}

async function usedHeap(devTools: CDPSession): Promise<number> {
  await devTools.send('HeapProfiler.collectGarbage');
  return (await devTools.send('Runtime.getHeapUsage')).usedSize;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
