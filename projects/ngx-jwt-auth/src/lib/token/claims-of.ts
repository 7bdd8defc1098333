import { decodeJwt } from './decode-jwt';
import type { JwtStoredTokens } from './jwt-token-store';
import type { OwnClaims } from './own-claims';

const decoded = new WeakMap<JwtStoredTokens, object | null>();

/** The claims of an access token, decoded once for each record. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as in decodeJwt()
export function claimsOf<T = OwnClaims>(tokens: JwtStoredTokens): T | null {
  let claims = decoded.get(tokens);
  if (claims === undefined) {
    claims = decodeJwt<object>(tokens.accessToken);
    decoded.set(tokens, claims);
  }
  return claims as T | null;
}
