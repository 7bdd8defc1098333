/** What the server is told from outside. */
export const env = {
  port: Number(process.env['PORT'] ?? 3000),
  /** The origin of the Angular app. */
  webOrigin: process.env['WEB_ORIGIN'] ?? 'http://localhost:4200',
  jwtSecret: secret('JWT_SECRET'),
  /** An access token cannot be taken back once it is out, so it is short-lived. */
  accessTokenSeconds: Number(process.env['ACCESS_TOKEN_SECONDS'] ?? 5 * 60),
  refreshTokenSeconds: 14 * 24 * 60 * 60,
  /** How long a spent refresh token is still taken: the answer to it may have been lost on the way. */
  overlapSeconds: Number(process.env['OVERLAP_SECONDS'] ?? 10),
};

/** There is no default for a secret: one that is in the sources is none. */
function secret(name: string): string {
  const value = process.env[name] ?? '';
  if (value.length < 32) {
    throw new Error(
      `${name} must be set, to at least 32 random characters. To make some: openssl rand -hex 32`,
    );
  }
  return value;
}
