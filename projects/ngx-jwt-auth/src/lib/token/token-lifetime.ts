import { decodeJwt } from './decode-jwt';
import type { OwnClaims } from './own-claims';

/** How long a token lives by its own claims, in ms, or NaN where they do not say. */
export function claimedLifetime(accessToken: string): number {
  const { exp, iat } = decodeJwt<OwnClaims>(accessToken) ?? {};
  return milliseconds(exp) - milliseconds(iat);
}

/**
 * The moment, by this clock, from which a token received at `now` counts as expired, or null for
 * never: the lifetime is the server's, the clock is ours, so a wrong clock changes nothing.
 *
 * @param expiresIn What the reply says of the lifetime, in seconds; NaN where it does not.
 */
export function tokenDeadline(accessToken: string, expiresIn: number, now: number): number | null {
  const exp = milliseconds(decodeJwt<OwnClaims>(accessToken)?.exp);
  return (
    [now + claimedLifetime(accessToken), now + expiresIn * 1000, exp]
      // What lies beyond all dates never comes.
      .find((time) => !Number.isNaN(new Date(time).getTime())) ?? null
  );
}

/** A claim can be of any type, whatever its declaration says. */
function milliseconds(claim: unknown): number {
  return typeof claim === 'number' ? claim * 1000 : NaN;
}
