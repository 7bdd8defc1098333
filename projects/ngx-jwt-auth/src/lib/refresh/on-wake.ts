import { DestroyRef, inject, NgZone } from '@angular/core';

/** Calls `wake` when the page becomes visible or online; called in an injection context. */
export function onWake(document: Document, wake: () => void): void {
  const window = document.defaultView;
  const onVisible = (): void => {
    if (document.visibilityState === 'visible') wake();
  };
  inject(NgZone).runOutsideAngular(() => {
    document.addEventListener('visibilitychange', onVisible);
    window?.addEventListener('online', wake);
  });
  inject(DestroyRef).onDestroy(() => {
    document.removeEventListener('visibilitychange', onVisible);
    window?.removeEventListener('online', wake);
  });
}
