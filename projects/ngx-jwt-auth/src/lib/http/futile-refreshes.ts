import type { HttpRequest } from '@angular/common/http';
import { type Clock, isAhead } from '../clock';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** For how long an endpoint that refuses every token starts no refresh, in ms. */
const PAUSE = 60_000;

/** How many endpoints may start a refresh in that time and still refuse. */
const HANDFUL = 5;

/** Remembers the endpoints that a refresh did not help: they answer 401 to every token. */
export interface FutileRefreshes {
  /** By endpoint: the request that was refused first, with which tokens and when. */
  readonly refusals: ReadonlyMap<unknown, Refusal>;
  /** Takes note that the endpoint refused these tokens; tells whether a refresh would be futile. */
  readonly refused: (request: HttpRequest<unknown>, tokens: JwtStoredTokens) => boolean;
  /** Takes note that the endpoint accepted a token. */
  readonly accepted: (request: HttpRequest<unknown>) => void;
}

interface Refusal {
  readonly request: HttpRequest<unknown>;
  readonly tokens: JwtStoredTokens;
  readonly at: number;
}

export function createFutileRefreshes(clock: Clock): FutileRefreshes {
  const refusals = new Map<unknown, Refusal>();

  return {
    refusals,
    refused(request, tokens) {
      const now = clock.now();
      for (const [key, { at, tokens: before }] of refusals) {
        if (before.sid !== tokens.sid || !isAhead(at + PAUSE, now, PAUSE)) refusals.delete(key);
      }
      const key = keyOf(request);
      const before = refusals.get(key)?.tokens;
      if (before) return before.seq < tokens.seq;
      if (refusals.size >= HANDFUL) return true;
      refusals.set(key, { request, tokens, at: now });
      return false;
    },
    accepted(request) {
      const key = keyOf(request);
      const before = refusals.get(key);
      refusals.delete(key);
      // One of many operations at that endpoint: the other one may be refused again and again.
      if (before && before.request !== request) refusals.set(before, before);
    },
  };
}

/** The endpoint of a request: one that is polled may be given another query each time. */
function keyOf({ method, url }: HttpRequest<unknown>): string {
  return `${method} ${url.replace(/[?#].*/s, '')}`;
}
