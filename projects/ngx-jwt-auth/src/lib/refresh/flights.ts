import { DestroyRef, inject, untracked } from '@angular/core';
import { CLOCK } from '../clock';
import { devError, devOnly } from '../dev-mode';
import { authError, type JwtAuthError } from '../errors';
import { OWN } from '../own';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { Attempt, Outcome } from './attempt';
import type { BackOff } from './back-off';
import { createFlight, type Flight } from './flight';
import { isCurrent } from './is-current';
import type { SessionHost } from './session-host';
import type { Sleeper } from './sleeper';
import { strippedCause } from './stripped-cause';
import type { Announce } from './tab-news';
import { TOKEN_REVOCATION } from './with-token-revocation';

/**
 * The refreshes of a session, one at a time. Each is detached from those who wait: nothing they do
 * can cancel it, because the server may have rotated already.
 */
export interface Flights {
  /** Starts the refresh of these tokens, or joins the one under way; tells why there are no new ones. */
  readonly join: (tokens: JwtStoredTokens, isTokenRejected?: boolean) => Flight['done'];
  /** Whether the refresh of this session is under way. */
  readonly isUnderWay: (sid: string) => boolean;
  /** Whether the server said no to refreshing these tokens. */
  readonly isRefused: (tokens: JwtStoredTokens) => boolean;
  /** Lets nobody wait any longer: the session is over, or another. The exchange itself goes on. */
  readonly abandon: () => void;
}

/** Called in an injection context; `announce` tells the other tabs of new tokens. */
export function createFlights(
  session: SessionHost,
  isCookie: boolean,
  timeout: number,
  backOff: BackOff,
  sleeper: Sleeper,
  attempt: Attempt,
  announce: Announce,
): Flights {
  const clock = inject(CLOCK);
  const revoke = inject(TOKEN_REVOCATION, OWN);
  let flight: Flight | undefined;
  let refused: JwtStoredTokens | null = null;

  const unavailable = (cause?: object): JwtAuthError => authError('REFRESH_UNAVAILABLE', cause);

  /** Until these tokens may be sent again, or nobody needs them any more. */
  const pause = async (tokens: JwtStoredTokens): Promise<void> => {
    for (let ms; (ms = backOff.wait(tokens)) > 0 && isCurrent(session, tokens);) {
      await sleeper.sleep(ms);
    }
  };

  /** Whether a failure costs nothing yet: a token that is still good is better than waiting. */
  const isKept = (own: Flight, tokens: JwtStoredTokens): boolean =>
    session.isUsable(tokens) && !own.isTokenRejected;

  /** Attempts until there is a definite answer, or nobody can wait for one. */
  const fly = async (own: Flight, tokens: JwtStoredTokens): Promise<Outcome> => {
    do {
      const outcome = await attempt(own, tokens);
      if (typeof outcome === 'object') {
        const { accessToken, refreshToken } = outcome;
        // Not the session of these tokens: this tab may not have heard yet that it is over.
        const other = session.sid === tokens.sid ? null : session.current();
        const isSame = other?.accessToken === accessToken;
        devOnly(() => {
          if (!isSame || own.isCalling === undefined) return;
          devError(
            'The refresh function called signIn() with its reply: that began another session, and ' +
              'the requests that waited failed with SESSION_CHANGED. Return the reply, no more.',
          );
        });
        // What the session that stands now has must not be revoked: a cookie, or the same token.
        const isInUse = isCookie
          ? session.sid
          : isSame || (refreshToken && other?.refreshToken === refreshToken);
        if (!isInUse) revoke?.(tokens.sid, outcome);
      } else if (outcome !== 'transient') return outcome;
      // A restore: unknown until the first answer, and without a definite one the session stands.
      if (session.current() === undefined) session.set(tokens);
      const isTooLong = own.isLate || clock.now() + backOff.wait(tokens) >= own.deadline;
      if (isTooLong || isKept(own, tokens)) break;
      await pause(tokens);
    } while (isCurrent(session, tokens));
    return 'transient';
  };

  /** Lets nobody wait any longer. */
  const land = (landed: Flight | undefined, error?: JwtAuthError): void => {
    landed?.settle(error);
    sleeper.wake();
    if (landed !== flight) return;
    flight = undefined;
    untracked(() => {
      session.isRefreshing.set(false);
    });
  };

  const report = (own: Flight, tokens: JwtStoredTokens, outcome: Outcome): void => {
    if (outcome === 'committed' && session.sid === tokens.sid) {
      announce('changed', tokens.sid);
      // A restore is no news.
      if (tokens.seq) session.emit({ type: 'refreshed', from: 'here' });
    }
    if (!isCurrent(session, tokens)) {
      land(own); // whoever changed the session has told those who wait
      return;
    }
    const isOver = outcome === 'subject-changed' || (outcome === 'refused' && !isKept(own, tokens));
    const error =
      outcome === 'transient' ? unavailable(own.cause) : authError('REFRESH_REJECTED', own.cause);
    land(own, error);
    if (isOver) {
      void session.end(outcome === 'refused' ? 'refresh-rejected' : outcome);
      return;
    }
    if (outcome === 'refused') {
      refused = tokens;
      session.set(tokens);
    }
    if (session.current()?.seq) session.emit({ type: 'refreshFailed', error });
  };

  inject(DestroyRef).onDestroy(() => {
    land(flight, unavailable());
  });

  return {
    join(tokens, isTokenRejected = false) {
      devOnly(() => {
        if (!flight?.isCalling) return;
        devError(
          'The refresh function called HttpClient without the given `context`, or refresh() or ' +
            'getAccessToken(), so the call waits for itself until the timeout. Pass the context ' +
            'on: http.post(url, body, { context }).',
        );
      });
      const { sid } = tokens;
      let joined = flight;
      if (joined?.sid !== sid) {
        if (session.isDestroyed || backOff.wait(tokens) > 0) return Promise.resolve(unavailable());
        const own = (joined = flight = createFlight(session, sid, clock, 1.5 * timeout));
        untracked(() => {
          session.isRefreshing.set(true);
          void fly(own, tokens)
            .catch((error: unknown): Outcome => {
              own.cause = strippedCause(error);
              return 'transient';
            })
            .then((outcome) => {
              report(own, tokens, outcome);
            });
        });
      }
      joined.isTokenRejected ||= isTokenRejected; // it may have landed: the app may sign out in it
      return joined.done;
    },
    isUnderWay: (sid) => flight?.sid === sid,
    isRefused: (tokens) => refused === tokens,
    abandon() {
      land(flight);
    },
  };
}
