import { decodeJwt } from './decode-jwt';
import type { JwtRegisteredClaims } from './jwt-auth-types';

/**
 * Whether a JWT is past its `exp` by this device's clock; malformed counts as expired, a JWT
 * without `exp` does not.
 *
 * @param toleranceSeconds How long after `exp` the token still counts as good. Default 0.
 *
 * @usageNotes
 * ```ts
 * if (isJwtExpired(invitation, 60)) {
 *   askForANewOne();
 * }
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4 | RFC 7519, section 4.1.4}
 * @publicApi
 */
export function isJwtExpired(token: unknown, toleranceSeconds = 0): boolean {
  const claims = decodeJwt<JwtRegisteredClaims>(token);
  if (!claims) return true;
  if (claims.exp === undefined) return false;
  // A value that is no number compares as expired.
  return !(typeof claims.exp === 'number' && claims.exp > Date.now() / 1000 - toleranceSeconds);
}
