// What `npm run build` made, as it is installed: in plain Node, where no Angular can be found.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { dist, requireBuiltPackage } from '../../../tools/built-package.mjs';
import type { SignedInOptions, SignedInStorageState } from './create-signed-in-storage-state.ts';

const ORIGIN = 'http://localhost:4200';

let folder: string;

before(() => {
  requireBuiltPackage();
  folder = mkdtempSync(join(tmpdir(), 'ngx-jwt-auth-playwright-'));
  const installed = join(folder, 'node_modules/ngx-jwt-auth');
  mkdirSync(installed, { recursive: true });
  cpSync(dist, installed, { recursive: true });
});

after(() => {
  rmSync(folder, { recursive: true });
});

/** Runs in a Node of its own, in the folder of an app. */
function run(script: string): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { cwd: folder, encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return stdout;
}

function create(options: SignedInOptions): SignedInStorageState {
  const json = run(`
    import { createSignedInStorageState } from 'ngx-jwt-auth/playwright';
    console.log(JSON.stringify(createSignedInStorageState(${JSON.stringify(options)})));
  `);
  return JSON.parse(json) as SignedInStorageState;
}

function recordOf({ origins: [first] }: SignedInStorageState): Record<string, unknown> {
  return JSON.parse(first?.localStorage[0]?.value ?? '') as Record<string, unknown>;
}

function jwt(claims: object): string {
  return ['{}', JSON.stringify(claims)]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')
    .concat('.x');
}

/** Seconds from now on; Node needs a while to start. */
function left(expiresAt: unknown): number {
  return Math.round((Number(expiresAt) - Date.now()) / 10_000) * 10;
}

describe('createSignedInStorageState', () => {
  test('is a state for Playwright, with the record of a session', () => {
    const state = create({
      origin: `${ORIGIN}/login?x=y`,
      key: 'movies',
      tokens: { accessToken: 'AT', refreshToken: 'RT', expiresIn: 300 },
    });
    const record = recordOf(state);
    const { sid, expiresAt, ...rest } = record;
    assert.deepEqual(state, {
      cookies: [],
      origins: [
        { origin: ORIGIN, localStorage: [{ name: 'movies', value: JSON.stringify(record) }] },
      ],
    });
    assert.deepEqual(rest, { v: 1, seq: 1, accessToken: 'AT', refreshToken: 'RT' });
    assert.match(String(sid), /^\d+(?:-\d+){3}$/);
    assert.equal(left(expiresAt), 300);
  });

  test('has the key of the library, and takes a token alone', () => {
    const state = create({ origin: ORIGIN, tokens: 'AT' });
    assert.equal(state.origins[0]?.localStorage[0]?.name, 'ngx-jwt-auth');
    const { sid: _, ...record } = recordOf(state);
    assert.deepEqual(record, { v: 1, seq: 1, accessToken: 'AT', expiresAt: null });
  });

  const spellings: readonly Exclude<SignedInOptions['tokens'], string>[] = [
    { access_token: 'AT', refresh_token: 'RT', expires_in: '300' },
    { token: 'AT', refreshToken: 'RT', expiresIn: 300 },
    { access: 'AT', refresh: 'RT', expires_in: 300 },
    { accessToken: null, jwt: 'AT', refresh: 'RT', expires_in: 300 },
  ];
  for (const tokens of spellings) {
    test(`understands ${Object.keys(tokens).join(', ')}`, () => {
      const record = recordOf(create({ origin: ORIGIN, tokens }));
      assert.equal(record['accessToken'], 'AT');
      assert.equal(record['refreshToken'], 'RT');
      assert.equal(left(record['expiresAt']), 300);
    });
  }

  test('passes over a field of a known name that is no token', () => {
    const flags = { refreshToken: true, token: false } as object;
    const tokens = { ...flags, jwt: 'AT', refresh: 'RT', expiresIn: '5m', expires_in: 300 };
    const record = recordOf(create({ origin: ORIGIN, tokens }));
    assert.equal(record['accessToken'], 'AT');
    assert.equal(record['refreshToken'], 'RT');
    assert.equal(left(record['expiresAt']), 300);
  });

  const now = Math.floor(Date.now() / 1000);
  const lifetimes: readonly [what: string, claims: object, expiresIn: number, seconds: number][] = [
    ['its claims, whatever the clock of the server says', { iat: 1000, exp: 1900 }, 0, 900],
    ['the reply where that is shorter', { iat: 1000, exp: 1900 }, 60, 60],
    ['its claims where they are shorter', { iat: 1000, exp: 1900 }, 3600, 900],
    ['claims that are texts in milliseconds', { iat: `${now}000`, exp: `${now + 900}000` }, 0, 900],
    ['the reply where the token does not say when it was issued', { exp: now + 900 }, 60, 60],
    ['exp where nothing else is known', { exp: now + 900, name: 'Łukasz ✓' }, 0, 900],
  ];
  for (const [what, claims, expiresIn, seconds] of lifetimes) {
    test(`a token lives as long as by ${what}`, () => {
      const tokens = { accessToken: jwt(claims), expiresIn };
      assert.equal(left(recordOf(create({ origin: ORIGIN, tokens }))['expiresAt']), seconds);
    });
  }

  test('each is a session of its own', () => {
    const [first, second] = [1, 2].map(
      () => recordOf(create({ origin: ORIGIN, tokens: 'AT' }))['sid'],
    );
    assert.notEqual(first, second);
  });

  for (const tokens of [{}, { accessToken: '' }, { accessToken: 'A T' }, { accessToken: '"AT"' }]) {
    test(`${JSON.stringify(tokens)} is no sign-in`, () => {
      assert.throws(() => create({ origin: ORIGIN, tokens }), /`tokens` holds no access token/);
    });
  }

  test('an origin is needed', () => {
    assert.throws(() => create({ origin: '/movies', tokens: 'AT' }), /Invalid URL/);
    assert.throws(
      () => create({ origin: 'localhost:4200', tokens: 'AT' }),
      /`origin` has no http or https/,
    );
  });
});
