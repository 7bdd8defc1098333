import type { JwtClaims } from 'ngx-jwt-auth';

/** An unsigned JWT: the browser reads tokens and verifies none. */
export function createTestToken(claims: Partial<JwtClaims>): string {
  return [{ alg: 'none' }, claims].map(base64Url).join('.') + '.x';
}

function base64Url(value: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
