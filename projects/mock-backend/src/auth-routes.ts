import { Hono, type Context } from 'hono';
import type { Backend } from './backend.ts';
import { badRequest, readJsonBody } from './json-body.ts';
import { randomToken } from './random-token.ts';
import {
  clearRefreshCookie,
  isXsrfTokenValid,
  readRefreshCookie,
  setRefreshCookie,
} from './refresh-cookie.ts';
import { answerWithFault } from './refresh-fault.ts';
import type { RotationRefusal } from './refresh-tokens.ts';
import type { User } from './users.ts';

/** Login, refresh and logout. `path` is where they are mounted: the refresh cookie is sent nowhere else. */
export function authRoutes(backend: Backend, path: string): Hono {
  const { faults, refreshTokens, stats, users } = backend;
  const routes = new Hono();

  routes.post('/login', async (c) => {
    const body = await readJsonBody(c);
    if (!body.ok) return badRequest(c, body.message);
    const { username, password, cookie = false } = body.value;
    if (typeof username !== 'string' || typeof password !== 'string') {
      return badRequest(c, 'Send { "username": string, "password": string }.');
    }
    if (typeof cookie !== 'boolean') return badRequest(c, '"cookie" must be true or false.');

    const user = await users.signIn(username, password);
    stats.loginEnded(user ? 'succeeded' : 'failed');
    if (user) return replyWithTokens(c, user, refreshTokens.issue(user), cookie);
    c.header('WWW-Authenticate', 'Bearer realm="movie-tracker"');
    return c.json({ message: 'Wrong username or password.' }, 401);
  });

  routes.post('/refresh', async (c) => {
    stats.refreshStarted();
    const fault = faults.takeRefreshFault();
    if (fault && !fault.rotateFirst) {
      stats.refreshEnded(fault.kind);
      return answerWithFault(c, fault);
    }

    const presented = await readRefreshToken(c);
    if (!presented.ok) {
      stats.refreshEnded(presented.outcome);
      return presented.response;
    }
    const rotation = refreshTokens.rotate(presented.token);
    if (rotation.outcome === 'reused') stats.reuseDetected();
    stats.refreshEnded(fault ? fault.kind : rotation.outcome);
    if (fault) return answerWithFault(c, fault);

    if ('user' in rotation) {
      return replyWithTokens(c, rotation.user, rotation.refreshToken, presented.fromCookie);
    }
    // The cookie is left alone: by now it may be that of another sign-in, in another tab.
    return c.json({ error: 'invalid_grant', message: refusalMessage(rotation.outcome) }, 400);
  });

  // Always 204: whatever the client holds, after this it is signed out.
  routes.post('/logout', async (c) => {
    const body = await readJsonBody(c);
    const sent = body.ok ? body.value['refreshToken'] : undefined;
    const token = typeof sent === 'string' ? sent : readRefreshCookie(c);
    if (token !== undefined) refreshTokens.revoke(token);
    if (typeof sent !== 'string') clearRefreshCookie(c, path);
    stats.logoutEnded();
    return c.body(null, 204);
  });

  async function replyWithTokens(
    c: Context,
    user: User,
    refreshToken: string,
    asCookie: boolean,
  ): Promise<Response> {
    const { accessTokenLifetime: expiresIn, refreshTokenLifetime: maxAge } = faults.current;
    const accessToken = await backend.accessTokens.issue(user, expiresIn);
    c.header('Cache-Control', 'no-store');
    if (!asCookie) return c.json({ accessToken, refreshToken, expiresIn });
    const xsrfToken = randomToken(backend.randomBytes, 16);
    setRefreshCookie(c, { refreshToken, xsrfToken, path, maxAge });
    return c.json({ accessToken, expiresIn });
  }

  return routes;
}

type PresentedToken =
  | { readonly ok: true; readonly token: string; readonly fromCookie: boolean }
  | {
      readonly ok: false;
      readonly outcome: 'badRequest' | 'csrfRejected';
      readonly response: Response;
    };

/** The refresh token of the body, else that of the cookie, which needs the XSRF header with it. */
async function readRefreshToken(c: Context): Promise<PresentedToken> {
  const bad = (message: string): PresentedToken => {
    return { ok: false, outcome: 'badRequest', response: badRequest(c, message) };
  };
  const body = await readJsonBody(c);
  if (!body.ok) return bad(body.message);
  const { refreshToken } = body.value;
  if (typeof refreshToken === 'string') return { ok: true, token: refreshToken, fromCookie: false };
  if (refreshToken !== undefined) return bad('"refreshToken" must be a string.');

  const token = readRefreshCookie(c);
  if (token === undefined) return bad('Send { "refreshToken": string }, or the refresh cookie.');
  if (isXsrfTokenValid(c)) return { ok: true, token, fromCookie: true };
  const message = 'Repeat the XSRF-TOKEN cookie in the X-XSRF-TOKEN header.';
  return { ok: false, outcome: 'csrfRejected', response: c.json({ message }, 403) };
}

function refusalMessage(reason: RotationRefusal): string {
  switch (reason) {
    case 'unknown':
      return 'This refresh token is not known.';
    case 'expired':
      return 'This refresh token has expired.';
    case 'revoked':
      return 'This session was ended.';
    case 'reused':
      return 'This refresh token was used before, so its session has been ended.';
  }
}
