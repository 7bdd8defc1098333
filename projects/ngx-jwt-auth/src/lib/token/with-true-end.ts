import type { JwtStoredTokens } from './jwt-token-store';
import { isPending } from './pending-tokens';
import { claimedTimes } from './token-lifetime';

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
  const isFirst = isPending(previous);
  const expiresAt = isFirst ? exp : Number(previous.expiresAt) + exp - previousExp;
  // One that is over already is wrong: the clock was set meanwhile.
  const isTrue =
    (isFirst || iat === previousIat) && expiresAt > now && expiresAt < Number(tokens.expiresAt);
  return isTrue ? Object.assign(tokens, { expiresAt }) : tokens;
}
