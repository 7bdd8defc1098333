import { inject } from '@angular/core';
import { CLOCK } from '../clock';
import { JwtAuthError } from '../errors';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { sameSubject } from '../token/same-subject';
import { toStoredTokens } from '../token/stored-tokens';
import type { BackOff } from './back-off';
import type { Exchange } from './exchange';
import type { Flight } from './flight';
import { isCurrent } from './is-current';
import type { SessionHost } from './session-host';
import { strippedCause } from './stripped-cause';
import type { Turn } from './turn';
import type { Turns } from './turns';
import { withTrueEnd } from './with-true-end';

/** What came of one attempt to refresh. */
export type Outcome =
  /** The new tokens stand. */
  | 'committed'
  /** No definite answer; or nothing is left to do here, and the session shows why. */
  | 'transient'
  /** The server refused. */
  | 'refused'
  /** It brought the tokens of somebody else. */
  | 'subject-changed'
  /** It brought these when the session was over. */
  | JwtStoredTokens;

/** One attempt to refresh these tokens, for all who joined the flight. */
export type Attempt = (flight: Flight, tokens: JwtStoredTokens) => Promise<Outcome>;

/** Makes the attempts of a session, called in an injection context; without `turns` in one tab only. */
export function createAttempt(
  session: SessionHost,
  exchange: Exchange,
  turns: Turns | undefined,
  backOff: BackOff,
  isSessionOver: (error: unknown) => boolean,
): Attempt {
  const clock = inject(CLOCK);

  /** Claims, exchanges, validates and commits, once. */
  const run = async (flight: Flight, tokens: JwtStoredTokens, turn?: Turn): Promise<Outcome> => {
    flight.cause = undefined;
    const claim = turn ? await turn.claim() : 'granted';
    if (claim !== 'granted') return claim;
    if (!isCurrent(session, tokens)) {
      await turn?.release();
      return 'transient';
    }

    let next: JwtStoredTokens;
    try {
      const reply = await exchange(flight, tokens);
      const now = clock.now();
      next = withTrueEnd(toStoredTokens(reply, tokens.sid, tokens, now), tokens, now);
    } catch (error) {
      if (session.sid !== tokens.sid) return 'transient';
      flight.cause = strippedCause(error);
      const isOver =
        error instanceof JwtAuthError ? error.code === 'REFRESH_REJECTED' : isSessionOver(error);
      if (isOver) return turn ? turn.refuse() : 'refused';
      const pause = backOff.failed(tokens, error);
      await turn?.release(pause);
      return 'transient';
    }
    if (session.sid === tokens.sid && sameSubject(tokens, next) === false) return 'subject-changed';
    if (turn) return turn.commit(next);
    if (!isCurrent(session, tokens)) return next;
    session.set(next);
    void session.stored?.save(next);
    return 'committed';
  };

  return (flight, tokens) => {
    const begin = (turn?: Turn): Promise<Outcome> => run(flight, tokens, turn);
    return turns ? turns.take(tokens, begin) : begin();
  };
}
