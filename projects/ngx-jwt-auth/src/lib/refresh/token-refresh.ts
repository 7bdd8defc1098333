import { DOCUMENT, inject, NgZone } from '@angular/core';
import type { HttpErrorResponse } from '@angular/common/http';
import { CLOCK, createSleeper } from '../clock';
import { authError } from '../errors';
import { createFutileRefreshes, type FutileRefreshes } from '../http/futile-refreshes';
import { sendWithReplay } from '../http/send-with-replay';
import { injectRule } from '../inject-rule';
import { listen } from '../listen';
import { OWN } from '../own';
import { isRenewed } from '../session/is-renewed';
import type { SessionCore, TokenRefresh } from '../session/session-core';
import { joinTabs, type Announce } from '../tabs/join-tabs';
import { TAB_RULES, type TabRules, type Turn } from '../tabs/tab-rules';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { createAttempt, injectExchange } from './attempt';
import { createBackOff } from './back-off';
import type { CookieSession, CreateCookieSession } from './cookie-session';
import { createFlights, type Flights } from './create-flights';
import type { JwtRefreshFn, JwtRefreshOptions } from './jwt-refresh-options';
import type { Outcome } from './outcome';
import { BACKGROUND_REFRESH } from './with-background-refresh';

/** The answers that end a session unless the app says otherwise (RFC 6749, section 5.2). */
const isRefusal = ({ status }: HttpErrorResponse): boolean => [400, 401, 403].includes(status);

/**
 * Makes the refresh of a session: who asks for one, and what is remembered of it beyond this page.
 * Called in an injection context.
 *
 * @param createCookie Where the refresh token is a cookie.
 */
export function createTokenRefresh(
  session: SessionCore,
  how: string | JwtRefreshFn,
  options: JwtRefreshOptions,
  createCookie?: CreateCookieSession,
): TokenRefresh {
  const { timeout = 10_000, refreshBeforeExpiry = 30 } = options;
  const clock = inject(CLOCK);
  const background = inject(BACKGROUND_REFRESH, OWN);
  const backOff = createBackOff(clock);
  const sleeper = createSleeper(clock);
  const futile = createFutileRefreshes(clock);
  const isOver = injectRule(options.isSessionOver ?? isRefusal, () => session.isDestroyed);
  const attempt = createAttempt(session, injectExchange(session, how, timeout), backOff, isOver);
  const cookie = createCookie?.(session, timeout, (tokens) => flights.join(tokens));
  const rules = cookie
    ? undefined
    : inject(TAB_RULES, OWN)?.(session, { timeout, backOff, sleeper });
  const turns = cookie ?? rules;
  const announce = joinTabs(session, cookie?.follow);
  const flights = createFlights({
    session,
    backOff,
    sleeper,
    announce,
    patience: 1.5 * timeout,
    isCookie: !!cookie,
    attempt: (flight, tokens) => {
      const begin = (turn?: Turn): Promise<Outcome> => attempt(flight, tokens, turn);
      return turns ? turns.takeTurn(tokens, begin) : begin();
    },
  });

  const canRefresh: TokenRefresh['canRefresh'] = (tokens) =>
    !flights.isRefused(tokens) &&
    (typeof how !== 'string' || !!cookie || tokens.refreshToken !== undefined);

  onWake(() => {
    backOff.wake();
    sleeper.wake();
    void session.ensureFresh();
  });

  return {
    ...createRecords(session, announce, cookie, rules),
    ...createOnDemand(session, flights, futile, canRefresh),
    ...flights,
    futile,
    canRefresh,
    schedule(tokens) {
      if (tokens) cookie?.remember(tokens.sid);
      const isRefreshable = tokens && canRefresh(tokens);
      const staleAt = isRefreshable
        ? staleFrom(tokens, refreshBeforeExpiry, clock.now())
        : undefined;
      background?.(staleAt ?? Infinity, () => session.ensureFresh());
      return staleAt;
    },
    send: sendWithReplay,
  };
}

/** Makes what is remembered of a session beyond this page. */
function createRecords(
  session: SessionCore,
  announce: Announce,
  cookie: CookieSession | undefined,
  rules: TabRules | undefined,
): Pick<TokenRefresh, 'heal' | 'recordEnd' | 'recordSignIn' | 'restore'> {
  return {
    restore: () => !!cookie?.restore(),
    recordSignIn(tokens, replaced) {
      const saved = (rules?.recordSignIn ?? session.stored?.save)?.(tokens, replaced);
      announce('changed', tokens.sid);
      return saved;
    },
    recordEnd(sid, reason) {
      // Nobody asked for it, and this tab may see an old record: the ledger knows of a newer session.
      const isCleared = !rules || !sid || reason === 'signed-out';
      const cleared = isCleared ? session.stored?.clear(sid) : undefined;
      if (!sid) return cleared;
      session.ended.add(sid);
      cookie?.forget(sid);
      if (reason === 'signed-out') announce('signed-out', sid);
      return rules?.recordEnd(sid, isCleared).then(() => cleared) ?? cleared;
    },
    heal() {
      rules?.heal();
      return !!rules;
    },
  };
}

/** Makes the refreshes on demand: after a 401, and when the app asks. */
function createOnDemand(
  session: SessionCore,
  { join, isRefused }: Flights,
  futile: FutileRefreshes,
  canRefresh: TokenRefresh['canRefresh'],
): Pick<TokenRefresh, 'now' | 'replace'> {
  return {
    replace(carried, request) {
      if (isRenewed(session, carried)) return session.ensureFresh(); // a late 401
      const tokens = session.current();
      if (tokens?.sid !== carried.sid || !canRefresh(tokens)) return undefined;
      const isWorthIt = session.underWay === tokens.sid || !futile.refused(request, tokens);
      return isWorthIt ? join(tokens, true) : undefined;
    },
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
  };
}

/** When tokens get stale: some seconds before their end, never more than a quarter of their life. */
function staleFrom({ expiresAt }: JwtStoredTokens, seconds: number, now: number): number {
  if (expiresAt === null) return Infinity;
  return expiresAt - Math.max(0, Math.min(seconds * 1000, (expiresAt - now) / 4));
}

/** Calls `wake` when the page becomes visible or online; called in an injection context. */
function onWake(wake: () => void): void {
  const document = inject(DOCUMENT);
  inject(NgZone).runOutsideAngular(() => {
    listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') wake();
    });
    listen(document.defaultView, 'online', wake);
  });
}
