import { claimsOf } from './claims-of';
import type { JwtStoredTokens } from './jwt-token-store';

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
