import { claimsOf } from './decode-jwt';
import type { JwtStoredTokens } from './jwt-token-store';

/**
 * The moment, by this clock, from which a token received at `now` counts as expired, or null for
 * never: the lifetime is the server's, the clock is ours, so a wrong clock changes nothing.
 *
 * @param expiresIn What the reply says of the lifetime, in seconds; NaN where it does not.
 */
export function tokenDeadline(
  tokens: JwtStoredTokens,
  expiresIn: number,
  now: number,
): number | null {
  const [exp, iat] = claimedTimes(tokens);
  const end = Math.min(now + exp - iat || Infinity, now + expiresIn * 1000 || Infinity);
  // What lies beyond all dates never comes. An exp alone that is over may be a matter of the clock.
  return [end, exp > now ? exp : NaN].find((time) => Math.abs(time) <= 8.64e15) ?? null;
}

/** `exp` and `iat` in ms, NaN where they tell no time. */
export function claimedTimes(tokens: JwtStoredTokens): [exp: number, iat: number] {
  const { exp, iat } = claimsOf(tokens) ?? {};
  return [milliseconds(exp), milliseconds(iat)];
}

/** A claim can be of any type, whatever its declaration says. */
function milliseconds(claim: unknown): number {
  const time = Number(String(claim) || NaN); // as toNumber()
  // Seconds as large as that would be of the year 33,658: they are milliseconds already.
  return time < 1e12 ? time * 1000 : time;
}

/**
 * Corrects the end of refreshed tokens whose `iat` stood still: it is that of the sign-in, so they
 * end as much later than the tokens before as their `exp` says. After a restore there are none
 * before: then `exp` counts as it is, where that is sooner.
 *
 * @param tokens A new record, which is changed.
 */
export function withTrueEnd(
  tokens: JwtStoredTokens,
  previous: JwtStoredTokens,
  now: number,
): JwtStoredTokens {
  const [exp, iat] = claimedTimes(tokens);
  const [previousExp, previousIat] = claimedTimes(previous);
  const isFirst = !previous.accessToken; // of a session that is being restored
  const expiresAt = isFirst ? exp : Number(previous.expiresAt) + exp - previousExp;
  // One that is over already is wrong: the clock was set meanwhile.
  const isTrue =
    (isFirst || iat === previousIat) && expiresAt > now && expiresAt < Number(tokens.expiresAt);
  return isTrue ? Object.assign(tokens, { expiresAt }) : tokens;
}

/** A number, also where it came as text; NaN for everything else, such as a flag, a date or ''. */
export function toNumber(value: unknown): number {
  return Number(String(value) || NaN);
}
