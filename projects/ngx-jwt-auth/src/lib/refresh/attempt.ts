import type { Clock } from '../clock';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { toStoredTokens } from '../token/stored-tokens';
import type { BackOff } from './back-off';
import type { Exchange } from './exchange';
import type { Flight } from './flight';
import { isCurrent } from './is-current';
import { isSameSubject } from './is-same-subject';
import type { SessionHost } from './session-host';
import type { Turn } from './turn';

/** What came of one attempt to refresh. */
export type Outcome =
  /** Nothing is left to do here: the session shows why. */
  | { readonly is: 'settled' }
  /** The new tokens stand; `isRestore` when they are the first ones of the session here. */
  | { readonly is: 'committed'; readonly isRestore: boolean }
  /** The session was over when its new tokens came. */
  | { readonly is: 'too-late'; readonly next: JwtStoredTokens }
  /** No definite answer. */
  | { readonly is: 'transient'; readonly cause?: unknown }
  /** The server refused, and the access token is used to its end. */
  | { readonly is: 'refused'; readonly cause?: unknown }
  /** The server refused, or it brought the tokens of somebody else. */
  | {
      readonly is: 'over';
      readonly reason: 'refresh-rejected' | 'subject-changed';
      readonly cause?: unknown;
    };

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
  /** Whether a refusal costs nothing yet. */
  const isKept = (): boolean => session.isUsable(tokens) && !flight.isTokenRejected;

  const retryOrSettle = (cause?: unknown): Outcome =>
    isCurrent(session, tokens) ? { is: 'transient', cause } : { is: 'settled' };

  const refuse = (verdict: 'over' | 'refused', cause?: unknown): Outcome =>
    verdict === 'over' ? { is: 'over', reason: 'refresh-rejected', cause } : { is: verdict, cause };

  const claim = turn ? await turn.claim() : 'granted';
  if (claim === 'settled') return { is: 'settled' };
  if (claim === 'unavailable') return retryOrSettle();
  if (claim === 'refused') return refuse(isKept() ? 'refused' : 'over');

  let next: JwtStoredTokens;
  try {
    next = toStoredTokens(await exchange.send(tokens), tokens.sid, tokens, clock.now());
  } catch (cause) {
    if (!isCurrent(session, tokens)) return { is: 'settled' };
    if (!isOver(cause)) {
      const pause = backOff.failed(tokens, cause);
      await turn?.release(pause);
      return retryOrSettle(cause);
    }
    const verdict = turn ? await turn.refuse(isKept) : isKept() ? 'refused' : 'over';
    return verdict === 'late' ? retryOrSettle() : refuse(verdict, cause);
  }
  if (session.sid === tokens.sid && !isSameSubject(tokens, next)) {
    return isCurrent(session, tokens)
      ? { is: 'over', reason: 'subject-changed' }
      : { is: 'settled' };
  }
  const isRestore = !session.current()?.seq;
  switch (turn ? await turn.commit(next) : commit(session, tokens, next)) {
    case 'committed':
      return { is: 'committed', isRestore };
    case 'over':
      return { is: 'too-late', next };
    case 'late':
      return retryOrSettle();
  }
}

function commit(
  session: SessionHost,
  tokens: JwtStoredTokens,
  next: JwtStoredTokens,
): 'committed' | 'over' {
  if (!isCurrent(session, tokens)) return 'over';
  session.set(next);
  void session.stored?.save(next);
  return 'committed';
}
