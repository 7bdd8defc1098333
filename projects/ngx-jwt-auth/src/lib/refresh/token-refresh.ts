import { HttpErrorResponse } from '@angular/common/http';
import {
  computed,
  DestroyRef,
  DOCUMENT,
  EnvironmentInjector,
  inject,
  InjectionToken,
  runInInjectionContext,
  signal,
  untracked,
  type Signal,
} from '@angular/core';
import { defer, take } from 'rxjs';
import { CLOCK } from '../clock';
import { devError, devOnly, devWarn } from '../dev-mode';
import { authError, JwtAuthError, type JwtAuthErrorCode } from '../errors';
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
import type { SessionHost } from './session-host';
import { readHint, writeHint } from './session-hint';
import { staleFrom } from './stale-from';
import { strippedCause } from './stripped-cause';
import { BACKGROUND_REFRESH } from './with-background-refresh';

/** The refresh of a session, for the session itself, the interceptor and `JwtAuth`. */
export interface TokenRefresh {
  readonly isRefreshing: Signal<boolean>;
  /** The server's no to refreshing these tokens. */
  refusalOf(tokens: JwtStoredTokens): JwtAuthError | null;
  /** Whether there is something to refresh these tokens with. */
  canRefresh(tokens: JwtStoredTokens): boolean;
  /** Sets the refresh up for new tokens; tells whether they can be refreshed at all. */
  arm(tokens: JwtStoredTokens): boolean;
  /** See `JwtSession.prepare()`. */
  prepare(tokens: JwtStoredTokens): Promise<JwtAuthError | undefined> | undefined;
  /** As `prepare()`, for a request that was answered 401 to the tokens it carried. */
  replace(carried: JwtStoredTokens): Promise<JwtAuthError | undefined> | undefined;
  /** Starts the refresh, or joins the one under way; rejects with a `JwtAuthError`. */
  run(tokens: JwtStoredTokens, isTokenRejected?: boolean): Promise<void>;
  /** Lets nobody wait any longer: the session is over, or another. The exchange itself goes on. */
  abandon(code: JwtAuthErrorCode): void;
  isTokenRejected(error: HttpErrorResponse): boolean;
  /** Keeps the hint of a cookie session, or forgets it. */
  remember(sid: string | null): void;
  /** Starts to restore a cookie session, if there may be one. */
  restore(): boolean;
}

/** The refresh of this provider, or null when the app configured none. */
export const TOKEN_REFRESH: InjectionToken<((host: SessionHost) => TokenRefresh) | null> =
  new InjectionToken('TokenRefresh');

/** One refresh under way, joined by all who need its result. */
interface Flight {
  readonly sid: string;
  readonly done: Promise<void>;
  readonly settle: (error?: JwtAuthError) => void;
  /** Whether somebody joined because an API answered 401. */
  isTokenRejected: boolean;
}

/** How long after a failed background refresh the next is tried, in ms. */
const BACKGROUND_RETRY = 10_000;

/**
 * The one refresh of a session: exchange, validate, commit, notify. It is detached from those who
 * wait: nothing they do can cancel it, because the server may have rotated already.
 */
export function createTokenRefresh(
  host: SessionHost,
  how: string | JwtRefreshFn,
  options: JwtRefreshOptions,
): TokenRefresh {
  const injector = inject(EnvironmentInjector);
  const clock = inject(CLOCK);
  const policy = inject(REFRESH_POLICY);
  const background = inject(BACKGROUND_REFRESH);
  const document = inject(DOCUMENT);
  const hintKey = `${storeKey(inject(TOKEN_STORE))}.hint`;
  const exchange = typeof how === 'string' ? injectPostTokens(how) : callFunction(how, injector);
  const flight = signal<Flight | null>(null);
  let refused: JwtStoredTokens | null = null;
  let refusal: JwtAuthError | null = null;
  /** From when on, by this clock, the access token is refreshed before it is used. */
  let staleAt = Infinity;
  /** Whether the app's refresh function is being called right now. */
  let isCalling = false;
  let isDestroyed = false;
  /** When the last refresh started: the background leaves a pause after it. */
  let flownAt = -Infinity;

  /** Asks a callback of the app, which may inject; a destroyed app has no answer. */
  const ask = (
    question: (error: HttpErrorResponse) => boolean,
    error: HttpErrorResponse,
  ): boolean => !isDestroyed && runInInjectionContext(injector, () => question(error));

  /** Whether a failed exchange is a definite no; everything else is transient. */
  const isOver = (error: unknown): boolean =>
    error instanceof JwtAuthError
      ? error.code === 'REFRESH_REJECTED'
      : error instanceof HttpErrorResponse && ask(options.isSessionOver ?? isRefusal, error);

  const land = (landed: Flight | null, error?: JwtAuthError): void => {
    untracked(() => {
      if (flight() === landed) flight.set(null);
    });
    landed?.settle(error);
  };

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
      isCalling = true;
      const subscription = defer(() => exchange(tokens))
        .pipe(take(1))
        .subscribe({
          next: resolve,
          error: reject,
          complete: () => {
            resolve(null);
          },
        });
      isCalling = false;
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
        if (!host.isCurrent(tokens.sid)) throw error; // nothing is sent for a session that is over
      }
    }
  };

  const commit = (next: JwtStoredTokens): void => {
    const before = host.current();
    if (before && before.seq >= next.seq) return; // another tab was first
    host.set(next);
    void host.save(next);
    // A restore is no news.
    if (before) host.events.next({ type: 'refreshed', from: 'here' });
  };

  const failed = (error: JwtAuthError): void => {
    if (host.current()) host.events.next({ type: 'refreshFailed', error });
  };

  const fly = async (own: Flight, tokens: JwtStoredTokens): Promise<void> => {
    let next: JwtStoredTokens | null = null;
    let failure: unknown;
    try {
      next = await policy.exclusive(tokens, () => attempt(tokens));
    } catch (error) {
      failure = error;
    }
    const isSubjectChanged = !!next && !isSameSubject(tokens, next);
    const isRefused = !next && isOver(failure);
    if (isRefused) await host.reread(tokens.sid);

    if (!host.isCurrent(tokens.sid)) {
      land(own); // whoever ended the session has told those who wait
      if (next) host.drop(next, !!options.cookie);
    } else if (next && !isSubjectChanged) {
      commit(next);
      land(own);
    } else if (isRefused && (host.current()?.seq ?? 0) > tokens.seq) {
      land(own); // another tab has refreshed
    } else if (isSubjectChanged || isRefused) {
      const error = authError('REFRESH_REJECTED', strippedCause(failure));
      land(own, error);
      if (isSubjectChanged) {
        void host.end('subject-changed');
      } else if (own.isTokenRejected || !host.isUsable(tokens)) {
        void host.end('refresh-rejected');
      } else {
        refused = tokens;
        refusal = error;
        host.set(tokens);
        failed(error);
      }
    } else {
      const error = authError('REFRESH_UNAVAILABLE', strippedCause(failure));
      land(own, error);
      failed(error);
    }
  };

  const run: TokenRefresh['run'] = (tokens, isTokenRejected = false) => {
    let own = untracked(flight);
    if (isCalling) {
      devOnly(() => {
        console.error(
          devError(
            'The refresh function called HttpClient without the given `context`, so the call would ' +
              'wait for itself. Pass it on: http.post(url, body, { context }).',
          ),
        );
      });
      return Promise.reject(authError('REFRESH_UNAVAILABLE'));
    }
    if (own?.sid !== tokens.sid) {
      let settle!: Flight['settle'];
      const done = new Promise<void>((resolve, reject) => {
        settle = (error) => {
          if (error) reject(error);
          else resolve();
        };
      });
      const started = (own = { sid: tokens.sid, done, settle, isTokenRejected });
      untracked(() => {
        flight.set(started);
      });
      flownAt = clock.now();
      untracked(() => void fly(started, tokens));
    }
    own.isTokenRejected ||= isTokenRejected;
    return own.done;
  };

  const renew = async (
    tokens: JwtStoredTokens,
    isTokenRejected?: boolean,
  ): Promise<JwtAuthError | undefined> => {
    try {
      await run(tokens, isTokenRejected);
      return undefined;
    } catch (error) {
      return error as JwtAuthError;
    }
  };

  const canRefresh = (tokens: JwtStoredTokens): boolean =>
    refused !== tokens &&
    (typeof how !== 'string' || !!options.cookie || tokens.refreshToken !== undefined);

  const refreshStale = (): void => {
    const tokens = host.current();
    void host.prepare()?.then((failure) => {
      // The timer of other tokens is set already.
      if (failure && !isDestroyed && host.current() === tokens) {
        background?.(clock.now() + BACKGROUND_RETRY, refreshStale);
      }
    });
  };

  const abandon = (code: JwtAuthErrorCode): void => {
    land(untracked(flight), authError(code));
  };

  onWake(document, refreshStale);
  inject(DestroyRef).onDestroy(() => {
    isDestroyed = true;
    abandon('REFRESH_UNAVAILABLE');
  });

  return {
    isRefreshing: computed(() => flight() !== null),
    refusalOf: (tokens) => (refused === tokens ? refusal : null),
    canRefresh,
    run,
    abandon,
    isTokenRejected: (error) => ask(options.isTokenRejected ?? isTokenRejected, error),
    arm(tokens) {
      staleAt = staleFrom(tokens, options, clock.now());
      const isRefreshable = canRefresh(tokens);
      background?.(
        isRefreshable ? Math.max(staleAt, flownAt + BACKGROUND_RETRY) : Infinity,
        refreshStale,
      );
      return isRefreshable;
    },
    prepare: (tokens) =>
      untracked(flight)?.sid === tokens.sid || clock.now() >= staleAt ? renew(tokens) : undefined,
    replace(carried) {
      const tokens = host.current();
      if (tokens?.sid !== carried.sid) return undefined;
      if (tokens.seq > carried.seq) return host.prepare(); // a late 401
      if (canRefresh(tokens)) return renew(tokens, true);
      if (refused === tokens) void host.end('refresh-rejected');
      return undefined;
    },
    remember(sid) {
      if (options.cookie) writeHint(document, hintKey, sid);
    },
    restore() {
      const sid = options.cookie ? readHint(document, hintKey) : null;
      if (!sid) return false;
      const tokens: JwtStoredTokens = { v: 1, sid, seq: 0, accessToken: '', expiresAt: 0 };
      host.restoring(sid);
      // Unknown until the first answer; without one the session stands.
      // In a microtask: what the refresh calls may inject what is only being made here.
      void Promise.resolve()
        .then(() => (host.isCurrent(sid) ? renew(tokens) : undefined))
        .then(() => {
          if (host.isCurrent(sid) && host.current() === undefined) host.set(tokens);
        });
      return true;
    },
  };
}
