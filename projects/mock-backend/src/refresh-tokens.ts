import { randomToken, type RandomBytes } from './random-token.ts';
import type { User } from './users.ts';

/** All tokens that descend from one sign-in. */
interface TokenFamily {
  readonly user: User;
  /** Secrets that may still be presented: null = unused, else the time of use (kept for the overlap window). */
  readonly secrets: Map<string, number | null>;
  expiresAt: number;
  revoked: boolean;
}

export interface SavedTokenFamily {
  readonly id: string;
  readonly username: string;
  readonly secrets: ReadonlyMap<string, number | null>;
  readonly expiresAt: number;
  readonly revoked: boolean;
}

export interface RefreshTokenPolicy {
  /** Seconds a token lives, counted from its own issue. */
  readonly lifetime: number;
  /** Seconds a used token is still honoured; 0 = strict. */
  readonly overlapWindow: number;
}

export type RotationRefusal = 'unknown' | 'expired' | 'revoked' | 'reused';

export type Rotation =
  | {
      readonly outcome: 'rotated' | 'overlapped';
      readonly user: User;
      readonly refreshToken: string;
    }
  | { readonly outcome: RotationRefusal };

interface RefreshTokensOptions {
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
  readonly policy: () => RefreshTokenPolicy;
}

const MAX_FAMILIES = 1000;

/**
 * Rotating refresh tokens with reuse detection. A token is `<family>.<secret>`, opaque to the client.
 * The family's id is random too, so whoever shows it with a secret that is not current holds a token that
 * was spent already: reuse is detected without remembering every token ever issued.
 */
export class RefreshTokens {
  readonly #families = new Map<string, TokenFamily>();
  readonly #now: () => number;
  readonly #randomBytes: RandomBytes;
  readonly #policy: () => RefreshTokenPolicy;

  constructor({ now, randomBytes, policy }: RefreshTokensOptions) {
    this.#now = now;
    this.#randomBytes = randomBytes;
    this.#policy = policy;
  }

  /** Starts a family: the user signed in. */
  issue(user: User): string {
    this.#prune();
    const id = randomToken(this.#randomBytes, 16);
    const family: TokenFamily = { user, secrets: new Map(), expiresAt: 0, revoked: false };
    this.#families.set(id, family);
    return this.#addToken(id, family);
  }

  /** Spends a token for the next one. Synchronous, so that two requests cannot both win. */
  rotate(token: string): Rotation {
    const { id, secret } = splitToken(token);
    const family = this.#families.get(id);
    if (family === undefined) return { outcome: 'unknown' };
    if (family.revoked) return { outcome: 'revoked' };
    const now = this.#now();
    if (now >= family.expiresAt) return { outcome: 'expired' };

    const usedAt = family.secrets.get(secret);
    const overlapWindow = this.#policy().overlapWindow * 1000;
    if (usedAt === undefined || (usedAt !== null && now - usedAt >= overlapWindow)) {
      // Either the thief or the owner is late, and nobody can tell which: nobody keeps the session.
      this.#revokeFamily(family);
      return { outcome: 'reused' };
    }
    if (usedAt === null) family.secrets.set(secret, now);
    for (const [old, at] of family.secrets) {
      if (at !== null && now - at >= overlapWindow) family.secrets.delete(old);
    }
    return {
      outcome: usedAt === null ? 'rotated' : 'overlapped',
      user: family.user,
      refreshToken: this.#addToken(id, family),
    };
  }

  /** Ends the family of a token, current or spent. Unknown tokens are ignored. */
  revoke(token: string): void {
    const family = this.#families.get(splitToken(token).id);
    if (family !== undefined) this.#revokeFamily(family);
  }

  revokeAll(): void {
    this.#families.forEach((family) => this.#revokeFamily(family));
  }

  /** How many sessions of this user could still be refreshed. */
  activeSessions(username: string): number {
    const now = this.#now();
    return [...this.#families.values()].filter(
      (family) => family.user.username === username && !family.revoked && now < family.expiresAt,
    ).length;
  }

  save(): SavedTokenFamily[] {
    return [...this.#families].map(([id, { user, secrets, expiresAt, revoked }]) => {
      return { id, username: user.username, secrets: new Map(secrets), expiresAt, revoked };
    });
  }

  /** Those of users who are no longer there are left out: their tokens are then unknown. */
  restore(
    families: readonly SavedTokenFamily[],
    findUser: (username: string) => User | undefined,
  ): void {
    this.#families.clear();
    for (const { id, username, secrets, expiresAt, revoked } of families) {
      const user = findUser(username);
      if (user) this.#families.set(id, { user, secrets: new Map(secrets), expiresAt, revoked });
    }
  }

  #addToken(id: string, family: TokenFamily): string {
    const secret = randomToken(this.#randomBytes);
    family.secrets.set(secret, null);
    family.expiresAt = this.#now() + this.#policy().lifetime * 1000;
    return `${id}.${secret}`;
  }

  #revokeFamily(family: TokenFamily): void {
    // The entry stays until it is pruned: its tokens are then refused as revoked, not as unknown.
    family.revoked = true;
    family.secrets.clear();
  }

  /** Keeps memory bounded: drops what has expired, then the oldest sign-ins above the cap. */
  #prune(): void {
    const now = this.#now();
    for (const [id, family] of this.#families) {
      if (now >= family.expiresAt) this.#families.delete(id);
    }
    const tooMany = Math.max(this.#families.size - MAX_FAMILIES + 1, 0);
    for (const id of [...this.#families.keys()].slice(0, tooMany)) this.#families.delete(id);
  }
}

function splitToken(token: string): { readonly id: string; readonly secret: string } {
  const dot = token.indexOf('.');
  return { id: token.slice(0, Math.max(dot, 0)), secret: token.slice(dot + 1) };
}
