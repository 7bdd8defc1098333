/** The claims that the library itself reads, as a token should have them (RFC 7519, section 4.1). */
export interface OwnClaims {
  readonly iss?: string;
  readonly sub?: string | number | null;
  readonly exp?: number;
  readonly iat?: number;
}
