import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import jwt from '@fastify/jwt';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { env } from './env.ts';
import { issueRefreshToken, revokeRefreshToken, rotateRefreshToken } from './refresh-tokens.ts';
import { checkPassword, findUser, type User } from './users.ts';

declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: { sub: string; name: string; role: string };
  }
}

const COOKIE = 'refresh_token';
/** Scripts cannot read it, no other site can have it sent, and only the routes that need it get it. */
const COOKIE_OPTIONS = { httpOnly: true, secure: true, sameSite: 'strict', path: '/auth' } as const;

export const app = fastify();
await app.register(cors, { origin: env.webOrigin, credentials: true });
await app.register(cookie);
await app.register(jwt, {
  secret: env.jwtSecret,
  sign: { algorithm: 'HS256', expiresIn: `${env.accessTokenSeconds}s` },
  verify: { algorithms: ['HS256'] },
});

const credentials = {
  type: 'object',
  required: ['username', 'password'],
  properties: { username: { type: 'string' }, password: { type: 'string' } },
};

app.post<{ Body: { username: string; password: string } }>(
  '/auth/login',
  { schema: { body: credentials } },
  async ({ body }, reply) => {
    const user = await checkPassword(body.username, body.password);
    if (!user) return reply.code(401).send({ message: 'Wrong username or password.' });
    return sendTokens(reply, user, issueRefreshToken(user.id));
  },
);

app.post('/auth/refresh', { onRequest: ownPagesOnly }, async (request, reply) => {
  const rotated = rotateRefreshToken(request.cookies[COOKIE] ?? '');
  const user = rotated && findUser(rotated.userId);
  if (!user) return reply.code(401).send({ message: 'Sign in again.' });
  return sendTokens(reply, user, rotated.refreshToken);
});

app.post('/auth/logout', { onRequest: ownPagesOnly }, async (request, reply) => {
  revokeRefreshToken(request.cookies[COOKIE] ?? '');
  return reply.clearCookie(COOKIE, COOKIE_OPTIONS).code(204).send();
});

app.get('/me', { onRequest: signedIn }, async ({ user }) => ({ name: user.name }));

app.get('/admin', { onRequest: [signedIn, hasRole('admin')] }, async () => ({
  message: 'Only admins see this.',
}));

/** The access token in the body, for the memory of the page; the refresh token in the cookie. */
function sendTokens(reply: FastifyReply, { id, username, role }: User, refreshToken: string) {
  return reply
    .setCookie(COOKIE, refreshToken, { ...COOKIE_OPTIONS, maxAge: env.refreshTokenSeconds })
    .send({ token: app.jwt.sign({ sub: id, name: username, role }) });
}

async function signedIn(request: FastifyRequest): Promise<void> {
  await request.jwtVerify();
}

/** 403, not 401: another token would not help. */
function hasRole(role: string) {
  return async ({ user }: FastifyRequest, reply: FastifyReply) => {
    if (user.role !== role) return reply.code(403).send({ message: `Only for the role ${role}.` });
  };
}

/** Browsers send the cookie with requests of other subdomains too, and always say who asks. */
async function ownPagesOnly({ headers }: FastifyRequest, reply: FastifyReply) {
  if (headers.origin !== env.webOrigin) return reply.code(403).send({ message: 'Not from here.' });
}
