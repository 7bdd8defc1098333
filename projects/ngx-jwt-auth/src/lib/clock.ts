import { inject, InjectionToken, NgZone } from '@angular/core';

declare const ngDevMode: unknown;

/** The longest delay that `setTimeout` takes, in ms; a longer one would fire at once. */
const MAX_DELAY = 2 ** 31 - 1;

/** Time as the library sees it; tests put their own in its place. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Calls `task` once after `ms`, outside Angular's zone: a timer of the library neither triggers
   * change detection nor keeps the app unstable. Returns what cancels it.
   */
  after(ms: number, task: () => void): () => void;
}

export const CLOCK: InjectionToken<Clock> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'CLOCK' : '',
  {
    providedIn: 'root',
    factory: () => {
      const zone = inject(NgZone);
      return {
        now: () => Date.now(),
        after: (ms: number, task: () => void) => {
          let timer: ReturnType<typeof setTimeout>;
          const arm = (left: number): void => {
            timer = setTimeout(
              () => {
                if (left > MAX_DELAY) arm(left - MAX_DELAY);
                else task();
              },
              Math.min(left, MAX_DELAY),
            );
          };
          zone.runOutsideAngular(() => {
            arm(Math.max(0, ms));
          });
          return () => {
            clearTimeout(timer);
          };
        },
      };
    },
  },
);
