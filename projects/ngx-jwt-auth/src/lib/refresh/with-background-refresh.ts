import { DestroyRef, DOCUMENT, inject, InjectionToken } from '@angular/core';
import { CLOCK } from '../clock';
import type { JwtAuthError } from '../errors';
import { jwtAuthFeature, type JwtAuthFeature } from '../jwt-auth-feature';

declare const ngDevMode: unknown;

/**
 * Calls `refresh` at that time, or as soon after it as the page is visible, until it succeeds; each
 * call replaces the one before.
 */
export type BackgroundRefresh = (
  at: number,
  refresh: () => Promise<JwtAuthError | undefined> | undefined,
) => void;

export const BACKGROUND_REFRESH: InjectionToken<BackgroundRefresh> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'BACKGROUND_REFRESH' : '',
);

/** How long after one background refresh the next is tried, in ms. */
const PAUSE = 10_000;

/**
 * Refreshes ahead of expiry while the page is visible, without waiting for a request. Needs
 * {@link withTokenRefresh} or {@link withCookieRefresh}.
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
  /** When the last one was tried: a token that is stale on arrival must not be a storm. */
  let triedAt = -Infinity;

  const schedule: BackgroundRefresh = (at, refresh) => {
    cancel?.();
    cancel = undefined;
    if (at === Infinity) return;
    const now = clock.now();
    const armed = (cancel = clock.after(Math.max(at, Math.min(now, triedAt) + PAUSE) - now, () => {
      triedAt = clock.now();
      const retry = (): void => {
        // What it armed itself is newer.
        if (cancel !== armed) return;
        triedAt = clock.now();
        schedule(at, refresh);
      };
      // A hidden page refreshes when it becomes visible.
      const done = document.visibilityState === 'visible' && refresh();
      if (done) void done.then(retry);
      else retry();
    }));
  };
  inject(DestroyRef).onDestroy(() => {
    cancel?.();
    cancel = undefined;
  });
  return schedule;
}
