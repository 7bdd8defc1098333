import { devOnly, devWarn } from '../dev-mode';
import { authError } from '../errors';
import { decodeJwt } from './decode-jwt';
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
  if (!received) throw authError('TOKEN_RESPONSE_INVALID');
  const { accessToken, refreshToken = previous?.refreshToken, expiresIn } = received;
  const expiresAt = tokenDeadline(accessToken, expiresIn, now);
  devOnly(() => {
    if (expiresAt !== null || decodeJwt(accessToken)) return;
    devWarn(
      'The access token is no JWT and the reply brings no lifetime, so it is used until a request ' +
        'is answered with 401. Let the server send expires_in (seconds).',
    );
  });
  return {
    v: 1,
    sid,
    seq: (previous?.seq ?? 0) + 1,
    accessToken,
    ...(refreshToken !== undefined && { refreshToken }),
    expiresAt,
  };
}
