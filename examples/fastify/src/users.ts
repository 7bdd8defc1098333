import { compare, hash } from 'bcryptjs';

export interface User {
  readonly id: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly role: string;
}

/** Two users to sign in with. In your app: a table, and passwords that nobody has published. */
const users: readonly User[] = [
  { id: '1', username: 'ada', passwordHash: await hash('ada-password', 10), role: 'admin' },
  { id: '2', username: 'bob', passwordHash: await hash('bob-password', 10), role: 'viewer' },
];

/** Compared with when there is no such user, so that the time taken does not tell who has an account. */
const nobody = await hash('', 10);

export function findUser(id: string): User | undefined {
  return users.find((user) => user.id === id);
}

export async function checkPassword(username: string, password: string): Promise<User | undefined> {
  const user = users.find((each) => each.username === username);
  const isRight = await compare(password, user?.passwordHash ?? nobody);
  return isRight ? user : undefined;
}
