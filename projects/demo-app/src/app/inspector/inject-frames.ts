import {
  DestroyRef,
  DOCUMENT,
  effect,
  inject,
  signal,
  untracked,
  type Signal,
} from '@angular/core';
import { Trace } from './trace';
import { TRACE_CLOCK } from './trace-clock';

const FRAME = 100;
const CALM_FRAME = 500;

/**
 * The time by the trace's clock. It moves on after something was seen and while something is under
 * way, a few times a second: a thousand answers are not a thousand pictures, and a picture at rest
 * costs nothing.
 */
export function injectFrames(): Signal<number> {
  const clock = inject(TRACE_CLOCK);
  const trace = inject(Trace);
  const window = inject(DOCUMENT).defaultView;
  const isCalm = window?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? false;
  const now = signal(clock());
  let timer: ReturnType<typeof setTimeout> | undefined;

  const schedule = (): void => {
    // The more there is to draw the less often it is drawn: the app comes first.
    const pause = (isCalm ? CALM_FRAME : FRAME) + trace.count / 4;
    timer ??= setTimeout(draw, pause);
  };
  const draw = (): void => {
    timer = undefined;
    now.set(clock());
    if (untracked(trace.isBusy)) schedule();
  };
  effect(() => {
    trace.version();
    schedule();
  });
  inject(DestroyRef).onDestroy(() => {
    clearTimeout(timer);
  });
  return now.asReadonly();
}
