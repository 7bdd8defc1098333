import { createJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { pendingTokens } from '../token/pending-tokens';
import { toStoredTokens } from '../token/stored-tokens';
import { withTrueEnd } from './token-lifetime';

/** When the first token came, by this clock, and by that of the server. */
const R0 = 1_000_000_000;
const T = 5_000;

describe('withTrueEnd', () => {
  /** The end, in ms after the sign-in, of what a refresh brings so many seconds after it. */
  function endOf(
    claims: object,
    seconds: number,
    previous = toStoredTokens(createJwt({ iat: T, exp: T + 300 }), 's1', null, R0),
    expiresIn?: number,
  ): number | null {
    const now = R0 + seconds * 1000;
    const reply = { accessToken: createJwt(claims), ...(expiresIn && { expiresIn }) };
    const { expiresAt } = withTrueEnd(toStoredTokens(reply, 's1', previous, now), previous, now);
    return expiresAt === null ? null : expiresAt - R0;
  }

  it('K13 follows exp where iat stood still', () => {
    expect(endOf({ iat: T, exp: T + 590 }, 290)).toBe(590_000);
  });

  it('K13 does not grow, however often', () => {
    let tokens = toStoredTokens(createJwt({ iat: T, exp: T + 300 }), 's1', null, R0);
    for (let seconds = 290; seconds < 100_000; seconds += 290) {
      const now = R0 + seconds * 1000;
      const reply = createJwt({ iat: T, exp: T + seconds + 300 });
      tokens = withTrueEnd(toStoredTokens(reply, 's1', tokens, now), tokens, now);
      expect(tokens.expiresAt).toBe(now + 300_000);
    }
  });

  it('K13 follows it too after hours without a token', () => {
    expect(endOf({ iat: T, exp: T + 36_300 }, 36_000)).toBe(36_300_000);
  });

  it('K13 ends with the token before where exp stood still too', () => {
    expect(endOf({ iat: T, exp: T + 300 }, 100)).toBe(300_000);
  });

  it('K13 follows an exp that the server does not let go on', () => {
    expect(endOf({ iat: T, exp: T + 310 }, 290)).toBe(310_000);
  });

  it('K13 is right for a refresh within the second of the sign-in', () => {
    expect(endOf({ iat: T, exp: T + 300 }, 0.4)).toBe(300_000);
    expect(endOf({ iat: T, exp: T + 600 }, 0.4)).toBe(600_000);
  });

  it('K13 lets a shorter expires_in count', () => {
    expect(endOf({ iat: T, exp: T + 590 }, 290, undefined, 60)).toBe(350_000);
  });

  it('leaves alone what was issued anew', () => {
    expect(endOf({ iat: T + 290, exp: T + 590 }, 290)).toBe(590_000);
    expect(endOf({ iat: T + 290, exp: T + 3890 }, 290)).toBe(3_890_000);
    // Over by this clock, which is ahead: nobody knows.
    expect(endOf({ exp: T + 590 }, 290)).toBeNull();
  });

  const unknown = {
    'an opaque token': createStoredTokens(),
    'one without exp': createStoredTokens({ accessToken: createJwt({ iat: T }) }),
    'one that is still to come': pendingTokens('s1'),
  };
  for (const [what, previous] of Object.entries(unknown)) {
    it(`K13 takes the claims as they are after ${what}`, () => {
      expect(endOf({ iat: T, exp: T + 590 }, 290, previous)).toBe(290_000 + 590_000);
    });
  }

  it('K17 is not longer than the claims say when the clock was set back meanwhile', () => {
    expect(endOf({ iat: T, exp: T + 590 }, 290 - 7200)).toBe((290 - 7200 + 590) * 1000);
  });

  it('K17 is not over at once when the clock was set forward meanwhile', () => {
    expect(endOf({ iat: T, exp: T + 590 }, 290 + 7200)).toBe((290 + 7200 + 590) * 1000);
  });

  it('stays unknown where nothing is told', () => {
    const previous = createStoredTokens({ accessToken: createJwt({ iat: T }) });
    expect(endOf({ iat: T }, 290, previous)).toBeNull();
  });
});
