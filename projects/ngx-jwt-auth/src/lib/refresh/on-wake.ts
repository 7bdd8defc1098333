import { inject, NgZone } from '@angular/core';
import { listen } from '../listen';

/** Calls `wake` when the page becomes visible or online; called in an injection context. */
export function onWake(document: Document, wake: () => void): void {
  inject(NgZone).runOutsideAngular(() => {
    listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') wake();
    });
    listen(document.defaultView, 'online', wake);
  });
}
