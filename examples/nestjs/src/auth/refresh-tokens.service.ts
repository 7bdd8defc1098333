import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Repository } from 'typeorm';
import { env } from '../env';
import { RefreshToken } from './refresh-token.entity';

@Injectable()
export class RefreshTokensService {
  constructor(@InjectRepository(RefreshToken) private readonly tokens: Repository<RefreshToken>) {}

  async issue(userId: string, session: string = randomUUID()): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + env.refreshTokenSeconds * 1000);
    await this.tokens.insert({ hash: hashOf(token), session, userId, expiresAt, usedAt: null });
    return token;
  }

  /** Spends a token for the next one; null when it is unknown, too old, or was spent before. */
  async rotate(token: string): Promise<{ userId: string; refreshToken: string } | null> {
    const row = await this.tokens.findOneBy({ hash: hashOf(token) });
    if (!row || row.expiresAt.getTime() < Date.now()) return null;
    if (row.usedAt && row.usedAt.getTime() + env.overlapSeconds * 1000 < Date.now()) {
      // Spent twice: by its owner and by a thief, and nobody can tell which is which.
      await this.tokens.delete({ session: row.session });
      return null;
    }
    await this.tokens.update({ hash: row.hash }, { usedAt: row.usedAt ?? new Date() });
    return { userId: row.userId, refreshToken: await this.issue(row.userId, row.session) };
  }

  async revoke(token: string): Promise<void> {
    const row = await this.tokens.findOneBy({ hash: hashOf(token) });
    if (row) await this.tokens.delete({ session: row.session });
  }
}

/** Fast is fine here: a token of 256 random bits cannot be guessed, as a password can. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
