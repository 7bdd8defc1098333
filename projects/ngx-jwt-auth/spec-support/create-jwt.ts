/** A JWT with these claims and a signature that nobody checks. */
export function createJwt(claims: object, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  return `${encode(header)}.${encode(claims)}.c2lnbmF0dXJl`;
}

/** A JWT issued now that lives for so many seconds. */
export function createFreshJwt(lifetime = 300, claims: object = {}): string {
  const iat = Math.floor(Date.now() / 1000);
  return createJwt({ sub: 'ann', iat, exp: iat + lifetime, ...claims });
}

/** base64url (RFC 4648, section 5) of a value's JSON, without padding. */
export function encode(value: unknown): string {
  return encodeText(JSON.stringify(value));
}

/** base64url of a text's UTF-8 bytes, without padding. */
export function encodeText(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
