import { InjectionToken } from '@angular/core';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** When an exchange may take place: the seam for other tabs, and for trying again. */
export interface RefreshPolicy {
  /** Runs the exchange while no other tab runs one for the same session. */
  exclusive<T>(tokens: JwtStoredTokens, exchange: () => Promise<T>): Promise<T>;
  /** Milliseconds to wait after the nth failure within one refresh, or null to give up. */
  delayAfter(failures: number, error: unknown): number | null;
}

/** One tab, and one attempt a refresh: the next request that needs a token starts the next. */
export const REFRESH_POLICY: InjectionToken<RefreshPolicy> = new InjectionToken('RefreshPolicy', {
  providedIn: 'root',
  factory: () => ({ exclusive: (_tokens, exchange) => exchange(), delayAfter: () => null }),
});
