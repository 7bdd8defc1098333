import type { HttpClient } from '@angular/common/http';
import type { InPageServer } from './in-page-server';
import type { StormResult } from './page-bench';
import { OWN_API } from './urls';
import { usedHeap } from './used-heap';

/** When nothing has happened for so many milliseconds, and no answer is under way, nothing will. */
const PATIENCE = 3000;

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
  let activeAt = start;

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
      const now = performance.now();
      if (server.underWay > 0) activeAt = now;
      if (now - Math.max(activeAt, end) > PATIENCE) finish();
    }, 20);
    const onEnd = (): void => {
      const ended = answered + failed;
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
