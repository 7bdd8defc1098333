import { HttpErrorResponse, HttpEventType, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { tap } from 'rxjs';
import { Trace } from './trace';
import { TRACE_LANE } from './trace-lane';

/** Goes AFTER `jwtAuthInterceptor`: sees each time that a request really goes out, and its answer. */
export const traceSends: HttpInterceptorFn = (request, next) => {
  const lane = request.context.get(TRACE_LANE);
  if (lane === null) return next(request);
  const trace = inject(Trace);
  trace.note({ kind: 'sent', lane });
  return next(request).pipe(
    tap({
      next: (event) => {
        if (event.type !== HttpEventType.Response) return;
        trace.note({ kind: 'answered', lane, status: event.status });
      },
      error: (error: unknown) => {
        const status = error instanceof HttpErrorResponse ? error.status : 0;
        trace.note({ kind: 'answered', lane, status });
      },
    }),
  );
};
