import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { jwt } from 'better-auth/plugins';
import { DatabaseSync } from 'node:sqlite';
import { env } from './env.ts';

// In your app: a file, or another database.
const database = new DatabaseSync(':memory:');

export const auth = betterAuth({
  baseURL: env.url,
  secret: env.secret,
  // Only pages of these origins may use the session cookie.
  trustedOrigins: [env.webOrigin],
  database,
  emailAndPassword: { enabled: true },
  user: {
    // `input: false`: nobody signs up as an admin.
    additionalFields: { role: { type: 'string', defaultValue: 'viewer', input: false } },
  },
  plugins: [
    jwt({
      jwt: {
        expirationTime: `${env.accessTokenSeconds}s`,
        // Without it the whole user is in the token, mail address and all.
        definePayload: ({ user }) => ({ name: user.name, role: user['role'] }),
      },
      // The client asks for a token when it needs one.
      disableSettingJwtHeader: true,
    }),
  ],
});

await (await getMigrations(auth.options)).runMigrations();

// Two users to sign in with.
await auth.api.signUpEmail({
  body: { name: 'ada', email: 'ada@example.com', password: 'ada-password' },
});
await auth.api.signUpEmail({
  body: { name: 'bob', email: 'bob@example.com', password: 'bob-password' },
});
database.exec(`UPDATE user SET role = 'admin' WHERE email = 'ada@example.com'`);
