import { DestroyRef, DOCUMENT, inject, InjectionToken } from '@angular/core';
import { CLOCK } from '../clock';
import { jwtAuthFeature, type JwtAuthFeature } from '../jwt-auth-feature';

/** Calls `refresh` at that time if the page is visible then; each call replaces the one before. */
export type BackgroundRefresh = (at: number, refresh: () => void) => void;

export const BACKGROUND_REFRESH: InjectionToken<BackgroundRefresh | null> = new InjectionToken(
  'BackgroundRefresh',
);

/**
 * Refreshes ahead of expiry while the page is visible, without waiting for a request. Needs
 * {@link withTokenRefresh}.
 *
 * Use it where the token must be fresh at any time, as for a WebSocket; else the refresh that the
 * next request starts is enough, and costs the server nothing while nobody works.
 *
 * @usageNotes
 * ```ts
 * provideJwtAuth(
 *   {},
 *   withTokenStore(localStorageTokenStore()),
 *   withTokenRefresh('/auth/refresh'),
 *   withBackgroundRefresh(),
 * );
 * ```
 *
 * @publicApi
 */
export function withBackgroundRefresh(): JwtAuthFeature<'BackgroundRefresh'> {
  return jwtAuthFeature('BackgroundRefresh', [
    { provide: BACKGROUND_REFRESH, useFactory: injectBackgroundRefresh },
  ]);
}

function injectBackgroundRefresh(): BackgroundRefresh {
  const clock = inject(CLOCK);
  const document = inject(DOCUMENT);
  let cancel: (() => void) | undefined;
  inject(DestroyRef).onDestroy(() => cancel?.());
  return (at, refresh) => {
    cancel?.();
    cancel = undefined;
    if (at === Infinity) return;
    cancel = clock.after(at - clock.now(), () => {
      // A hidden page refreshes when it becomes visible.
      if (document.visibilityState === 'visible') refresh();
    });
  };
}
