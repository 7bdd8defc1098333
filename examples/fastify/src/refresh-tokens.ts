import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { env } from './env.ts';

interface RefreshToken {
  readonly userId: string;
  /** All tokens that descend from one sign-in. */
  readonly session: string;
  readonly expiresAt: number;
  usedAt: number | null;
}

/** By the hash of the token: who reads the table can spend nothing. In your app: a table. */
const tokens = new Map<string, RefreshToken>();

export function issueRefreshToken(userId: string, session: string = randomUUID()): string {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = Date.now() + env.refreshTokenSeconds * 1000;
  tokens.set(hashOf(token), { userId, session, expiresAt, usedAt: null });
  return token;
}

/** Spends a token for the next one; null when it is unknown, too old, or was spent before. */
export function rotateRefreshToken(token: string): { userId: string; refreshToken: string } | null {
  const row = tokens.get(hashOf(token));
  if (!row || row.expiresAt < Date.now()) return null;
  if (row.usedAt !== null && row.usedAt + env.overlapSeconds * 1000 < Date.now()) {
    // Spent twice: by its owner and by a thief, and nobody can tell which is which.
    endSession(row.session);
    return null;
  }
  row.usedAt ??= Date.now();
  return { userId: row.userId, refreshToken: issueRefreshToken(row.userId, row.session) };
}

export function revokeRefreshToken(token: string): void {
  const row = tokens.get(hashOf(token));
  if (row) endSession(row.session);
}

function endSession(session: string): void {
  for (const [hash, row] of tokens) if (row.session === session) tokens.delete(hash);
}

/** Fast is fine here: a token of 256 random bits cannot be guessed, as a password can. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
