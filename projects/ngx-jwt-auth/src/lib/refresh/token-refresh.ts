import type { HttpRequest } from '@angular/common/http';
import { DOCUMENT, inject, InjectionToken } from '@angular/core';
import { CLOCK } from '../clock';
import { authError, type JwtAuthError } from '../errors';
import { OWN } from '../own';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { createAttempt } from './attempt';
import { createBackOff } from './back-off';
import { createCookieSession } from './cookie-session';
import { injectExchange } from './exchange';
import { createFutileRefreshes } from './futile-refreshes';
import { injectRule } from './inject-rule';
import { isRefusal } from './is-refusal';
import { isRenewed } from './is-renewed';
import { sendRefreshable } from './send-refreshable';
import { createFlights } from './flights';
import type { JwtRefreshFn, RefreshSettings } from './jwt-refresh-options';
import { onWake } from './on-wake';
import type { Outgoing } from './outgoing';
import type { SessionHost, SessionKeeper } from './session-host';
import { createSleeper } from './sleeper';
import { staleFrom } from './stale-from';
import { joinTabs } from './tab-news';
import { createTurns } from './turns';
import { BACKGROUND_REFRESH } from './with-background-refresh';

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
  /** As `prepare()`, for a request that was refused with the tokens it carried. */
  replace(
    carried: JwtStoredTokens,
    request: HttpRequest<unknown>,
  ): Promise<JwtAuthError | undefined> | undefined;
  /** Takes note that this request succeeded with a token. */
  accept(request: HttpRequest<unknown>): void;
  /** Sends a request with the tokens of the session, and once more when they are refused. */
  send(outgoing: Outgoing, tokens: JwtStoredTokens): void;
}

/** The refresh of this provider; none when the app configured none. */
export const TOKEN_REFRESH: InjectionToken<(session: SessionHost) => TokenRefresh> =
  new InjectionToken('');

/**
 * The refresh as session, interceptor and store see it: who asks for one, and what is remembered of
 * its session beyond this page. How it goes is up to the flights.
 */
export function createTokenRefresh(
  session: SessionHost,
  how: string | JwtRefreshFn,
  options: RefreshSettings,
): TokenRefresh {
  const { timeout = 10_000 } = options;
  const isCookie = !!options.cookie;
  const clock = inject(CLOCK);
  const background = inject(BACKGROUND_REFRESH, OWN);
  const backOff = createBackOff(clock);
  const sleeper = createSleeper(clock);
  const isSessionOver = injectRule(options.isSessionOver ?? isRefusal, () => session.isDestroyed);
  const futile = createFutileRefreshes(clock);
  const turns = createTurns(session, isCookie, timeout, backOff, sleeper);
  const exchange = injectExchange(session, how, timeout);
  const attempt = createAttempt(session, exchange, turns, backOff, isSessionOver);
  const cookie = isCookie
    ? createCookieSession(session, (tokens) => flights.join(tokens))
    : undefined;
  const announce = joinTabs(session, cookie?.follow);
  const flights = createFlights(session, isCookie, timeout, backOff, sleeper, attempt, announce);
  const { join, isUnderWay, isRefused, abandon } = flights;
  /** From when on, by this clock, the access token is refreshed before it is used. */
  let staleAt = Infinity;

  const canRefresh: TokenRefresh['canRefresh'] = (tokens) =>
    !isRefused(tokens) &&
    (typeof how !== 'string' || isCookie || tokens.refreshToken !== undefined);

  const replace: TokenRefresh['replace'] = (carried, request) => {
    if (isRenewed(session, carried)) return session.prepare(); // a late 401
    const tokens = session.current();
    if (tokens?.sid !== carried.sid) return undefined;
    const isWorthIt =
      canRefresh(tokens) && (isUnderWay(tokens.sid) || !futile.refused(request, tokens));
    return isWorthIt ? join(tokens, true) : undefined;
  };

  const prepare = (): ReturnType<SessionHost['prepare']> => session.prepare();

  onWake(inject(DOCUMENT), () => {
    backOff.wake();
    sleeper.wake();
    void prepare();
  });

  return {
    isRefused,
    canRefresh,
    replace,
    accept: futile.accepted,
    abandon,
    arm(tokens) {
      if (tokens) cookie?.remember(tokens.sid);
      const isRefreshable = !!tokens && canRefresh(tokens);
      staleAt = isRefreshable ? staleFrom(tokens, options, clock.now()) : Infinity;
      background?.(staleAt, prepare);
      return isRefreshable;
    },
    prepare: (tokens) =>
      isUnderWay(tokens.sid) || clock.now() >= staleAt ? join(tokens) : undefined,
    async now() {
      if (session.current() === undefined) await session.ready;
      const tokens = session.current();
      if (!tokens) throw authError('NOT_SIGNED_IN');
      if (!canRefresh(tokens)) {
        throw authError(isRefused(tokens) ? 'REFRESH_REJECTED' : 'REFRESH_NOT_CONFIGURED');
      }
      const failure = await join(tokens);
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
}
