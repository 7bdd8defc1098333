import type { MiddlewareHandler } from 'hono';
import type { Backend } from './backend.ts';
import type { Stats } from './stats.ts';

/** Counts each request once its status is known. */
export function requestCounter(stats: Stats, basePath: string): MiddlewareHandler {
  return async (c, next) => {
    await next();
    stats.requestEnded(c.req.method, c.req.path.slice(basePath.length), c.res.status);
  };
}

/**
 * Delays every answer by the latency that is switched on, and by a share of the jitter. The shares
 * are spread evenly and are the same in each run: the golden ratio never repeats one.
 */
export function latency({ faults, wait }: Backend): MiddlewareHandler {
  const goldenRatio = 0.618034;
  let share = 0;
  return async (_c, next) => {
    const { latency, jitter } = faults.current;
    share = (share + goldenRatio) % 1;
    const delay = Math.round(latency + share * jitter);
    if (delay > 0) await wait(delay);
    await next();
  };
}

/** Loses every connection while the cable is pulled; the call never gets to its handler. */
export function unplugged({ faults }: Backend): MiddlewareHandler {
  return async (_c, next) => (faults.current.unplugged ? Response.error() : next());
}
