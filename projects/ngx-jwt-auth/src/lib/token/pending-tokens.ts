import type { JwtStoredTokens } from './jwt-token-store';

/**
 * Stands for the tokens of a session of which only the id is known: a cookie session whose first
 * refresh has brought none yet. Expired and empty, it is refreshed before anything is sent.
 */
export function pendingTokens(sid: string): JwtStoredTokens {
  return { v: 1, sid, seq: 0, accessToken: '', expiresAt: 0 };
}

/** Whether the access token is still to come. */
export function isPending({ accessToken }: JwtStoredTokens): boolean {
  return !accessToken;
}
