/** Who can sign in to the mock backend. A real app has nothing like this file. */
export const DEMO_USERS = [
  { username: 'viewer', description: 'looks around' },
  { username: 'editor', description: 'adds and edits' },
  { username: 'admin', description: 'does everything' },
] as const;

export const DEMO_PASSWORD = 'password';
