import { Hono } from 'hono';
import type { Backend } from './backend.ts';
import { requireRole, requireUser, type SignedIn } from './bearer-auth.ts';

/** The own profile, and for admins the list of users. */
export function userRoutes({ users, accessTokens, refreshTokens }: Backend): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  const signedIn = requireUser(accessTokens);

  routes.get('/me', signedIn, (c) => {
    const { sub, name, roles } = c.get('claims');
    return c.json({ username: sub, name, roles, lastSignInAt: isoTime(users.lastSignIn(sub)) });
  });

  routes.get('/admin/users', signedIn, requireRole('admin'), (c) =>
    c.json(
      users.all().map(({ username, name, roles }) => ({
        username,
        name,
        roles,
        lastSignInAt: isoTime(users.lastSignIn(username)),
        activeSessions: refreshTokens.activeSessions(username),
      })),
    ),
  );

  return routes;
}

function isoTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
