import bcrypt from 'bcryptjs';

export type Role = 'admin' | 'editor' | 'viewer';

export interface User {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
}

/** The password of all three is `password`; the hashes differ because each has a salt of its own. */
const SEED_USERS: readonly User[] = [
  {
    username: 'admin',
    name: 'Ada Admin',
    roles: ['admin', 'editor', 'viewer'],
    passwordHash: '$2b$08$alzbT/RxyOOzAKIMUJT/eeeFwRaY7Qqu5QI.VGTnpMpO8YBXanvnG',
  },
  {
    username: 'editor',
    name: 'Eddie Editor',
    roles: ['editor', 'viewer'],
    passwordHash: '$2b$08$HtLFFdW2.ZcSqwXVt43gUevR48a.NXMJkMWyXxPUW/BoPfSelQJVa',
  },
  {
    username: 'viewer',
    name: 'Vera Viewer',
    roles: ['viewer'],
    passwordHash: '$2b$08$WdStzYJFjZFgZe4YLD3wQukVkL.L/ZfV/1uKCcDV.J75xKiXYRupS',
  },
];

/** Matches no password; see `signIn`. */
const NO_USER_HASH = `$2b$08$${'.'.repeat(53)}`;

export class Users {
  readonly #byName = new Map(SEED_USERS.map((user) => [user.username, user]));
  #lastSignIn = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  all(): readonly User[] {
    return [...this.#byName.values()];
  }

  /** When this user signed in last, in milliseconds, or null. */
  lastSignIn(username: string): number | null {
    return this.#lastSignIn.get(username) ?? null;
  }

  find(username: string): User | undefined {
    return this.#byName.get(username);
  }

  save(): ReadonlyMap<string, number> {
    return new Map(this.#lastSignIn);
  }

  restore(lastSignIn: ReadonlyMap<string, number>): void {
    this.#lastSignIn = new Map(lastSignIn);
  }

  /** The user, or null where the name or the password is wrong. */
  async signIn(username: string, password: string): Promise<User | null> {
    const user = this.#byName.get(username);
    // An unknown name costs a comparison too, so that the time taken does not tell which names exist.
    const matches = await bcrypt.compare(password, user?.passwordHash ?? NO_USER_HASH);
    if (user === undefined || !matches) return null;
    this.#lastSignIn.set(username, this.#now());
    return user;
  }
}
