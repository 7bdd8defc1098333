import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';

const REFRESH_COOKIE = 'refresh_token';
const XSRF_COOKIE = 'XSRF-TOKEN';
const XSRF_HEADER = 'X-XSRF-TOKEN';

export interface RefreshCookie {
  readonly refreshToken: string;
  readonly xsrfToken: string;
  readonly path: string;
  /** Seconds. */
  readonly maxAge: number;
}

/**
 * Scripts cannot read the refresh token and other sites cannot make the browser send it. The second cookie
 * is the usual second line: our own pages repeat it in a header, which a forged request cannot do.
 */
export function setRefreshCookie(c: Context, cookie: RefreshCookie): void {
  const { refreshToken, xsrfToken, path, maxAge } = cookie;
  setCookie(c, REFRESH_COOKIE, refreshToken, { ...common(c), path, maxAge, httpOnly: true });
  setCookie(c, XSRF_COOKIE, xsrfToken, { ...common(c), path: '/', maxAge });
}

export function readRefreshCookie(c: Context): string | undefined {
  return getCookie(c, REFRESH_COOKIE);
}

export function clearRefreshCookie(c: Context, path: string): void {
  deleteCookie(c, REFRESH_COOKIE, { ...common(c), path, httpOnly: true });
  deleteCookie(c, XSRF_COOKIE, { ...common(c), path: '/' });
}

/** Whether the header repeats the cookie. */
export function isXsrfTokenValid(c: Context): boolean {
  const header = c.req.header(XSRF_HEADER);
  return header !== undefined && header !== '' && header === getCookie(c, XSRF_COOKIE);
}

/** Not `Secure` on plain http: http://localhost is a fine place for a demo. */
function common(c: Context): CookieOptions {
  return { sameSite: 'Strict', secure: new URL(c.req.url).protocol === 'https:' };
}
