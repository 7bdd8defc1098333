import { HttpErrorResponse } from '@angular/common/http';
import { type Clock, isAhead } from '../clock';
import type { Pause } from '../tabs/ledger';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** When a refresh that got no definite answer may be tried again: the same for everybody who asks. */
export interface BackOff {
  /** The milliseconds until these tokens may be sent again; not above 0 when they may. */
  wait(tokens: JwtStoredTokens): number;
  /** Takes note of an attempt that failed, and tells what follows from it. */
  failed(tokens: JwtStoredTokens, error: unknown): Pause;
  /** Takes over what attempts of other tabs have come to, unless it cannot be. */
  join(tokens: JwtStoredTokens, pause: Pause): void;
  /** The user or the network is back: our own pause ends, what the server asked for stands. */
  wake(): void;
}

/** The longest pause of our own between two attempts to refresh, in ms. */
const MAX_PAUSE = 60_000;

/** The longest pause that a server may ask for, in ms. */
const MAX_RETRY_AFTER = 3_600_000;

/**
 * Pauses between half and the whole of 1 s x 2^failures, at most a minute, and as long as
 * `Retry-After` says (RFC 9110, section 10.2.3), at most an hour. Other tokens start anew.
 */
export function createBackOff(clock: Clock): BackOff {
  let paused: JwtStoredTokens | undefined;
  let pause: Pause = { failures: 0, failedAt: 0, retryAt: 0, serverRetryAt: 0 };
  let awakeSince = 0;

  return {
    wait(tokens) {
      const now = clock.now();
      const { failedAt, retryAt, serverRetryAt } = pause;
      // A clock that is behind was set back, and the times mean nothing.
      if (tokens !== paused || now < failedAt) return 0;
      return Math.max(retryAt, serverRetryAt) - now;
    },
    failed(tokens, error) {
      const failures = tokens === paused ? pause.failures + 1 : 1;
      const failedAt = clock.now();
      const ms = (Math.min(MAX_PAUSE, 1000 * 2 ** failures) * (1 + Math.random())) / 2;
      const asked = askedPause(error, failedAt);
      paused = tokens;
      pause = {
        failures,
        failedAt,
        retryAt: failedAt + ms,
        serverRetryAt: asked > 0 ? failedAt + Math.min(MAX_RETRY_AFTER, asked) : 0,
      };
      return pause;
    },
    join(tokens, { failures, failedAt, retryAt, serverRetryAt }) {
      const now = clock.now();
      // Another version of the library may have written anything.
      const isPause = [failures, failedAt, retryAt, serverRetryAt].every(Number.isFinite);
      if (!isPause || failures <= 0 || failedAt > now) return;
      const isOurs = failedAt >= awakeSince && isAhead(retryAt, now, MAX_PAUSE);
      paused = tokens;
      pause = {
        failures,
        failedAt,
        retryAt: isOurs ? retryAt : 0,
        serverRetryAt: isAhead(serverRetryAt, now, MAX_RETRY_AFTER) ? serverRetryAt : 0,
      };
    },
    wake() {
      awakeSince = clock.now();
      pause = { ...pause, retryAt: 0 };
    },
  };
}

/** What the server asks for, in ms: seconds or a date. */
function askedPause(error: unknown, now: number): number {
  const value =
    (error instanceof HttpErrorResponse && error.headers.get('Retry-After')?.trim()) || '';
  return (/^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now) || 0;
}
