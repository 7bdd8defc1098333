import { decodeJwt } from './decode-jwt';
import type { JwtRegisteredClaims } from './jwt-auth-types';

/** How long a token lives by its own claims, in ms, or null where they do not say. */
export function claimedLifetime(accessToken: string): number | null {
  const { exp, iat } = decodeJwt<JwtRegisteredClaims>(accessToken) ?? {};
  return Number.isFinite(exp) && Number.isFinite(iat) ? (exp! - iat!) * 1000 : null;
}

/**
 * The moment, by this clock, from which a token received at `now` counts as expired, or null for
 * never: the lifetime is the server's, the clock is ours, so a wrong clock changes nothing.
 */
export function tokenDeadline(
  accessToken: string,
  expiresIn: number | undefined,
  now: number,
): number | null {
  const lifetime = claimedLifetime(accessToken);
  if (lifetime !== null) return now + lifetime;
  const exp = decodeJwt<JwtRegisteredClaims>(accessToken)?.exp;
  if (Number.isFinite(exp)) return exp! * 1000;
  return expiresIn === undefined ? null : now + expiresIn * 1000;
}
