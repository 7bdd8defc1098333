import type { JwtTestClaims } from './jwt-test-claims';

/** Seconds that a token lives unless told otherwise. */
export const TEST_LIFETIME = 300;

/** Who a token is of unless told otherwise. */
const TEST_SUBJECT = 'test-user';

/**
 * Makes an unsigned JWT: what the browser reads of a token is in it, and no server takes it.
 *
 * @param claims What it says. Unless told otherwise it is of `'test-user'`, issued now, and lives
 * for 300 seconds; a claim that is `undefined` is left out.
 *
 * @usageNotes
 * A sign-in page, with the server's answer from the test:
 *
 * ```ts
 * httpTesting.expectOne('/auth/login').flush({ accessToken: createTestJwt({ sub: 'ada' }) });
 * ```
 *
 * A token without an end:
 *
 * ```ts
 * const endless = createTestJwt({ exp: undefined });
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7519#section-6 | RFC 7519, section 6}
 * @publicApi
 */
export function createTestJwt(claims: JwtTestClaims = {}): string {
  const iat = Math.floor(Date.now() / 1000);
  const payload = { sub: TEST_SUBJECT, iat, exp: iat + TEST_LIFETIME, ...claims };
  // A decoder may want a third part; this one says what it is worth.
  return [base64Url({ alg: 'none', typ: 'JWT' }), base64Url(payload), 'unsigned'].join('.');
}

function base64Url(value: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
