import type { Context, MiddlewareHandler } from 'hono';
import type { AccessTokenClaims, AccessTokens } from './access-tokens.ts';
import type { Role } from './users.ts';

/** What `requireUser` leaves for the handlers: `c.get('claims')`. */
export interface SignedIn {
  Variables: { claims: AccessTokenClaims };
}

const CHALLENGE = 'Bearer realm="movie-tracker"';

/** Lets a request with a good access token pass; 401 otherwise, in the words of RFC 6750. */
export function requireUser(accessTokens: AccessTokens): MiddlewareHandler<SignedIn> {
  return async (c, next) => {
    const header = c.req.header('Authorization');
    // No `error` where no token was sent: the client has done nothing wrong yet.
    if (header === undefined) return unauthorized(c, 'Please sign in.', CHALLENGE);

    const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
    const claims = token === undefined ? null : await accessTokens.verify(token);
    if (claims === null) {
      const message = 'The access token is not valid, or no longer.';
      return unauthorized(c, message, `${CHALLENGE}, error="invalid_token"`);
    }
    c.set('claims', claims);
    return next();
  };
}

/** Comes after `requireUser`. */
export function requireRole(role: Role): MiddlewareHandler<SignedIn> {
  return async (c, next) => {
    if (c.get('claims').roles.includes(role)) return next();
    c.header('WWW-Authenticate', `${CHALLENGE}, error="insufficient_scope"`);
    return c.json({ message: `This needs the role ${role}.` }, 403);
  };
}

function unauthorized(c: Context, message: string, challenge: string): Response {
  c.header('WWW-Authenticate', challenge);
  return c.json({ message }, 401);
}
