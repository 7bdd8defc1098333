import { computed, effect, signal, type Signal } from '@angular/core';

/** The whole seconds until a moment, counting down; null while there is none. */
export function injectSecondsLeft(deadline: Signal<Date | null>): Signal<number | null> {
  const now = signal(Date.now());
  effect((onCleanup) => {
    if (deadline() === null) return;
    now.set(Date.now());
    const timer = setInterval(() => {
      now.set(Date.now());
    }, 1000);
    onCleanup(() => {
      clearInterval(timer);
    });
  });
  return computed(() => {
    const at = deadline()?.getTime();
    return at === undefined ? null : Math.max(0, Math.ceil((at - now()) / 1000));
  });
}
