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

/**
 * Whether two access tokens are of one user: no when their subjects differ, yes when they are the
 * same of one issuer (RFC 7519, section 4.1.2), else undefined; an opaque token names none. A number
 * and its text are one subject, since servers have changed from one to the other.
 */
export function sameSubject(before: JwtStoredTokens, after: JwtStoredTokens): boolean | undefined {
  const [a, b] = [claimsOf(before), claimsOf(after)];
  if (a?.sub == null || b?.sub == null) return undefined;
  return String(a.sub) === String(b.sub) && (a.iss === b.iss || undefined);
}
