import { inject } from '@angular/core';
import { CLOCK } from '../clock';
import { JwtAuthError } from '../errors';
import { isCurrent, type SessionCore } from '../session/session-core';
import type { Turn } from '../tabs/tab-rules';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { sameSubject } from '../token/claims-of';
import { toStoredTokens } from '../token/stored-tokens';
import { withTrueEnd } from '../token/token-lifetime';
import type { BackOff } from './back-off';
import type { Exchange } from './exchange';
import type { Flight } from './create-flights';
import type { Outcome } from './outcome';
import { strippedCause } from './stripped-cause';

/** One attempt to refresh these tokens, for all who joined the flight; without a turn in one tab only. */
export type Attempt = (flight: Flight, tokens: JwtStoredTokens, turn?: Turn) => Promise<Outcome>;

/** Makes the attempts of a session: claim, exchange, commit; called in an injection context. */
export function createAttempt(
  session: SessionCore,
  exchange: Exchange,
  backOff: BackOff,
  isSessionOver: (error: unknown) => boolean,
): Attempt {
  const clock = inject(CLOCK);

  return async (flight, tokens, turn) => {
    flight.cause = undefined;
    const claim = turn ? await turn.claim() : 'granted';
    if (claim !== 'granted') return { kind: claim };
    if (!isCurrent(session, tokens)) {
      await turn?.release();
      return { kind: 'unavailable' };
    }

    let next: JwtStoredTokens;
    try {
      const reply = await exchange(flight, tokens);
      const now = clock.now();
      next = withTrueEnd(toStoredTokens(reply, tokens.sid, tokens, now), tokens, now);
    } catch (error) {
      if (session.sid !== tokens.sid) return { kind: 'unavailable' };
      flight.cause = strippedCause(error);
      const isOver =
        error instanceof JwtAuthError ? error.code === 'REFRESH_REJECTED' : isSessionOver(error);
      if (isOver) return turn ? turn.refuse() : { kind: 'refused' };
      const pause = backOff.failed(tokens, error);
      await turn?.release(pause);
      return { kind: 'unavailable' };
    }

    if (session.sid === tokens.sid && sameSubject(tokens, next) === false) {
      return { kind: 'subject-changed' };
    }
    if (turn) return turn.commit(next);
    session.stored?.reread();
    if (!isCurrent(session, tokens)) return { kind: 'late', tokens: next };
    session.set(next);
    void session.stored?.save(next);
    return { kind: 'renewed' };
  };
}
