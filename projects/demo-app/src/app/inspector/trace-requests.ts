import {
  HttpContext,
  HttpEventType,
  type HttpContextToken,
  type HttpInterceptorFn,
} from '@angular/common/http';
import { inject } from '@angular/core';
import { tap } from 'rxjs';
import { Trace } from './trace';
import type { LaneOutcome } from './trace-entry';
import { TRACE_LANE } from './trace-lane';

/**
 * Goes BEFORE `jwtAuthInterceptor`: sees when the app asks for something, and when it has it.
 * What is between that and the sending is waiting.
 */
export const traceRequests: HttpInterceptorFn = (request, next) => {
  // The switches of the mock backend are the test bench, not the app.
  if (request.url.includes('/faults')) return next(request);
  const trace = inject(Trace);
  const path = request.url.replace(/^\/api/, '').replace(/\?.*/, '');
  const lane = trace.ask(`${request.method} ${path}`);
  // A copy: a context is shared by all requests that are made with it.
  const context = copyOf(request.context).set(TRACE_LANE, lane);
  let outcome: LaneOutcome = 'cancelled';
  return next(request.clone({ context })).pipe(
    tap({
      next: (event) => {
        if (event.type === HttpEventType.Response) outcome = 'done';
      },
      error: () => (outcome = 'failed'),
      // Who has the answer often does not wait for the end: `firstValueFrom()` unsubscribes.
      finalize: () => trace.settle(lane, outcome),
    }),
  );
};

function copyOf(context: HttpContext): HttpContext {
  const copy = new HttpContext();
  for (const token of context.keys() as Iterable<HttpContextToken<unknown>>) {
    copy.set(token, context.get(token));
  }
  return copy;
}
