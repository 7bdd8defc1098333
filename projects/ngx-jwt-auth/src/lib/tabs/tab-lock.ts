import { DOCUMENT, inject, InjectionToken, NgZone } from '@angular/core';
import { CLOCK } from '../clock';

declare const ngDevMode: unknown;

/** Whether the lock is held; null where there are no locks. */
export type Held = boolean | null;

/**
 * Runs `task` while no other tab of the browser runs one under this name, and holds the lock until
 * it is done. After `patience` ms, or where there are no locks, it runs without.
 */
export type TabLock = <T>(
  name: string,
  patience: number,
  task: (held: Held) => Promise<T>,
) => Promise<T>;

/**
 * The Web Locks of the browser. They are missing outside of secure contexts, and refuse where
 * cookies are blocked. A lock is never stolen: its holder may be spending a token.
 *
 * @see {@link https://www.w3.org/TR/web-locks/}
 */
export const TAB_LOCK: InjectionToken<TabLock> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'TAB_LOCK' : '',
  {
    providedIn: 'root',
    factory: injectTabLock,
  },
);

function injectTabLock(): TabLock {
  const window = inject(DOCUMENT).defaultView;
  const clock = inject(CLOCK);
  const zone = inject(NgZone); // where zone.js does not follow

  return async (name, patience, task) => {
    const impatience = new AbortController();
    const cancelTimer = clock.after(patience, () => {
      impatience.abort();
    });
    let running: ReturnType<typeof task> | undefined;
    try {
      // It throws where there are none, as it does where they may not be had.
      // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- for that reason
      await window!.navigator.locks.request(name, { signal: impatience.signal }, () => {
        cancelTimer();
        running = zone.run(() => task(true));
        return running;
      });
    } catch {
      cancelTimer();
    }
    return running ?? task(impatience.signal.aborted ? false : null);
  };
}
