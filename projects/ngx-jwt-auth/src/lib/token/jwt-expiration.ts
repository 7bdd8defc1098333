import { decodeJwt } from './decode-jwt';
import type { OwnClaims } from './own-claims';

/**
 * The `exp` claim of a JWT as a date, or `null` where there is none that is a valid time.
 *
 * @usageNotes
 * ```ts
 * const until = jwtExpiration(token)?.toLocaleTimeString() ?? 'no expiry';
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4 | RFC 7519, section 4.1.4}
 * @publicApi
 */
export function jwtExpiration(token: unknown): Date | null {
  const exp = decodeJwt<OwnClaims>(token)?.exp;
  if (typeof exp !== 'number') return null;
  const date = new Date(exp * 1000);
  return Number.isNaN(date.getTime()) ? null : date;
}
