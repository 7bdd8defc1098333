/**
 * The tokens of a session: what your sign-in endpoint answers, in any of the usual spellings, or
 * the access token itself.
 *
 * @usageNotes
 * ```ts
 * const tokens: SignedInTokens = { accessToken: 'eyJ...', refreshToken: '8xLO...' };
 * ```
 *
 * @publicApi
 */
export type SignedInTokens =
  | string
  | {
      readonly accessToken?: string | null;
      readonly access_token?: string | null;
      readonly token?: string | null;
      readonly access?: string | null;
      readonly jwt?: string | null;
      readonly refreshToken?: string | null;
      readonly refresh_token?: string | null;
      readonly refresh?: string | null;
      readonly expiresIn?: number | string | null;
      readonly expires_in?: number | string | null;
    };

/**
 * Who is signed in, and where.
 *
 * @usageNotes
 * ```ts
 * const options: SignedInOptions = { origin: 'http://localhost:4200', tokens: 'eyJ...' };
 * ```
 *
 * @publicApi
 */
export interface SignedInOptions {
  /** Where the app is opened, such as `http://localhost:4200`; of a URL the origin counts. */
  readonly origin: string;
  /** The tokens, just issued. */
  readonly tokens: SignedInTokens;
  /** The key of the app's `localStorageTokenStore()`. Default `'ngx-jwt-auth'`. */
  readonly key?: string;
}

/**
 * What Playwright takes as `storageState`.
 *
 * @usageNotes
 * ```ts
 * const nobody: SignedInStorageState = { cookies: [], origins: [] };
 * ```
 *
 * @publicApi
 */
export interface SignedInStorageState {
  cookies: never[];
  origins: { origin: string; localStorage: { name: string; value: string }[] }[];
}

/**
 * Makes the browser state of a signed-in user, for apps that keep the session in `localStorage`:
 * tests then start signed in, without the sign-in page.
 *
 * It knows nothing of Angular, and reads the tokens as the library does: use it in a fixture, with
 * fresh tokens of your backend for each test, or in Playwright's global setup. With rotating
 * refresh tokens each test needs a session of its own.
 *
 * @throws An error when `tokens` holds no access token, or `origin` is no URL of http or https.
 *
 * @usageNotes
 * ```ts
 * const reply = await fetch('http://localhost:4200/api/auth/login', {
 *   method: 'POST',
 *   headers: { 'Content-Type': 'application/json' },
 *   body: JSON.stringify(credentials),
 * });
 * const storageState = createSignedInStorageState({
 *   origin: 'http://localhost:4200',
 *   tokens: await reply.json(),
 * });
 * ```
 *
 * @publicApi
 */
export function createSignedInStorageState({
  origin,
  tokens,
  key = 'ngx-jwt-auth',
}: SignedInOptions): SignedInStorageState {
  const fields = (typeof tokens === 'string' ? { token: tokens } : tokens) as Readonly<
    Record<string, unknown>
  >;
  /** A flag, a date or an object is no token, whatever its name. */
  const tokenOf = (...names: string[]): string | undefined =>
    names
      .map((name) => fields[name])
      .find((value) => typeof value === 'string' && !/^($|\d{4}-\d\d-\d\d)/.test(value)) as
      string | undefined;

  const accessToken = tokenOf('accessToken', 'access_token', 'token', 'access', 'jwt');
  const refreshToken = tokenOf('refreshToken', 'refresh_token', 'refresh');
  const expiresIn = [fields['expiresIn'], fields['expires_in']]
    .map(toNumber)
    .find((seconds) => seconds > 0);
  // What a header cannot carry the library would not take either.
  if (!accessToken || !/^[!#-&(-~]+$/.test(accessToken)) {
    throw new Error(
      'ngx-jwt-auth: `tokens` holds no access token. Pass what the sign-in endpoint answered.',
    );
  }
  const { origin: site } = new URL(origin);
  // `localhost:4200` is a URL too, of the scheme `localhost`, and the state would be nobody's.
  if (site === 'null') {
    throw new Error('ngx-jwt-auth: `origin` has no http or https, as http://localhost:4200 has.');
  }
  const record = {
    v: 1,
    sid: crypto.getRandomValues(new Uint32Array(4)).join('-'),
    seq: 1,
    accessToken,
    ...(refreshToken !== undefined && { refreshToken }),
    expiresAt: deadlineOf(accessToken, expiresIn),
  };
  return {
    cookies: [],
    origins: [
      {
        origin: site,
        localStorage: [{ name: key, value: JSON.stringify(record) }],
      },
    ],
  };
}

/** By this clock, in ms: the shorter lifetime of token and reply, else the end that the token claims. */
function deadlineOf(accessToken: string, expiresIn = NaN): number | null {
  const claims = claimsOf(accessToken);
  const [exp, iat] = [milliseconds(claims.exp), milliseconds(claims.iat)];
  const now = Date.now();
  const end = Math.min(now + exp - iat || Infinity, now + expiresIn * 1000 || Infinity);
  return [end, exp > now ? exp : NaN].find((time) => Number.isFinite(time)) ?? null;
}

/** A claim may be a text, or in milliseconds. */
function milliseconds(claim: unknown): number {
  const time = toNumber(claim);
  return time < 1e12 ? time * 1000 : time;
}

function toNumber(value: unknown): number {
  return Number(String(value) || NaN);
}

function claimsOf(token: string): { readonly exp?: unknown; readonly iat?: unknown } {
  try {
    const payload = token.split('.')[1] ?? '';
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (byte) =>
      byte.charCodeAt(0),
    );
    return Object(JSON.parse(new TextDecoder().decode(bytes))) as { exp?: unknown; iat?: unknown };
  } catch {
    return {}; // opaque
  }
}
