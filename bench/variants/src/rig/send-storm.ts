import type { HttpClient } from '@angular/common/http';
import type { InPageServer } from './in-page-server';
import type { StormResult } from './page-bench';
import { OWN_API } from './urls';
import { usedHeap } from './used-heap';

/** How often the page is looked at, in milliseconds. */
const TICK = 20;
/**
 * When nothing has happened for so many ticks, and no answer is under way, nothing will. Ticks and not
 * time: a page that is busy with ten thousand answers lets none pass, however long that takes.
 */
const PATIENCE = 500;

type Settled = Omit<StormResult, keyof ReturnType<InPageServer['server']['tally']>>;

/** Sends so many requests at once, and waits until each has ended or never will. */
export function sendStorm(http: HttpClient, server: InPageServer, count: number): Promise<Settled> {
  const before = usedHeap();
  let peak = before;
  const look = (): void => {
    peak = Math.max(peak, usedHeap());
  };
  /** Of the endings of requests: often enough to see the peaks of the heap. */
  const every = Math.ceil(count / 50);
  let [answered, failed] = [0, 0];
  const start = performance.now();
  let end = start;
  let quietTicks = 0;

  return new Promise((resolve) => {
    const finish = (): void => {
      clearInterval(watch);
      look();
      resolve({
        answered,
        failed,
        hanging: count - answered - failed,
        milliseconds: end - start,
        peakHeap: peak - before,
      });
    };
    const watch = setInterval(() => {
      look();
      quietTicks = server.underWay > 0 ? 0 : quietTicks + 1;
      if (quietTicks > PATIENCE) finish();
    }, TICK);
    const onEnd = (): void => {
      const ended = answered + failed;
      quietTicks = 0;
      if (ended % every === 0) look();
      end = performance.now();
      if (ended === count) finish();
    };
    const observer = {
      next: () => {
        answered++;
        onEnd();
      },
      error: () => {
        failed++;
        onEnd();
      },
    };
    for (let index = 0; index < count; index++) {
      http.get(`${OWN_API}/items/${index}`).subscribe(observer);
    }
    look();
  });
}
