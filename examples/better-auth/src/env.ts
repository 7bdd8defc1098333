const port = Number(process.env['PORT'] ?? 3000);

/** What the server is told from outside. */
export const env = {
  port,
  /** Where browsers find this server; issuer and audience of its tokens. */
  url: process.env['BETTER_AUTH_URL'] ?? `http://localhost:${port}`,
  /** The origin of the Angular app. */
  webOrigin: process.env['WEB_ORIGIN'] ?? 'http://localhost:4200',
  secret: secret('BETTER_AUTH_SECRET'),
  /** A JWT cannot be taken back once it is out, so it is short-lived. */
  accessTokenSeconds: Number(process.env['ACCESS_TOKEN_SECONDS'] ?? 5 * 60),
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
