import type { JwtStoredTokens } from '../token/jwt-token-store';
import { claimedLifetime } from '../token/token-lifetime';
import type { JwtRefreshOptions } from './jwt-refresh-options';

/** When tokens get stale: some time before their end, never more than a quarter of their life. */
export function staleFrom(
  { accessToken, expiresAt }: JwtStoredTokens,
  { refreshBeforeExpiry = 30 }: JwtRefreshOptions,
  now: number,
): number {
  if (expiresAt === null) return Infinity;
  const lifetime = claimedLifetime(accessToken) || expiresAt - now;
  return expiresAt - Math.max(0, Math.min(refreshBeforeExpiry * 1000, lifetime / 4));
}
