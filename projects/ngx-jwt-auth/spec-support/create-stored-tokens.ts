import type { JwtStoredTokens } from '../src/public-api';
import { createFreshJwt } from './create-jwt';

/** A record of the session `s1`, with a token that never expires unless told otherwise. */
export function createStoredTokens(fields: Partial<JwtStoredTokens> = {}): JwtStoredTokens {
  return { v: 1, sid: 's1', seq: 1, accessToken: 'AT', expiresAt: null, ...fields };
}

/** The record of a token that expired a minute ago; the refresh token is `RT1`. */
export function createStaleTokens(fields: Partial<JwtStoredTokens> = {}): JwtStoredTokens {
  return createStoredTokens({
    accessToken: createFreshJwt(-60),
    refreshToken: 'RT1',
    expiresAt: Date.now() - 60_000,
    ...fields,
  });
}
