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

export function createFutileRefreshes(clock: Clock): FutileRefreshes {
  /** By endpoint: the tokens that it refused first, and when. */
  const refused = new Map<string, { readonly tokens: JwtStoredTokens; readonly at: number }>();

  return {
    has(request, tokens) {
      const now = clock.now();
      for (const [key, { at }] of refused)
        if (!isAhead(at + PAUSE, now, PAUSE)) refused.delete(key);
      const key = keyOf(request);
      const before = refused.get(key)?.tokens;
      if (before?.sid === tokens.sid) return before.seq < tokens.seq;
      if (refused.size >= HANDFUL) return true;
      refused.set(key, { tokens, at: now });
      return false;
    },
    delete(request) {
      refused.delete(keyOf(request));
    },
  };
}

/** The endpoint of a request: one that is polled may be given another query each time. */
function keyOf({ method, url }: HttpRequest<unknown>): string {
  return `${method} ${url.replace(/[?#].*/s, '')}`;
}
