import { HttpErrorResponse } from '@angular/common/http';
import type { Clock } from '../clock';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** The longest pause of our own, and the longest that a server may ask for, in ms. */
const MAX_PAUSE = 60_000;
const MAX_RETRY_AFTER = 3_600_000;

/** When a refresh that got no definite answer may be tried again: the same for everybody who asks. */
export interface BackOff {
  /** The milliseconds until these tokens may be sent again; not above 0 when they may. */
  wait(tokens: JwtStoredTokens): number;
  /** Takes note of an attempt that failed. */
  failed(tokens: JwtStoredTokens, error: unknown): void;
  /** The user or the network is back: our own pause ends, what the server asked for stands. */
  wake(): void;
}

/**
 * Pauses between half and the whole of 1 s x 2^failures, at most a minute, and as long as
 * `Retry-After` says (RFC 9110, section 10.2.3), at most an hour. Other tokens start anew.
 */
export function createBackOff(clock: Clock): BackOff {
  let paused: JwtStoredTokens | undefined;
  let failures = 0;
  /** Until when our own pause lasts, and that of the server. */
  let pause = 0;
  let retryAfter = 0;
  /** When they were set: a clock that is behind that was set back, and they mean nothing. */
  let since = 0;

  return {
    wait(tokens) {
      const now = clock.now();
      return tokens === paused && now >= since ? Math.max(pause, retryAfter) - now : 0;
    },
    failed(tokens, error) {
      failures = tokens === paused ? failures + 1 : 1;
      paused = tokens;
      const now = (since = clock.now());
      pause = now + (Math.min(MAX_PAUSE, 1000 * 2 ** failures) * (1 + Math.random())) / 2;
      const asked = askedPause(error, now);
      retryAfter = asked > 0 ? now + Math.min(MAX_RETRY_AFTER, asked) : 0;
    },
    wake() {
      pause = 0;
    },
  };
}

/** What the server asks for, in ms: seconds or a date. */
function askedPause(error: unknown, now: number): number {
  const value =
    (error instanceof HttpErrorResponse && error.headers.get('Retry-After')?.trim()) || '';
  return (/^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now) || 0;
}
