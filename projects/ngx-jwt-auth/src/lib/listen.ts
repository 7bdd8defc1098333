import { DestroyRef, inject } from '@angular/core';

/** Listens for as long as the injector lives; called in an injection context. */
export function listen<E extends Event>(
  target: EventTarget | null,
  type: string,
  listener: (event: E) => void,
): void {
  target?.addEventListener(type, listener as EventListener);
  inject(DestroyRef).onDestroy(() => {
    target?.removeEventListener(type, listener as EventListener);
  });
}
