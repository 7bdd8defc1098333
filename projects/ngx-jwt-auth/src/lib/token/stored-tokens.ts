import { devOnly } from '../dev-mode';
import { authError } from '../errors';
import { checkLifetime } from './check-lifetime';
import { checkRefreshToken, checkRefusedReply } from './check-reply';
import type { JwtStoredTokens } from './jwt-token-store';
import { tokenDeadline } from './token-lifetime';
import { isAccessToken, isRefreshToken, parseTokenResponse } from './token-response';

/** Whether a value is a record that this version can use. */
export function isStoredTokens(value: unknown): value is JwtStoredTokens {
  const record = Object(value) as Record<keyof JwtStoredTokens, unknown>;
  return (
    record.v === 1 &&
    typeof record.sid === 'string' &&
    Number.isInteger(record.seq) &&
    isAccessToken(record.accessToken) &&
    (record.refreshToken === undefined || isRefreshToken(record.refreshToken)) &&
    (record.expiresAt === null || Number.isFinite(record.expiresAt))
  );
}

/**
 * Makes the record of a reply that arrived at `now`; it throws TOKEN_RESPONSE_INVALID before
 * anything is touched. A reply without a refresh token keeps that of `previous`.
 */
export function toStoredTokens(
  reply: unknown,
  sid: string,
  previous: JwtStoredTokens | null,
  now: number,
): JwtStoredTokens {
  const received = parseTokenResponse(reply);
  if (!received) {
    checkRefusedReply(reply, previous);
    throw authError('TOKEN_RESPONSE_INVALID');
  }
  const { accessToken, refreshToken = previous?.refreshToken, expiresIn } = received;
  const tokens: { -readonly [Field in keyof JwtStoredTokens]: JwtStoredTokens[Field] } = {
    v: 1,
    sid,
    seq: (previous?.seq ?? 0) + 1,
    accessToken,
    expiresAt: null,
    ...(refreshToken !== undefined && { refreshToken }),
  };
  tokens.expiresAt = tokenDeadline(tokens, expiresIn, now);
  devOnly(() => {
    checkLifetime(tokens, expiresIn, previous, now);
    // Of the first refresh: a server that rotates takes the old one no more.
    const isKept = received.refreshToken === undefined && refreshToken !== undefined;
    if (previous?.seq === 1 && isKept) checkRefreshToken(reply);
  });
  return tokens;
}
