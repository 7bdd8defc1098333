import type { Clock } from '../clock';

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
