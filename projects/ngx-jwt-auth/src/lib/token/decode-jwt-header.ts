import { decodeJwtPart } from './decode-jwt';

/**
 * The header of a JWT ({@link https://www.rfc-editor.org/rfc/rfc7515#section-4 | RFC 7515, section 4}).
 *
 * @usageNotes
 * ```ts
 * const keyId = (header: JwtHeader): string | undefined => header.kid;
 * ```
 *
 * @publicApi
 */
export interface JwtHeader {
  readonly alg?: string;
  readonly typ?: string;
  readonly kid?: string;
  readonly [parameter: string]: unknown;
}

/**
 * Reads the header of a JWT, or gives `null` for whatever is not exactly a JWT; it never throws.
 *
 * @usageNotes
 * ```ts
 * const algorithm = decodeJwtHeader(token)?.alg;
 * ```
 *
 * @publicApi
 */
export function decodeJwtHeader(token: unknown): JwtHeader | null {
  return decodeJwtPart(token, 0);
}
