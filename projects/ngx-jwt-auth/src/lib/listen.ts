import { DestroyRef, inject } from '@angular/core';

type PageEvents = WindowEventMap & DocumentEventMap;

/** Listens for as long as the injector lives; called in an injection context. */
export function listen<K extends keyof PageEvents>(
  target: Window | Document | null,
  type: K,
  listener: (event: PageEvents[K]) => void,
): void {
  target?.addEventListener(type, listener as EventListener);
  inject(DestroyRef).onDestroy(() => {
    target?.removeEventListener(type, listener as EventListener);
  });
}
