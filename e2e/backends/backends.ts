import type { Target } from '../interop/src/client.ts';

/** What the scenarios have to know of a backend. The Angular side is in examples/<name>/angular. */
export interface Backend {
  /** Its server, below examples/<name>. */
  readonly main: string;
  /** The variable of the environment that holds its secret. */
  readonly secretName: string;
  readonly admin: User;
  readonly viewer: User;
  readonly refresh: Call;
  readonly signOut: Call;
  /** Where the browser keeps what brings the next access token, and how the server wants it. */
  readonly refreshToken: { readonly field: string } | { readonly cookie: string };
  /** Whether a refresh token is spent by its use. */
  readonly isRotating: boolean;
}

interface User {
  /** What one signs in with. */
  readonly login: string;
  readonly password: string;
  /** What GET /me says. */
  readonly name: string;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

const ada: User = { login: 'ada', password: 'ada-password', name: 'ada' };
const bob: User = { login: 'bob', password: 'bob-password', name: 'bob' };

const usual = {
  main: 'src/main.ts',
  secretName: 'JWT_SECRET',
  admin: ada,
  viewer: bob,
  refresh: { method: 'POST', path: '/auth/refresh' },
  signOut: { method: 'POST', path: '/auth/logout' },
  isRotating: true,
} as const;

export const backends: Record<Target['backend'], Backend> = {
  nestjs: { ...usual, main: 'dist/main.js', refreshToken: { field: 'refresh_token' } },
  express: { ...usual, refreshToken: { field: 'refreshToken' } },
  fastify: { ...usual, refreshToken: { cookie: 'refresh_token' } },
  'better-auth': {
    ...usual,
    secretName: 'BETTER_AUTH_SECRET',
    admin: { ...ada, login: 'ada@example.com' },
    viewer: { ...bob, login: 'bob@example.com' },
    refresh: { method: 'GET', path: '/api/auth/token' },
    signOut: { method: 'POST', path: '/api/auth/sign-out' },
    refreshToken: { cookie: 'better-auth.session_token' },
    // Its session cookie stays the same; each JWT is made from it.
    isRotating: false,
  },
};
