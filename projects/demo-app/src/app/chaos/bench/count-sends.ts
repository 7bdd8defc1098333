import { HttpContextToken, type HttpInterceptorFn } from '@angular/common/http';
import { defer, finalize } from 'rxjs';

/** Told each time that a request really goes out, and when it is back. */
export interface SendCounter {
  sent(): void;
  back(): void;
}

/** Null for a request that nobody counts. */
export const SEND_COUNTER = new HttpContextToken<SendCounter | null>(() => null);

/** Goes below the interceptor that is looked at: a request that is sent twice passes it twice. */
export const countSends: HttpInterceptorFn = (request, next) => {
  const counter = request.context.get(SEND_COUNTER);
  if (counter === null) return next(request);
  return defer(() => {
    counter.sent();
    return next(request).pipe(finalize(() => counter.back()));
  });
};
