import { DOCUMENT, effect, inject, signal, type Signal } from '@angular/core';
import { TRACE_CLOCK } from './trace-clock';

/** The time by the trace's clock, moving on only while `isMoving`: a picture at rest costs nothing. */
export function injectFrames(isMoving: Signal<boolean>): Signal<number> {
  const clock = inject(TRACE_CLOCK);
  const window = inject(DOCUMENT).defaultView;
  const now = signal(clock());
  const isCalm = window?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? false;
  effect((onCleanup) => {
    now.set(clock());
    if (!isMoving()) return;
    const timer = setInterval(() => now.set(clock()), isCalm ? 500 : 100);
    onCleanup(() => {
      clearInterval(timer);
    });
  });
  return now.asReadonly();
}
