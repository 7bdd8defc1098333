import type { HttpRequest } from '@angular/common/http';
import type { Clock } from '../clock';
import { isAhead } from '../tabs/claim';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** For how long an endpoint that refuses every token starts no refresh, in ms. */
const PAUSE = 60_000;

/** How many endpoints may start a refresh in that time and still refuse. */
const HANDFUL = 5;

/** Remembers the endpoints that a refresh did not help: they answer 401 to every token. */
export interface FutileRefreshes {
  /** Whether a refresh was tried for this endpoint, and brought a token that it refuses as well. */
  readonly has: (request: HttpRequest<unknown>, tokens: JwtStoredTokens) => boolean;
  /** Takes note that the endpoint takes the token. */
  readonly delete: (request: HttpRequest<unknown>) => void;
}

interface Refusal {
  readonly request: HttpRequest<unknown>;
  readonly tokens: JwtStoredTokens;
  readonly at: number;
}

export function createFutileRefreshes(clock: Clock): FutileRefreshes {
  /** By endpoint: the request that was refused first, with which tokens and when. */
  const refused = new Map<unknown, Refusal>();

  return {
    has(request, tokens) {
      const now = clock.now();
      for (const [key, { at, tokens: before }] of refused)
        if (before.sid !== tokens.sid || !isAhead(at + PAUSE, now, PAUSE)) refused.delete(key);
      const key = keyOf(request);
      const before = refused.get(key)?.tokens;
      if (before) return before.seq < tokens.seq;
      if (refused.size >= HANDFUL) return true;
      refused.set(key, { request, tokens, at: now });
      return false;
    },
    delete(request) {
      if (refused.size === 0) return; // nearly always, and each request asks
      const key = keyOf(request);
      const before = refused.get(key);
      refused.delete(key);
      // One of many operations at that endpoint: the other one may be refused again and again.
      if (before && before.request !== request) refused.set(before, before);
    },
  };
}

/** The endpoint of a request: one that is polled may be given another query each time. */
function keyOf({ method, url }: HttpRequest<unknown>): string {
  return `${method} ${url.replace(/[?#].*/s, '')}`;
}
