import { devWarn } from '../dev-mode';
import { claimsOf } from './decode-jwt';
import type { JwtStoredTokens } from './jwt-token-store';
import { claimedTimes, toNumber } from './token-lifetime';

// As in dev-checks.ts.
declare const ngDevMode: unknown;

const TEN_YEARS = 10 * 365 * 24 * 3_600_000;

/**
 * Says what is wrong with a lifetime, once for a session.
 *
 * @param expiresIn What the reply says of it, in seconds; NaN where it does not.
 * @param previous The tokens that these were refreshed with.
 */
export function checkLifetime(
  tokens: JwtStoredTokens,
  expiresIn: number,
  previous: JwtStoredTokens | null,
  now: number,
): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) {
    const { expiresAt } = tokens;
    const isEndless = (end: number | null): boolean => end === null || end - now > TEN_YEARS;
    const claims = claimsOf<Record<string, unknown>>(tokens);
    const isTold = expiresIn > 0;
    // The session is not new.
    if (previous?.seq && isEndless(previous.expiresAt)) return;
    if (expiresAt === null && !claims && !isTold) {
      devWarn(
        'The access token is no JWT and the reply brings no lifetime, so it is used until a request ' +
          'is answered with 401. Let the server send expires_in (seconds).',
      );
    } else if (expiresAt === null && claimedTimes(tokens)[0] <= now) {
      devWarn(
        'exp of the access token is over by the clock of the device, which may be wrong, so the token ' +
          'is used until a request is answered with 401. Let the server send iat, or expires_in.',
      );
    } else if (isEndless(expiresAt)) {
      const name = claims && 'exp' in claims ? 'exp' : 'expires_in';
      // Who leaves it out says that the token has no end.
      if (name !== 'exp' && !isTold) return;
      devWarn(
        `${name} of the access token gives no end within ten years, so the token is used until a ` +
          'request is answered with 401. Let the server send it as a number of seconds.',
      );
    } else if (previous?.seq) {
      return;
    } else if (claims && 'iat' in claims && Number.isNaN(toNumber(claims['iat'])) && !isTold) {
      devWarn(
        'iat of the access token is no number of seconds, so exp is compared with the clock of the ' +
          'device, which may be wrong. Let the server send a number, or expires_in.',
      );
    } else if (expiresAt !== null && expiresAt <= now) {
      devWarn(
        'The access token has run out when it arrives: its exp is not after its iat. It is ' +
          'not sent before a refresh brings another one.',
      );
    }
  }
}
