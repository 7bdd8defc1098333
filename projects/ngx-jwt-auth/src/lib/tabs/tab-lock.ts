import { DOCUMENT, inject, InjectionToken, NgZone } from '@angular/core';
import { CLOCK } from '../clock';

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
export const TAB_LOCK: InjectionToken<TabLock> = new InjectionToken('', {
  providedIn: 'root',
  factory: injectTabLock,
});

function injectTabLock(): TabLock {
  const window = inject(DOCUMENT).defaultView;
  const clock = inject(CLOCK);
  const zone = inject(NgZone); // where zone.js does not follow

  return async (name, patience, task) => {
    const locks = (window?.navigator as Partial<Navigator> | undefined)?.locks;
    if (!locks) return task(null);
    const impatience = new AbortController();
    const cancelTimer = clock.after(patience, () => {
      impatience.abort();
    });
    let running: ReturnType<typeof task> | undefined;
    try {
      await locks.request(name, { signal: impatience.signal }, () => {
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
