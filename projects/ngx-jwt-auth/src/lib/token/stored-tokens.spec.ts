import { createFreshJwt, createJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import {
  REFRESH_URL,
  setUp,
  settle,
  START,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { textOf, TOKEN_SAMPLES } from '../../../spec-support/token-samples';
import { JwtAuthError } from '../errors';
import type { JwtStoredTokens } from './jwt-token-store';
import { isStoredTokens, toStoredTokens } from './stored-tokens';

const NOW = 1_000_000;

describe('toStoredTokens', () => {
  it('makes the first record of a session', () => {
    const accessToken = createJwt({ iat: 1, exp: 301 });
    const reply = { accessToken, refreshToken: 'RT1' };
    expect(toStoredTokens(reply, 's1', null, NOW)).toEqual({
      v: 1,
      sid: 's1',
      seq: 1,
      accessToken,
      refreshToken: 'RT1',
      expiresAt: NOW + 300_000,
    });
  });

  it('counts on from the previous record', () => {
    const previous = createStoredTokens({ seq: 7, refreshToken: 'RT7' });
    const reply = { access: 'AT8', refresh: 'RT8', expires_in: 60 };
    expect(toStoredTokens(reply, 's1', previous, NOW)).toEqual({
      v: 1,
      sid: 's1',
      seq: 8,
      accessToken: 'AT8',
      refreshToken: 'RT8',
      expiresAt: NOW + 60_000,
    });
  });

  it('R15 keeps the refresh token where the reply brings none', () => {
    const previous = createStoredTokens({ refreshToken: 'RT1' });
    const next = toStoredTokens(
      { token: 'AT2', refreshToken: null, expiresIn: 9 },
      's1',
      previous,
      NOW,
    );
    expect(next.refreshToken).toBe('RT1');
  });

  it('has no refresh token where there is none', () => {
    const tokens = toStoredTokens({ token: 'AT', expiresIn: 9 }, 's1', createStoredTokens(), NOW);
    expect('refreshToken' in tokens).toBeFalse();
    expect(isStoredTokens(tokens)).toBeTrue();
  });

  it('R14 throws TOKEN_RESPONSE_INVALID, and says what to map to', () => {
    expect(() => toStoredTokens({}, 's1', null, NOW)).toThrowMatching(
      (error) =>
        error instanceof JwtAuthError &&
        error.code === 'TOKEN_RESPONSE_INVALID' &&
        error.message.includes('{ accessToken, refreshToken, expiresIn }'),
    );
  });

  it('K7 warns of an opaque token without a lifetime, and of nothing else', async () => {
    const warned = await textOf(() => toStoredTokens('opaque', 's1', null, NOW));
    expect(warned).toContain('is no JWT');
    expect(warned).toContain('expires_in');
    expect(warned).not.toContain('opaque');
  });

  for (const reply of [
    { token: 'opaque', expires_in: 60 },
    createFreshJwt(),
    createJwt({ sub: 'ann' }),
  ]) {
    it(`K7 does not warn of ${typeof reply === 'string' ? 'a JWT' : 'a lifetime'}`, async () => {
      expect(await textOf(() => toStoredTokens(reply, 's1', null, NOW))).toBe('');
    });
  }
});

describe('what is told of a lifetime', () => {
  const now = START.getTime();
  const seconds = now / 1000;
  const until401 = 'is used until a request is answered with 401';

  const rows: readonly [what: string, reply: object | string, told: string][] = [
    ['an exp that is no time', createJwt({ exp: 'soon' }), 'exp of the access token gives no end'],
    ['an exp that is null', createJwt({ exp: null, iat: 1 }), 'exp of the access token'],
    ['an exp that is an object', createJwt({ exp: {}, iat: 1 }), 'exp of the access token'],
    ['an exp beyond all dates', createJwt({ exp: 1e300 }), 'exp of the access token'],
    ['an exp in nanoseconds', createJwt({ exp: seconds * 1e9 }), 'exp of the access token'],
    ['an exp of the year 9999', createJwt({ exp: 253_402_300_799 }), 'exp of the access token'],
    ['an iat of 1970', createJwt({ iat: 0, exp: seconds + 300 }), 'exp of the access token'],
    ['an endless expires_in', { token: 'AT', expires_in: 'Infinity' }, 'expires_in of the access'],
    [
      'a moment as expires_in',
      { token: 'AT', expires_in: seconds + 300 },
      'expires_in of the access',
    ],
  ];
  for (const [what, reply, told] of rows) {
    it(`K16 ${what}: that it is used until a 401, once for a session`, async () => {
      let before = null as JwtStoredTokens | null;
      const text = await textOf(() => {
        for (let times = 0; times < 3; times++) before = toStoredTokens(reply, 's1', before, now);
      });
      expect(text).toMatch(new RegExp(`^ngx-jwt-auth: ${told}.*${until401}[^\\n]*$`));
      expect(text).not.toContain('eyJ');
    });
  }

  it('K16 a refresh that makes it endless', async () => {
    const before = toStoredTokens(createJwt({ iat: 5, exp: 305 }), 's1', null, now);
    const text = await textOf(() =>
      toStoredTokens(createJwt({ exp: 'soon' }), 's1', before, now + 1),
    );
    expect(text).toContain(until401);
  });

  it('K16 an iat that is no time: that the clock counts', async () => {
    const reply = createJwt({ iat: 'then', exp: seconds + 300 });
    expect(await textOf(() => toStoredTokens(reply, 's1', null, now))).toContain(
      'iat of the access token is no number of seconds',
    );
  });

  for (const claims of [{ exp: 0 }, { exp: -1 }, { exp: 5 }, { iat: 'x', exp: 5 }]) {
    it(`K16 ${JSON.stringify(claims)}: that the clock may be wrong`, async () => {
      const text = await textOf(() => toStoredTokens(createJwt(claims), 's1', null, now));
      expect(text).toContain('is over by the clock of the device');
    });
  }

  for (const claims of [
    { iat: 305, exp: 5 },
    { iat: 5, exp: 5 },
  ]) {
    it(`K16 ${JSON.stringify(claims)}: that it is over on arrival`, async () => {
      const text = await textOf(() => toStoredTokens(createJwt(claims), 's1', null, now));
      expect(text).toContain('has run out when it arrives');
    });
  }

  const fine: readonly (object | string)[] = [
    createJwt({ iat: seconds, exp: String(seconds + 300) }),
    createJwt({ iat: seconds * 1000, exp: (seconds + 300) * 1000 }),
    createJwt({ iat: seconds, exp: seconds + 365 * 24 * 3600 }),
    { token: createJwt({ exp: 'soon' }), expires_in: 300 },
    { token: createJwt({ exp: 1e300 }), expires_in: 300 },
    { token: createJwt({ iat: 'then', exp: seconds + 300 }), expires_in: 300 },
    { token: createJwt({ iat: seconds, exp: seconds + 300 }), expires_in: seconds },
  ];
  for (const [index, reply] of fine.entries()) {
    it(`K15 nothing where it is understood (${index})`, async () => {
      expect(await textOf(() => toStoredTokens(reply, 's1', null, now))).toBe('');
    });
  }

  it('K7 of an opaque token once for a session', async () => {
    let before = null as JwtStoredTokens | null;
    const text = await textOf(() => {
      for (let times = 0; times < 3; times++) before = toStoredTokens('opaque', 's1', before, now);
    });
    expect(text.split('ngx-jwt-auth: ').length).toBe(2);
  });
});

describe('isStoredTokens', () => {
  for (const value of [null, undefined, 5, 'x', [], {}]) {
    it(`S3 refuses ${JSON.stringify(value)}`, () => {
      expect(isStoredTokens(value)).toBeFalse();
    });
  }

  it('takes a record with and without a refresh token, with and without a deadline', () => {
    expect(isStoredTokens(createStoredTokens())).toBeTrue();
    expect(isStoredTokens(createStoredTokens({ refreshToken: 'RT', expiresAt: 5 }))).toBeTrue();
    expect(isStoredTokens(createStoredTokens({ refreshToken: '' }))).toBeFalse();
    expect(isStoredTokens(createStoredTokens({ refreshToken: '2026-01-01' }))).toBeFalse();
    expect(isStoredTokens({ ...createStoredTokens({ accessToken: '' }), token: 'AT' })).toBeFalse();
    expect(isStoredTokens({ ...createStoredTokens(), refresh: 5 })).toBeTrue(); // not ours to judge
    expect(isStoredTokens(createStoredTokens({ expiresAt: Infinity }))).toBeFalse();
  });
});

/** What must not be found in a message; the shortest samples are in every text. */
function secretIn(token: unknown): string {
  return typeof token === 'string' && token.length > 4 ? token.trim() : 'eyJ';
}

describe('a token as a server gives it', () => {
  useFakeTime();

  for (const { title, token, claims, isUsable } of TOKEN_SAMPLES) {
    it(`${title}: signIn() ${isUsable ? 'takes' : 'refuses'} it`, async () => {
      const text = await textOf(async () => {
        const app = setUp();
        const reply = { accessToken: token as string, refreshToken: 'RT1' };
        const isTaken = await app.auth.signIn(reply).then(
          () => true,
          (error: unknown) => {
            expect(error).toEqual(jasmine.objectContaining({ code: 'TOKEN_RESPONSE_INVALID' }));
            expect(String(error)).not.toContain(secretIn(token));
            return false;
          },
        );
        expect(isTaken).toBe(isUsable);
        expect(app.auth.claims()).toEqual(claims as ReturnType<typeof app.auth.claims>);
        expect(app.auth.roles()).toEqual([]);
        expect(app.auth.isAuthenticated()).toBe(isUsable);
      });
      expect(text).not.toContain(secretIn(token));
      expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    });

    it(`${title}: a refresh ${isUsable ? 'takes' : 'refuses'} it`, async () => {
      let app!: TestApp;
      let before!: string;
      const text = await textOf(async () => {
        app = setUp();
        before = await app.signIn(60);
        const refreshed = app.auth.refresh();
        await settle();
        app.backend.expectOne(REFRESH_URL).flush({ accessToken: token, refreshToken: 'RT2' });
        await refreshed;
      });
      expect(text).not.toContain(secretIn(token));
      expect(text.includes('The refresh got no definite answer')).toBe(!isUsable);
      expect(app.auth.isAuthenticated()).toBeTrue();
      expect(app.auth.expiresAt()?.getTime() ?? 0).not.toBeNaN();
      if (!isUsable) expect(await app.auth.getAccessToken()).toBe(before);
      expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    });
  }
});
