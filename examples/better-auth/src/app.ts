import { Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { auth } from './auth.ts';
import { env } from './env.ts';

interface Variables {
  claims: { name: string; role: string };
}

export const app = new Hono<{ Variables: Variables }>();

// The session cookie belongs to these routes alone.
app.use('/api/auth/*', cors({ origin: env.webOrigin, credentials: true }));
app.on(['GET', 'POST'], '/api/auth/*', ({ req }) => auth.handler(req.raw));

// From here on it is an API as it could run on another machine: it knows better-auth by its public
// keys, and takes no cookie.
app.use(cors({ origin: env.webOrigin }));

const keys = createRemoteJWKSet(new URL('/api/auth/jwks', env.url));

const signedIn: MiddlewareHandler<{ Variables: Variables }> = async (context, next) => {
  const token = context.req.header('Authorization')?.replace(/^Bearer /, '') ?? '';
  try {
    const options = { issuer: env.url, audience: env.url };
    const { payload } = await jwtVerify<Variables['claims']>(token, keys, options);
    context.set('claims', payload);
  } catch {
    return context.json({ message: 'Sign in first.' }, 401);
  }
  return next();
};

/** 403, not 401: another token would not help. */
function hasRole(role: string): MiddlewareHandler<{ Variables: Variables }> {
  return async (context, next) =>
    context.get('claims').role === role
      ? next()
      : context.json({ message: `Only for the role ${role}.` }, 403);
}

app.get('/me', signedIn, (context) => context.json({ name: context.get('claims').name }));

app.get('/admin', signedIn, hasRole('admin'), (context) =>
  context.json({ message: 'Only admins see this.' }),
);
