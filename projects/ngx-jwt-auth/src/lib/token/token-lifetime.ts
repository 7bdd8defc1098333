import { decodeJwt } from './decode-jwt';
import type { OwnClaims } from './own-claims';

/** How long a token lives by its own claims, in ms, or null where they do not say. */
export function claimedLifetime(accessToken: string): number | null {
  const { exp, iat } = decodeJwt<OwnClaims>(accessToken) ?? {};
  const lifetime = (seconds(exp) - seconds(iat)) * 1000;
  return Number.isFinite(lifetime) ? lifetime : null;
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
  const exp = seconds(decodeJwt<OwnClaims>(accessToken)?.exp) * 1000;
  const ownDeadline = expiresIn === undefined ? exp : now + seconds(expiresIn) * 1000;
  const deadline = lifetime === null ? ownDeadline : now + lifetime;
  // What lies beyond all dates never comes.
  return Number.isNaN(new Date(deadline).getTime()) ? null : deadline;
}

/** A claim can be of any type, whatever its declaration says. */
function seconds(claim: unknown): number {
  return typeof claim === 'number' ? claim : NaN;
}
