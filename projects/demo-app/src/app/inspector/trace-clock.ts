import { InjectionToken } from '@angular/core';

/** Milliseconds since some moment. It never jumps, as the time of day does when it is set. */
export const TRACE_CLOCK = new InjectionToken<() => number>('TRACE_CLOCK', {
  factory: () => () => performance.now(),
});
