import { InjectionToken } from '@angular/core';

/** Decides whether a failed exchange is tried again within the same refresh. */
export interface RetryTiming {
  /** Milliseconds to wait after the nth failure, or null to give up. */
  delayAfter(failures: number, error: unknown): number | null;
}

/** One attempt a refresh: the next request that needs a token starts the next. */
export const RETRY_TIMING: InjectionToken<RetryTiming> = new InjectionToken('RETRY_TIMING', {
  providedIn: 'root',
  factory: () => ({ delayAfter: () => null }),
});
