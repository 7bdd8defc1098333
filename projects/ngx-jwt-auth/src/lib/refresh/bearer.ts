/** The header value that carries an access token (RFC 6750, section 2.1). */
export function bearer(scheme: string, accessToken: string): string {
  return scheme ? `${scheme} ${accessToken}` : accessToken;
}
