import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { JwtRefreshOptions } from './jwt-refresh-options';

/** When tokens get stale: some time before their end, never more than a quarter of their life. */
export function staleFrom(
  { expiresAt }: JwtStoredTokens,
  { refreshBeforeExpiry = 30 }: JwtRefreshOptions,
  now: number,
): number {
  if (expiresAt === null) return Infinity;
  return expiresAt - Math.max(0, Math.min(refreshBeforeExpiry * 1000, (expiresAt - now) / 4));
}
