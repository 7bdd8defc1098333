import { decodeJwt } from '../token/decode-jwt';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { OwnClaims } from '../token/own-claims';

/** A refresh token cannot turn into somebody else's session; an opaque token has no subject. */
export function isSameSubject(before: JwtStoredTokens, after: JwtStoredTokens): boolean {
  const [sub, next] = [before, after].map(
    ({ accessToken }) => decodeJwt<OwnClaims>(accessToken)?.sub,
  );
  return sub === undefined || next === undefined || sub === next;
}
