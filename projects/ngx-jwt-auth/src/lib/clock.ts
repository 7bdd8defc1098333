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

/** Whether a time is still to come; further away than it can be, the clock was set back since. */
export function isAhead(time = 0, now: number, longest: number): boolean {
  return time > now && time <= now + longest;
}

/** Waits that something else can cut short. */
export interface Sleeper {
  sleep(ms: number): Promise<void>;
  wake(): void;
}

export function createSleeper(clock: Clock): Sleeper {
  const sleeping = new Set<() => void>();
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const done = (): void => {
          sleeping.delete(done);
          cancelTimer();
          resolve();
        };
        sleeping.add(done);
        const cancelTimer = clock.after(ms, done);
      }),
    wake() {
      for (const done of sleeping) done();
    },
  };
}
