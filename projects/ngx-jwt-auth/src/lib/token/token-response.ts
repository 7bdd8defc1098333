/**
 * What a server answers to a sign-in or a refresh: an object with any of the usual spellings, or
 * the access token itself.
 *
 * Understood without configuration: NestJS, Spring, Django simplejwt, Laravel, .NET Identity and
 * OAuth 2.0. Map any other shape to this one. `expires_in` is in seconds.
 *
 * @usageNotes
 * ```ts
 * const reply: JwtTokenResponse = { access_token: 'eyJ...', refresh_token: '8xLO...', expires_in: 300 };
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-5.1 | RFC 6749, section 5.1}
 * @publicApi
 */
export type JwtTokenResponse =
  | string
  | {
      readonly accessToken?: string | null | undefined;
      readonly access_token?: string | null | undefined;
      readonly token?: string | null | undefined;
      readonly access?: string | null | undefined;
      readonly jwt?: string | null | undefined;
      readonly refreshToken?: string | null | undefined;
      readonly refresh_token?: string | null | undefined;
      readonly refresh?: string | null | undefined;
      readonly expiresIn?: number | string | null | undefined;
      readonly expires_in?: number | string | null | undefined;
    };

/** The tokens of a reply, whatever its spelling; `expiresIn` in seconds, NaN when it is not told. */
export interface ReceivedTokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly expiresIn: number;
}

/** Whether a value can be sent in a header: visible ASCII (RFC 6749, appendix A.12, without the space). */
export function isAccessToken(value: unknown): value is string {
  return typeof value === 'string' && /^[!-~]+$/.test(value);
}

/** Whether a value can be spent as a refresh token (RFC 6749, appendix A.17). */
export function isRefreshToken(value: unknown): value is string {
  return typeof value === 'string' && /^[ -~]+$/.test(value);
}

/** Reads a reply, or gives null when it holds no usable access token or a broken refresh token. */
export function parseTokenResponse(reply: unknown): ReceivedTokens | null {
  const fields = Object(typeof reply === 'string' ? { token: reply } : reply) as Record<
    string,
    unknown
  >;
  const first = (...names: string[]): unknown =>
    names.map((name) => fields[name]).find((value) => value != null && value !== '');

  const accessToken = first('accessToken', 'access_token', 'token', 'access', 'jwt');
  const refreshToken = first('refreshToken', 'refresh_token', 'refresh');
  const expiresIn = Number(first('expiresIn', 'expires_in'));
  return isAccessToken(accessToken) && (refreshToken === undefined || isRefreshToken(refreshToken))
    ? { accessToken, refreshToken, expiresIn: expiresIn > 0 ? expiresIn : NaN }
    : null;
}
