import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cryptoRandomBytes } from './random-token.ts';
import { RefreshTokens } from './refresh-tokens.ts';
import type { User } from './users.ts';

const USER: User = { username: 'ann', name: 'Ann', roles: [], passwordHash: '' };

test('refresh tokens stay bounded: above 1000 sign-ins the oldest goes', () => {
  const tokens = new RefreshTokens({
    now: () => 0,
    randomBytes: cryptoRandomBytes,
    policy: () => ({ lifetime: 60, overlapWindow: 0 }),
  });
  const issued = Array.from({ length: 1001 }, () => tokens.issue(USER));
  assert.equal(tokens.activeSessions('ann'), 1000);
  assert.equal(tokens.rotate(issued[0] ?? '').outcome, 'unknown');
  assert.equal(tokens.rotate(issued[1] ?? '').outcome, 'rotated');
});

test('refresh tokens that expired make room first', () => {
  let now = 0;
  const tokens = new RefreshTokens({
    now: () => now,
    randomBytes: cryptoRandomBytes,
    policy: () => ({ lifetime: 60, overlapWindow: 0 }),
  });
  const kept = tokens.issue(USER);
  for (let i = 0; i < 999; i++) tokens.issue(USER);
  now = 59_000;
  const rotation = tokens.rotate(kept);
  assert.ok('refreshToken' in rotation);
  now = 60_000;
  tokens.issue(USER);
  assert.equal(tokens.activeSessions('ann'), 2);
  assert.equal(tokens.rotate(rotation.refreshToken).outcome, 'rotated');
});

test('a window that opens later does not bring spent refresh tokens back', () => {
  let overlapWindow = 0;
  const tokens = new RefreshTokens({
    now: () => 0,
    randomBytes: cryptoRandomBytes,
    policy: () => ({ lifetime: 60, overlapWindow }),
  });
  const spent = tokens.issue(USER);
  assert.equal(tokens.rotate(spent).outcome, 'rotated');
  overlapWindow = 10;
  assert.equal(tokens.rotate(spent).outcome, 'reused');
});
