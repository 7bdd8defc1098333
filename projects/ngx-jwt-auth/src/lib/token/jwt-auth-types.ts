/**
 * The types of your app's tokens: augment it once, and every API knows your claims and roles.
 *
 * @usageNotes
 * ```ts
 * declare module 'ngx-jwt-auth' {
 *   interface JwtAuthTypes {
 *     claims: { sub: string; name: string };
 *     role: 'admin' | 'editor';
 *   }
 * }
 * ```
 *
 * Write it in a file that has at least one `import` or `export`.
 *
 * @publicApi
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- empty until an app augments it
export interface JwtAuthTypes {}

/**
 * The claims of the access token: yours from {@link JwtAuthTypes}, else `unknown` ones, and the
 * registered ones ({@link https://www.rfc-editor.org/rfc/rfc7519#section-4.1 | RFC 7519, section 4.1};
 * times are seconds since the epoch) that yours do not name. Nothing verifies them in the browser.
 *
 * @usageNotes
 * ```ts
 * const claims: JwtClaims | null = auth.claims();
 * ```
 *
 * @publicApi
 */
export type JwtClaims = {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string | string[];
  readonly exp?: number;
  readonly nbf?: number;
  readonly iat?: number;
  readonly jti?: string;
} extends infer Registered
  ? JwtAuthTypes extends { claims: infer Claims }
    ? Claims & Omit<Registered, keyof Claims>
    : Registered & Readonly<Record<string, unknown>>
  : never;

/**
 * A role: one of yours from {@link JwtAuthTypes}, else any string.
 *
 * @usageNotes
 * ```ts
 * const role: JwtRole = 'admin';
 * ```
 *
 * @publicApi
 */
export type JwtRole = JwtAuthTypes extends { role: infer Role extends string } ? Role : string;
