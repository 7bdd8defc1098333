import { InjectionToken } from '@angular/core';
import { jwtAuthFeature, type JwtAuthFeature } from '../jwt-auth-feature';

/** Whether to refresh ahead of expiry without waiting for a request. */
export const BACKGROUND_REFRESH: InjectionToken<boolean> = new InjectionToken('BACKGROUND_REFRESH');

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
  return jwtAuthFeature('BackgroundRefresh', [{ provide: BACKGROUND_REFRESH, useValue: true }]);
}
