import { toNumber } from './token-lifetime';

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

export const ACCESS_TOKEN_NAMES: readonly string[] = [
  'accessToken',
  'access_token',
  'token',
  'access',
  'jwt',
];
export const REFRESH_TOKEN_NAMES: readonly string[] = ['refreshToken', 'refresh_token', 'refresh'];

/** The tokens of a reply, whatever its spelling; `expiresIn` in seconds, NaN when it is not told. */
export interface ReceivedTokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly expiresIn: number;
}

/** Visible ASCII (RFC 6749, appendix A.12) without quotes: what can be sent in a header. */
const ACCESS_TOKEN = /^[!#-&(-~]+$/;

/** ASCII (RFC 6749, appendix A.17) without quotes around it or a scheme in front: what can be spent. */
const REFRESH_TOKEN = /^(?!["']|bearer )[ -~]+$/i;

/** Whether a value can be sent in a header. */
export function isAccessToken(value: unknown): value is string {
  return isMeantAsToken(value) && ACCESS_TOKEN.test(value);
}

/** Whether a value can be spent as a refresh token. */
export function isRefreshToken(value: unknown): value is string {
  return isMeantAsToken(value) && REFRESH_TOKEN.test(value);
}

/** Whether a value may be meant as a token: a flag, a date or an object is none, whatever its name. */
export function isMeantAsToken(value: unknown): value is string {
  return typeof value === 'string' && !/^($|\d{4}-\d\d-\d\d)/.test(value);
}

/** Reads a reply, or gives null when it holds no usable access token or a broken refresh token. */
export function parseTokenResponse(reply: unknown): ReceivedTokens | null {
  const fields = Object(typeof reply === 'string' ? { token: reply } : reply) as Record<
    string,
    unknown
  >;
  const tokenOf = (names: readonly string[]): string | undefined => {
    for (const name of names) if (isMeantAsToken(fields[name])) return fields[name];
    return undefined;
  };

  const accessToken = tokenOf(ACCESS_TOKEN_NAMES);
  const refreshToken = tokenOf(REFRESH_TOKEN_NAMES);
  const seconds = toNumber(fields['expiresIn']);
  const expiresIn = seconds > 0 ? seconds : toNumber(fields['expires_in']);
  return accessToken &&
    ACCESS_TOKEN.test(accessToken) &&
    (!refreshToken || REFRESH_TOKEN.test(refreshToken))
    ? { accessToken, refreshToken, expiresIn: expiresIn > 0 ? expiresIn : NaN }
    : null;
}
