import { HttpErrorResponse, type HttpEvent } from '@angular/common/http';
import {
  DestroyRef,
  DOCUMENT,
  EnvironmentInjector,
  inject,
  InjectionToken,
  runInInjectionContext,
  untracked,
} from '@angular/core';
import { defer, from, switchMap, take, throwError, type Observable } from 'rxjs';
import { CLOCK } from '../clock';
import { devError, devOnly, devWarn } from '../dev-mode';
import { authError, JwtAuthError } from '../errors';
import { OWN } from '../own';
import { storeKey, TOKEN_STORE, type JwtStoredTokens } from '../token/jwt-token-store';
import { toStoredTokens } from '../token/stored-tokens';
import { callFunction } from './call-function';
import { isRefusal } from './is-refusal';
import { isSameSubject } from './is-same-subject';
import { isTokenRejected } from './is-token-rejected';
import type { JwtRefreshFn, JwtRefreshOptions } from './jwt-refresh-options';
import { onWake } from './on-wake';
import { injectPostTokens } from './post-tokens';
import { REFRESH_POLICY } from './refresh-policy';
import { canSendTwice, sendWithReplay } from './send-with-replay';
import type { SessionHost } from './session-host';
import { readHint, writeHint } from './session-hint';
import { staleFrom } from './stale-from';
import { strippedCause } from './stripped-cause';
import { BACKGROUND_REFRESH } from './with-background-refresh';
import { TOKEN_REVOCATION } from './with-token-revocation';

/** The refresh of a session, for the session itself, the interceptor and `JwtAuth`. */
export interface TokenRefresh {
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
  /** Whether an API refused the access token. */
  isTokenRejected(error: unknown): boolean;
  /** As `prepare()`, for a request that was answered 401 to the tokens it carried. */
  replace(carried: JwtStoredTokens): Promise<JwtAuthError | undefined> | undefined;
  /** Sends a request with the tokens of the session, and once more when they are refused. */
  send(
    tokens: JwtStoredTokens,
    body: unknown,
    sendWith: (tokens: JwtStoredTokens) => Observable<HttpEvent<unknown>>,
    fail: (error: JwtAuthError) => Observable<never>,
  ): Observable<HttpEvent<unknown>>;
}

/** The refresh of this provider; none when the app configured none. */
export const TOKEN_REFRESH: InjectionToken<(session: SessionHost) => TokenRefresh> =
  new InjectionToken('TOKEN_REFRESH');

/** One refresh under way, joined by all who need its result. */
interface Flight {
  readonly sid: string;
  readonly done: Promise<JwtAuthError | undefined>;
  readonly settle: (error?: JwtAuthError) => void;
  /** Whether somebody joined because an API answered 401. */
  isTokenRejected: boolean;
}

/**
 * The one refresh of a session: exchange, validate, commit, notify. It is detached from those who
 * wait: nothing they do can cancel it, because the server may have rotated already.
 */
export function createTokenRefresh(
  session: SessionHost,
  how: string | JwtRefreshFn,
  options: JwtRefreshOptions,
): TokenRefresh {
  const injector = inject(EnvironmentInjector);
  const clock = inject(CLOCK);
  const policy = inject(REFRESH_POLICY);
  const background = inject(BACKGROUND_REFRESH, OWN);
  const revoke = inject(TOKEN_REVOCATION, OWN);
  const document = inject(DOCUMENT);
  const hintKey = `${storeKey(inject(TOKEN_STORE, OWN))}.hint`;
  const exchange = typeof how === 'string' ? injectPostTokens(how) : callFunction(how, injector);
  let flight: Flight | undefined;
  let refused: JwtStoredTokens | null = null;
  /** From when on, by this clock, the access token is refreshed before it is used. */
  let staleAt = Infinity;
  let isDestroyed = false;
  /** Whether the app's refresh function is being called right now; told in development only. */
  let isCalling = false;

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

  /** The first value of the exchange, or null; when the time is over it is unsubscribed. */
  const answer = (tokens: JwtStoredTokens): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const cancelTimer = clock.after(options.timeout ?? 10_000, () => {
        subscription.unsubscribe();
        devOnly(() => {
          if (typeof how === 'string') return;
          devWarn(
            'The refresh function did not settle in time. If it calls HttpClient, pass the given ' +
              '`context` on; without it the call waits for itself.',
          );
        });
        reject(new DOMException('', 'TimeoutError'));
      });
      devOnly(() => (isCalling = true));
      const subscription = defer(() => exchange(tokens))
        .pipe(take(1))
        .subscribe({
          next: resolve,
          error: reject,
          complete: () => {
            resolve(null);
          },
        });
      devOnly(() => (isCalling = false));
      subscription.add(cancelTimer);
    });

  const attempt = async (tokens: JwtStoredTokens): Promise<JwtStoredTokens> => {
    for (let failures = 1; ; failures++) {
      try {
        return toStoredTokens(await answer(tokens), tokens.sid, tokens, clock.now());
      } catch (error) {
        const delay = isOver(error) ? null : policy.delayAfter(failures, error);
        if (delay === null) throw error;
        await new Promise<void>((resolve) => clock.after(delay, resolve));
        if (session.sid !== tokens.sid) throw error; // nothing is sent for a session that is over
      }
    }
  };

  const commit = (next: JwtStoredTokens): void => {
    const before = session.current();
    if (before && before.seq >= next.seq) return; // another tab was first
    session.set(next);
    void session.stored?.save(next);
    // A restore is no news.
    if (before) session.events.next({ type: 'refreshed', from: 'here' });
  };

  const land = (landed: Flight | undefined, error?: JwtAuthError): void => {
    landed?.settle(error);
    if (landed !== flight) return;
    flight = undefined;
    untracked(() => {
      session.isRefreshing.set(false);
    });
  };

  const fly = async (own: Flight, tokens: JwtStoredTokens): Promise<void> => {
    let next: JwtStoredTokens | undefined;
    let failure: unknown;
    try {
      next = await policy.exclusive(tokens, () => attempt(tokens));
    } catch (error) {
      failure = error;
    }
    const isSubjectChanged = !!next && !isSameSubject(tokens, next);
    const isRefused = !next && isOver(failure);
    if (isRefused) await session.stored?.reread(tokens.sid);

    if (session.sid !== tokens.sid) {
      land(own); // whoever ended the session has told those who wait
      // A cookie is the one of the session that stands now: it must not be revoked.
      if (next && !isDestroyed && !(options.cookie && session.sid)) revoke?.(next);
    } else if (next && !isSubjectChanged) {
      commit(next);
      land(own);
    } else if (isRefused && (session.current()?.seq ?? 0) > tokens.seq) {
      land(own); // another tab has refreshed
    } else {
      const isEnd = isSubjectChanged || isRefused;
      const error = authError(
        isEnd ? 'REFRESH_REJECTED' : 'REFRESH_UNAVAILABLE',
        strippedCause(failure),
      );
      land(own, error);
      if (isSubjectChanged) void session.end('subject-changed');
      else if (isEnd && (own.isTokenRejected || !session.isUsable(tokens))) {
        void session.end('refresh-rejected');
      } else {
        if (isEnd) {
          refused = tokens;
          session.set(tokens);
        }
        if (session.current()) session.events.next({ type: 'refreshFailed', error });
      }
    }
  };

  /** Starts the refresh, or joins the one under way. */
  const run = (tokens: JwtStoredTokens, isTokenRejected = false): Flight['done'] => {
    devOnly(() => {
      if (!isCalling) return;
      devError(
        'The refresh function called HttpClient without the given `context`, so the call waits ' +
          'for itself until the timeout. Pass it on: http.post(url, body, { context }).',
      );
    });
    let own = flight;
    if (own?.sid !== tokens.sid) {
      let settle!: Flight['settle'];
      const { sid } = tokens;
      const done = new Promise<JwtAuthError | undefined>((resolve) => (settle = resolve)).then(
        (error) =>
          error ??
          (session.sid === sid
            ? undefined
            : authError(session.current() ? 'SESSION_CHANGED' : 'SESSION_OVER')),
      );
      const started = (flight = own = { sid, done, settle, isTokenRejected });
      untracked(() => {
        session.isRefreshing.set(true);
        void fly(started, tokens);
      });
    }
    own.isTokenRejected ||= isTokenRejected;
    return own.done;
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

  onWake(document, () => void prepare());
  inject(DestroyRef).onDestroy(() => {
    isDestroyed = true;
    land(flight, authError('REFRESH_UNAVAILABLE'));
  });

  return {
    isRefused,
    canRefresh,
    replace,
    isTokenRejected: isTokenRejectedBy,
    abandon() {
      land(flight);
    },
    arm(tokens) {
      if (options.cookie) writeHint(document, hintKey, tokens?.sid);
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
    restore() {
      const sid = options.cookie ? readHint(document, hintKey) : null;
      if (!sid) return false;
      const tokens: JwtStoredTokens = { v: 1, sid, seq: 0, accessToken: '', expiresAt: 0 };
      session.sid = sid;
      // Unknown until the first answer; without one the session stands.
      // In a microtask: what the refresh calls may inject what is only being made here.
      void Promise.resolve()
        .then(() => (session.sid === sid ? run(tokens) : undefined))
        .then(() => {
          if (session.sid === sid && session.current() === undefined) session.set(tokens);
        });
      return true;
    },
    send: (tokens, body, sendWith, fail) =>
      sendWithReplay(sendWith(tokens), (error) => {
        if (!isTokenRejectedBy(error)) return null;
        const wait = replace(tokens);
        if (!canSendTwice(body)) return null; // the next request has the new token
        const decide = (failure?: JwtAuthError): Observable<HttpEvent<unknown>> => {
          const now = session.current();
          if (now && now.sid !== tokens.sid) return fail(authError('SESSION_CHANGED'));
          if (now && now.seq > tokens.seq && (!failure || session.isUsable(now)))
            return sendWith(now);
          return failure && now ? fail(failure) : throwError(() => error);
        };
        return wait ? from(wait).pipe(switchMap(decide)) : decide();
      }),
  };
}
