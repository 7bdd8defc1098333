import { HttpErrorResponse } from '@angular/common/http';
import {
  DestroyRef,
  DOCUMENT,
  EnvironmentInjector,
  inject,
  InjectionToken,
  runInInjectionContext,
  untracked,
} from '@angular/core';
import { CLOCK } from '../clock';
import { devError, devOnly } from '../dev-mode';
import { authError, JwtAuthError } from '../errors';
import { OWN } from '../own';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { attempt, type AttemptContext, type Outcome } from './attempt';

import { createBackOff } from './back-off';
import { createCookieSession } from './cookie-session';
import { injectExchange } from './exchange';
import { createFlight, type Flight } from './flight';
import { isRefusal } from './is-refusal';
import { isCurrent } from './is-current';
import { isTokenRejected } from './is-token-rejected';
import type { Outgoing } from './outgoing';
import type { JwtRefreshFn, JwtRefreshOptions } from './jwt-refresh-options';
import { onWake } from './on-wake';
import { createSleeper } from './sleeper';
import { joinTabs } from './tab-news';
import type { Turn } from './turn';
import { createTurns } from './turns';
import { sendRefreshable } from './send-refreshable';
import type { SessionHost, SessionKeeper } from './session-host';
import { staleFrom } from './stale-from';
import { strippedCause } from './stripped-cause';
import { BACKGROUND_REFRESH } from './with-background-refresh';
import { TOKEN_REVOCATION } from './with-token-revocation';

/** The refresh of a session, for the session itself, the interceptor and `JwtAuth`. */
export interface TokenRefresh extends SessionKeeper {
  /** Whether the server said no to refreshing these tokens. */
  isRefused(tokens: JwtStoredTokens): boolean;
  /** Whether there is something to refresh these tokens with. */
  canRefresh(tokens: JwtStoredTokens): boolean;
  /** Sets the refresh up for new tokens, or for none; tells whether they can be refreshed at all. */
  arm(tokens: JwtStoredTokens | null): boolean;
  /** See `SessionHost.prepare()`. */
  prepare(tokens: JwtStoredTokens): Promise<JwtAuthError | undefined> | undefined;
  /** Refreshes now, or joins the refresh under way; rejects with a `JwtAuthError`. */
  now(): Promise<void>;
  /** Lets nobody wait any longer: the session is over, or another. The exchange itself goes on. */
  abandon(): void;
  /** Starts to restore a cookie session, if there may be one. */
  restore(): boolean;
  /** See `Turns.defend()`. */
  defend(tokens: JwtStoredTokens, stored: JwtStoredTokens | null): boolean;
  /** Whether an API refused the access token. */
  isTokenRejected(error: unknown): boolean;
  /** As `prepare()`, for a request that was answered 401 to the tokens it carried. */
  replace(carried: JwtStoredTokens): Promise<JwtAuthError | undefined> | undefined;
  /** Sends a request with the tokens of the session, and once more when they are refused. */
  send(outgoing: Outgoing, tokens: JwtStoredTokens): void;
}

/** The refresh of this provider; none when the app configured none. */
export const TOKEN_REFRESH: InjectionToken<(session: SessionHost) => TokenRefresh> =
  new InjectionToken('');

/**
 * The one refresh of a session: exchange, validate, commit, notify. It is detached from those who
 * wait: nothing they do can cancel it, because the server may have rotated already.
 */
export function createTokenRefresh(
  session: SessionHost,
  how: string | JwtRefreshFn,
  options: JwtRefreshOptions,
): TokenRefresh {
  const { timeout = 10_000 } = options;
  const injector = inject(EnvironmentInjector);
  const clock = inject(CLOCK);
  const background = inject(BACKGROUND_REFRESH, OWN);
  const revoke = inject(TOKEN_REVOCATION, OWN);
  const document = inject(DOCUMENT);
  const exchange = injectExchange(how, timeout);
  const backOff = createBackOff(clock);
  const sleeper = createSleeper(clock);
  const turns = createTurns(session, !!options.cookie, timeout, backOff, sleeper);
  let flight: Flight | undefined;
  let refused: JwtStoredTokens | null = null;
  /** From when on, by this clock, the access token is refreshed before it is used. */
  let staleAt = Infinity;
  let isDestroyed = false;

  /** Asks a callback of the app, which may inject; where it throws or the app is gone: no. */
  const ask = (question: (error: HttpErrorResponse) => boolean, error: unknown): boolean => {
    if (isDestroyed || !(error instanceof HttpErrorResponse)) return false;
    try {
      return runInInjectionContext(injector, () => question(error));
    } catch (mistake) {
      clock.after(0, () => {
        throw mistake;
      });
      return false;
    }
  };

  /** Whether a failed exchange is a definite no; everything else is transient. */
  const isOver = (error: unknown): boolean =>
    error instanceof JwtAuthError
      ? error.code === 'REFRESH_REJECTED'
      : ask(options.isSessionOver ?? isRefusal, error);

  const context: AttemptContext = { session, clock, backOff, exchange, isOver };

  /** Until these tokens may be sent again, or nobody needs them any more. */
  const pause = async (tokens: JwtStoredTokens): Promise<void> => {
    for (let ms; (ms = backOff.wait(tokens)) > 0 && isCurrent(session, tokens);) {
      await sleeper.sleep(ms);
    }
  };

  const unavailable = (cause?: object): JwtAuthError => authError('REFRESH_UNAVAILABLE', cause);

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

  /** Whether a failure costs nothing yet: a token that is still good is better than waiting. */
  const isKept = (own: Flight, tokens: JwtStoredTokens): boolean =>
    session.isUsable(tokens) && !own.isTokenRejected;

  /** Attempts until there is a definite answer, or nobody can wait for one. */
  const fly = async (own: Flight, tokens: JwtStoredTokens): Promise<Outcome> => {
    do {
      const begin = (turn?: Turn): Promise<Outcome> => attempt(context, own, tokens, turn);
      const outcome = await (turns ? turns.take(tokens, begin) : begin());
      if (typeof outcome === 'object') {
        // A cookie is the one of the session that stands now: it must not be revoked.
        if (!isDestroyed && !(options.cookie && session.sid)) revoke?.(tokens.sid, outcome);
      } else if (outcome !== 'transient') return outcome;
      // A restore: unknown until the first answer, and without a definite one the session stands.
      if (session.current() === undefined) session.set(tokens);
      const isTooLong = own.isLate || clock.now() + backOff.wait(tokens) >= own.deadline;
      if (isTooLong || isKept(own, tokens)) break;
      await pause(tokens);
    } while (isCurrent(session, tokens));
    return 'transient';
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

  /** Starts the refresh, or joins the one under way. */
  const run = (tokens: JwtStoredTokens, isTokenRejected = false): Flight['done'] => {
    devOnly(() => {
      if (!flight?.isCalling) return;
      devError(
        'The refresh function called HttpClient without the given `context`, so the call waits ' +
          'for itself until the timeout. Pass it on: http.post(url, body, { context }).',
      );
    });
    const { sid } = tokens;
    let joined = flight;
    if (joined?.sid !== sid) {
      if (isDestroyed || backOff.wait(tokens) > 0) return Promise.resolve(unavailable());
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
  };

  const isRefused: TokenRefresh['isRefused'] = (tokens) => refused === tokens;

  const canRefresh: TokenRefresh['canRefresh'] = (tokens) =>
    !isRefused(tokens) &&
    (typeof how !== 'string' || !!options.cookie || tokens.refreshToken !== undefined);

  const isTokenRejectedBy: TokenRefresh['isTokenRejected'] = (error) =>
    ask(options.isTokenRejected ?? isTokenRejected, error);

  const replace: TokenRefresh['replace'] = (carried) => {
    const tokens = session.current();
    if (tokens?.sid !== carried.sid) return undefined;
    if (tokens.seq > carried.seq) return session.prepare(); // a late 401
    if (canRefresh(tokens)) return run(tokens, true);
    if (isRefused(tokens)) void session.end('refresh-rejected');
    return undefined;
  };

  const prepare = (): ReturnType<SessionHost['prepare']> => session.prepare();

  const cookie = options.cookie ? createCookieSession(session, run) : undefined;
  const announce = joinTabs(session, cookie?.follow);

  onWake(document, () => {
    backOff.wake();
    sleeper.wake();
    void prepare();
  });
  inject(DestroyRef).onDestroy(() => {
    isDestroyed = true;
    land(flight, unavailable());
  });

  const refresh: TokenRefresh = {
    isRefused,
    canRefresh,
    replace,
    isTokenRejected: isTokenRejectedBy,
    abandon() {
      land(flight);
    },
    arm(tokens) {
      if (tokens) cookie?.remember(tokens.sid);
      const isRefreshable = !!tokens && canRefresh(tokens);
      staleAt = isRefreshable ? staleFrom(tokens, options, clock.now()) : Infinity;
      background?.(staleAt, prepare);
      return isRefreshable;
    },
    prepare: (tokens) =>
      flight?.sid === tokens.sid || clock.now() >= staleAt ? run(tokens) : undefined,
    async now() {
      if (session.current() === undefined) await session.ready;
      const tokens = session.current();
      if (!tokens) throw authError('NOT_SIGNED_IN');
      if (!canRefresh(tokens)) {
        throw authError(isRefused(tokens) ? 'REFRESH_REJECTED' : 'REFRESH_NOT_CONFIGURED');
      }
      const failure = await run(tokens);
      if (failure) throw failure;
    },
    restore: () => !!cookie?.restore(),
    // Of a sign-in; those of a refresh the attempt saves.
    save(tokens, replaced) {
      const saved = turns ? turns.open(tokens, replaced) : session.stored?.save(tokens, replaced);
      announce('changed', tokens.sid);
      return saved;
    },
    clear(sid, reason) {
      const cleared = session.stored?.clear(sid);
      if (!sid) return cleared;
      session.ended.add(sid);
      cookie?.forget(sid);
      if (reason === 'signed-out') announce('signed-out', sid);
      return turns?.close(sid).then(() => cleared) ?? cleared;
    },
    defend: (tokens, stored) => !!turns?.defend(tokens, stored),
    send: sendRefreshable,
  };
  return refresh;
}
