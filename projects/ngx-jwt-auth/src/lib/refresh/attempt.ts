import { EnvironmentInjector, inject } from '@angular/core';
import { defer, take } from 'rxjs';
import { CLOCK } from '../clock';
import { devOnly, devWarn } from '../dev-mode';
import { JwtAuthError } from '../errors';
import { type SessionCore } from '../session/session-core';
import type { Turn } from '../tabs/tab-rules';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { sameSubject } from '../token/decode-jwt';
import { toStoredTokens } from '../token/stored-tokens';
import { withTrueEnd } from '../token/token-lifetime';
import { callFunction } from '../endpoint/call-function';
import type { BackOff } from './back-off';
import type { Flight } from './create-flights';
import type { JwtRefreshFn } from './jwt-refresh-options';
import type { Outcome } from './outcome';
import { injectPostTokens } from '../endpoint/post-tokens';
import { strippedCause } from '../endpoint/stripped-cause';

/**
 * One attempt to exchange the refresh token: the first value of the reply, or nothing; rejects when
 * the time is over, body included. It outlives the injector: the server may have rotated already.
 */
export type Exchange = (flight: Flight, tokens: JwtStoredTokens) => Promise<unknown>;

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
    if (!session.isCurrent(tokens)) {
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
    if (!session.isCurrent(tokens)) return { kind: 'late', tokens: next };
    session.set(next);
    void session.stored?.save(next);
    return { kind: 'renewed' };
  };
}

/** Makes the exchange that `withTokenRefresh()` describes. */
export function injectExchange(
  session: SessionCore,
  how: string | JwtRefreshFn,
  timeout: number,
): Exchange {
  const clock = inject(CLOCK);
  const exchange =
    typeof how === 'string'
      ? injectPostTokens(how)
      : callFunction(how, inject(EnvironmentInjector));

  return (flight, tokens) =>
    new Promise((resolve, reject) => {
      const cancelTimer = clock.after(timeout, () => {
        subscription.unsubscribe();
        devOnly(() => {
          if (typeof how === 'string' || session.isDestroyed) return;
          devWarn(
            'The refresh function did not settle in time. If it calls HttpClient, pass the given ' +
              '`context` on; without it the call waits for itself.',
          );
        });
        reject(new DOMException('', 'TimeoutError'));
      });
      devOnly(() => {
        if (typeof how === 'function') flight.isInFunction = true;
      });
      const subscription = defer(() => exchange(tokens))
        .pipe(take(1))
        .subscribe({
          next: resolve,
          error: reject,
          complete: () => {
            resolve(null);
          },
        });
      devOnly(() => {
        if (flight.isInFunction) flight.isInFunction = false;
      });
      subscription.add(cancelTimer);
    });
}
