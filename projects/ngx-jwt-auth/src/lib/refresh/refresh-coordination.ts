import { InjectionToken } from '@angular/core';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** Decides when this tab may spend the refresh token, among all tabs that share it. */
export interface RefreshCoordination {
  /** Runs the exchange while no other tab runs one for the same session. */
  exclusive<T>(tokens: JwtStoredTokens, exchange: () => Promise<T>): Promise<T>;
}

/** One tab: there is nobody to wait for. */
export const REFRESH_COORDINATION: InjectionToken<RefreshCoordination> = new InjectionToken(
  'REFRESH_COORDINATION',
  { providedIn: 'root', factory: () => ({ exclusive: (_tokens, exchange) => exchange() }) },
);
