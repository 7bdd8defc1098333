import type { Clock } from '../clock';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { toStoredTokens } from '../token/stored-tokens';
import type { BackOff } from './back-off';
import type { Exchange } from './exchange';
import type { Flight } from './flight';
import { isCurrent } from './is-current';
import { isSameSubject } from './is-same-subject';
import type { SessionHost } from './session-host';
import { strippedCause } from './stripped-cause';
import type { Turn } from './turn';

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

/** What the attempts of a session have in common. */
export interface AttemptContext {
  readonly session: SessionHost;
  readonly clock: Clock;
  readonly backOff: BackOff;
  readonly exchange: Exchange;
  /** Whether a failed exchange is a definite no. */
  readonly isOver: (error: unknown) => boolean;
}

/** Claims, exchanges, validates and commits, once; without a `turn` there are no other tabs. */
export async function attempt(
  { session, clock, backOff, exchange, isOver }: AttemptContext,
  flight: Flight,
  tokens: JwtStoredTokens,
  turn?: Turn,
): Promise<Outcome> {
  flight.cause = undefined;
  const claim = turn ? await turn.claim() : 'granted';
  if (claim !== 'granted') return claim;

  let next: JwtStoredTokens;
  try {
    next = toStoredTokens(await exchange(flight, tokens), tokens.sid, tokens, clock.now());
  } catch (error) {
    if (!isCurrent(session, tokens)) return 'transient';
    flight.cause = strippedCause(error);
    if (isOver(error)) return turn ? turn.refuse() : 'refused';
    const pause = backOff.failed(tokens, error);
    await turn?.release(pause);
    return 'transient';
  }
  if (session.sid === tokens.sid && !isSameSubject(tokens, next)) return 'subject-changed';
  if (turn) return turn.commit(next);
  if (!isCurrent(session, tokens)) return next;
  session.set(next);
  void session.stored?.save(next);
  return 'committed';
}
