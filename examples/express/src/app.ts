import cors from 'cors';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { expressjwt, type Request as JwtRequest } from 'express-jwt';
import jwt from 'jsonwebtoken';
import { env } from './env.ts';
import { issueRefreshToken, revokeRefreshToken, rotateRefreshToken } from './refresh-tokens.ts';
import { checkPassword, findUser, type User } from './users.ts';

export const app = express();
app.use(cors({ origin: env.webOrigin }));
app.use(express.json());

app.post('/auth/login', async (request, response) => {
  const { username, password } = fieldsOf(request.body);
  const user = await checkPassword(username ?? '', password ?? '');
  if (user) response.json(tokensFor(user, issueRefreshToken(user.id)));
  else response.status(401).json({ message: 'Wrong username or password.' });
});

app.post('/auth/refresh', (request, response) => {
  const rotated = rotateRefreshToken(fieldsOf(request.body).refreshToken ?? '');
  const user = rotated && findUser(rotated.userId);
  if (user) response.json(tokensFor(user, rotated.refreshToken));
  else response.status(401).json({ message: 'Sign in again.' });
});

app.post('/auth/logout', (request, response) => {
  revokeRefreshToken(fieldsOf(request.body).refreshToken ?? '');
  response.status(204).end();
});

const signedIn = expressjwt({ secret: env.jwtSecret, algorithms: ['HS256'] });

app.get('/me', signedIn, (request: JwtRequest, response) => {
  response.json({ name: request.auth?.['name'] });
});

app.get('/admin', signedIn, hasRole('admin'), (_request, response) => {
  response.json({ message: 'Only admins see this.' });
});

// What express-jwt refuses arrives here, with the status 401.
app.use(((error: { status?: number; message: string }, _request, response, _next) => {
  const status = error.status ?? 500;
  response.status(status).json({ message: status < 500 ? error.message : 'Something went wrong.' });
}) satisfies ErrorRequestHandler);

function tokensFor({ id, username, roles }: User, refreshToken: string) {
  const accessToken = jwt.sign({ name: username, roles }, env.jwtSecret, {
    algorithm: 'HS256',
    subject: id,
    expiresIn: env.accessTokenSeconds,
  });
  return { accessToken, refreshToken };
}

/** 403, not 401: another token would not help. */
function hasRole(role: string): RequestHandler {
  return (request: JwtRequest, response, next) => {
    if (request.auth?.['roles'].includes(role)) next();
    else response.status(403).json({ message: `Only for the role ${role}.` });
  };
}

/** The texts in a JSON body; it may hold anything. */
function fieldsOf(body: unknown): Partial<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(body ?? {}).filter(([, value]) => typeof value === 'string'),
  );
}
