import type { JwtClaims } from './jwt-auth-types';
import type { JwtStoredTokens } from './jwt-token-store';
import type { OwnClaims } from './own-claims';

/** Far above any token that fits in a request header; decoding more would only cost time. */
const MAX_LENGTH = 16 * 1024;

/** Three base64url parts (RFC 7515, section 7.1); the signature of an unsecured JWT is empty. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * Reads the claims of a JWT, or gives `null` for whatever is not exactly a JWT; it never throws.
 *
 * It verifies no signature: use the claims to show and hide, never to decide.
 *
 * @usageNotes
 * ```ts
 * const claims = decodeJwt<{ name: string }>(token);
 * const name = claims?.name ?? 'stranger';
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7519#section-7.2 | RFC 7519, section 7.2}
 * @publicApi
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller's claims
export function decodeJwt<T = JwtClaims>(token: unknown): T | null {
  return decodeJwtPart(token, 1) as T | null;
}

/** The header (0) or the payload (1) of a JWT as an object, or null. */
export function decodeJwtPart(token: unknown, part: 0 | 1): Record<string, unknown> | null {
  if (typeof token !== 'string' || token.length > MAX_LENGTH || !JWT.test(token)) return null;
  try {
    const encoded = token.split('.')[part] ?? '';
    const binary = atob(encoded.replace(/-/g, '+').replace(/_/g, '/'));
    // A loop: Uint8Array.from() takes twenty times as long.
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    // Bytes that are not UTF-8 (RFC 7519, section 7.2) are no JWT, nor is a byte order mark.
    const json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /^\s*\{/.test(json) ? (JSON.parse(json) as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

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
