import { decodeJwt } from './decode-jwt';
import type { OwnClaims } from './own-claims';

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
  const claims = decodeJwt<OwnClaims>(token);
  if (!claims) return true;
  if (claims.exp === undefined) return false;
  // A value that is no finite number counts as expired.
  return !(Number.isFinite(claims.exp) && claims.exp > Date.now() / 1000 - toleranceSeconds);
}
