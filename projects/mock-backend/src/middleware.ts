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

/** Delays every answer by the latency that is switched on. */
export function latency({ faults, wait }: Backend): MiddlewareHandler {
  return async (_c, next) => {
    if (faults.current.latency > 0) await wait(faults.current.latency);
    await next();
  };
}
