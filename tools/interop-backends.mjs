/** The servers of examples/, with the packages that make them what they are. */
export const backends = [
  {
    name: 'nestjs',
    packages: [
      '@nestjs/core',
      '@nestjs/passport',
      'passport-local',
      'passport-jwt',
      '@nestjs/jwt',
      'typeorm',
      'sql.js',
    ],
    session: 'A rotating refresh token in the body, kept in `localStorage`',
  },
  {
    name: 'express',
    packages: ['express', 'express-jwt', 'jsonwebtoken'],
    session: 'A rotating refresh token in the body, kept in `localStorage`',
  },
  {
    name: 'fastify',
    packages: ['fastify', '@fastify/jwt', '@fastify/cookie'],
    session: 'A rotating refresh token in an HttpOnly cookie',
  },
  {
    name: 'better-auth',
    packages: ['better-auth', 'jose'],
    session: 'Its own session cookie; its `/token` is the refresh',
  },
];
