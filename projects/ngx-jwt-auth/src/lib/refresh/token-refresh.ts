import { HttpContext, HttpErrorResponse } from '@angular/common/http';
import {
  computed,
  DestroyRef,
  DOCUMENT,
  EnvironmentInjector,
  inject,
  InjectionToken,
  NgZone,
  runInInjectionContext,
  signal,
  untracked,
  type Signal,
} from '@angular/core';
import { defer, endWith, isObservable, take, type Observable } from 'rxjs';
import { AUTH_MODE } from '../auth-mode';
import { CLOCK } from '../clock';
import { DEV_MODE, devError, devWarn } from '../dev-mode';
import { JwtAuthError } from '../errors';
import { decodeJwt } from '../token/decode-jwt';
import type { JwtRegisteredClaims } from '../token/jwt-auth-types';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { toStoredTokens } from '../token/stored-tokens';
import { REFRESH_OPTIONS, type JwtRefreshFn, type JwtRefreshOptions } from './jwt-refresh-options';
import { injectPostTokens } from './post-tokens';
import { REFRESH_COORDINATION } from './refresh-coordination';
import type { RefreshableSession } from './refreshable-session';
import { RETRY_TIMING } from './retry-timing';
import { injectSessionHint, type SessionHint } from './session-hint';
import { strippedCause } from './stripped-cause';
import { isTokenRejected } from './is-token-rejected';

/** The refresh of this provider, or null when the app configured none. */
export const TOKEN_REFRESH: InjectionToken<TokenRefresh | null> = new InjectionToken(
  'TOKEN_REFRESH',
);

/** One refresh under way, joined by all who need its result. */
interface Flight {
  readonly sid: string;
  readonly done: Promise<void>;
  readonly settle: (error?: JwtAuthError) => void;
  /** Whether somebody joined because an API answered 401. */
  isTokenRejected: boolean;
}

type Outcome =
  | { readonly kind: 'renewed'; readonly tokens: JwtStoredTokens }
  | { readonly kind: 'over'; readonly reason: 'refresh-rejected' | 'subject-changed' }
  | { readonly kind: 'transient' };

/**
 * The one refresh of a session: claim, exchange, validate, commit, notify. It is detached from
 * those who wait: nothing they do can cancel it, because the server may have rotated already.
 */
export class TokenRefresh {
  readonly options: JwtRefreshOptions = inject(REFRESH_OPTIONS);
  /** Where a cookie session is remembered; null when the tokens hold the refresh token. */
  readonly hint: SessionHint | null = this.options.cookie ? injectSessionHint() : null;
  readonly isRefreshing: Signal<boolean> = computed(() => this.#flight() !== null);

  readonly #injector = inject(EnvironmentInjector);
  readonly #clock = inject(CLOCK);
  readonly #coordination = inject(REFRESH_COORDINATION);
  readonly #retry = inject(RETRY_TIMING);
  readonly #flight = signal<Flight | null>(null);
  readonly #refresh: string | JwtRefreshFn;
  readonly #exchange: (tokens: JwtStoredTokens) => Observable<unknown>;
  /** Whether the app's refresh function is being called right now. */
  #isCalling = false;

  constructor(refresh: string | JwtRefreshFn) {
    this.#refresh = refresh;
    this.#exchange = typeof refresh === 'string' ? injectPostTokens(refresh) : this.#call(refresh);
    inject(DestroyRef).onDestroy(() => {
      this.abandon(unavailable('The app was destroyed.'));
    });
  }

  /** Whether there is something to refresh these tokens with. */
  canRefresh(tokens: JwtStoredTokens): boolean {
    return typeof this.#refresh !== 'string' || !!this.hint || tokens.refreshToken !== undefined;
  }

  isTokenRejected(error: HttpErrorResponse): boolean {
    return this.#ask(this.options.isTokenRejected ?? isTokenRejected, error);
  }

  /** Whether a refresh of this session is under way. */
  isRunning(sid: string): boolean {
    return untracked(this.#flight)?.sid === sid;
  }

  /** Starts the refresh, or joins the one under way; rejects with a `JwtAuthError`. */
  run(
    session: RefreshableSession,
    tokens: JwtStoredTokens,
    isTokenRejected = false,
  ): Promise<void> {
    if (this.#isCalling) return Promise.reject(this.#callWithoutContext());
    let flight = untracked(this.#flight);
    if (flight?.sid !== tokens.sid) {
      flight = this.#takeOff(tokens.sid);
      void this.#fly(flight, session, tokens);
    }
    flight.isTokenRejected ||= isTokenRejected;
    return flight.done;
  }

  /** Lets nobody wait any longer: the session is over, or another. The exchange itself goes on. */
  abandon(error: JwtAuthError): void {
    this.#land(untracked(this.#flight), error);
  }

  /** Calls `wake` when the page becomes visible or online. */
  onWake(wake: () => void): void {
    const document = inject(DOCUMENT);
    const window = document.defaultView!;
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') wake();
    };
    inject(NgZone).runOutsideAngular(() => {
      document.addEventListener('visibilitychange', onVisible);
      window.addEventListener('online', wake);
    });
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('online', wake);
    });
  }

  #takeOff(sid: string): Flight {
    let settle!: Flight['settle'];
    const done = new Promise<void>((resolve, reject) => {
      settle = (error) => {
        if (error) reject(error);
        else resolve();
      };
    });
    done.catch(() => undefined); // somebody may have started it without waiting
    const flight: Flight = { sid, done, settle, isTokenRejected: false };
    untracked(() => {
      this.#flight.set(flight);
    });
    return flight;
  }

  #land(flight: Flight | null, error?: JwtAuthError): void {
    untracked(() => {
      if (this.#flight() === flight) this.#flight.set(null);
    });
    flight?.settle(error);
  }

  async #fly(flight: Flight, session: RefreshableSession, tokens: JwtStoredTokens): Promise<void> {
    let failure: unknown;
    const outcome = await this.#coordination
      .exclusive(tokens, () => this.#attempt(tokens))
      .catch((error: unknown): Outcome => {
        failure = error;
        return this.#isSessionOver(error)
          ? { kind: 'over', reason: 'refresh-rejected' }
          : { kind: 'transient' };
      });

    if (!session.isCurrent(tokens.sid)) {
      // Whoever ended the session has settled the flight.
      if (outcome.kind === 'renewed') session.dropped(outcome.tokens);
    } else if (outcome.kind === 'renewed') {
      session.renewed(outcome.tokens);
      this.#land(flight);
    } else if (outcome.kind === 'transient') {
      const error = unavailable('The refresh got no definite answer.', strippedCause(failure));
      this.#land(flight, error);
      session.failed(error);
    } else if (outcome.reason === 'refresh-rejected' && (await session.adoptNewer(tokens))) {
      this.#land(flight);
    } else {
      const error = new JwtAuthError('REFRESH_REJECTED', 'The server refused the refresh.', {
        cause: failure && strippedCause(failure),
      });
      this.#land(flight, error);
      session.refused(tokens, { ...outcome, error, isTokenRejected: flight.isTokenRejected });
    }
  }

  /** Whether a failed exchange is a definite no; everything else is transient. */
  #isSessionOver(error: unknown): boolean {
    if (error instanceof JwtAuthError) return error.code === 'REFRESH_REJECTED';
    if (!(error instanceof HttpErrorResponse)) return false;
    return this.#ask(this.options.isSessionOver ?? isRefusal, error);
  }

  /** Asks a callback of the app, which may inject. */
  #ask(question: (error: HttpErrorResponse) => boolean, error: HttpErrorResponse): boolean {
    return runInInjectionContext(this.#injector, () => question(error));
  }

  async #attempt(tokens: JwtStoredTokens): Promise<Outcome> {
    for (let failures = 1; ; failures++) {
      try {
        const reply = await this.#answer(this.#exchange(tokens));
        const next = toStoredTokens(reply, tokens.sid, tokens, this.#clock.now());
        return isSameSubject(tokens, next)
          ? { kind: 'renewed', tokens: next }
          : { kind: 'over', reason: 'subject-changed' };
      } catch (error) {
        const delay = this.#isSessionOver(error) ? null : this.#retry.delayAfter(failures, error);
        if (delay === null) throw error;
        await new Promise<void>((resolve) => this.#clock.after(delay, resolve));
      }
    }
  }

  /** The first value of the exchange; when the time is over it is unsubscribed. */
  #answer(exchange: Observable<unknown>): Promise<unknown> {
    const { timeout = 10_000 } = this.options;
    return new Promise((resolve, reject) => {
      const cancelTimer = this.#clock.after(timeout, () => {
        subscription.unsubscribe();
        if (DEV_MODE && typeof this.#refresh !== 'string') {
          devWarn(
            `The refresh function did not settle within ${String(timeout)} ms. If it calls ` +
              'HttpClient, pass the given `context` on; without it the call waits for itself.',
          );
        }
        reject(unavailable('The refresh took too long.'));
      });
      this.#isCalling = true;
      const subscription = exchange.pipe(take(1), endWith(null)).subscribe({
        next: resolve, // the null after the last value counts only where there was none
        error: reject,
      });
      this.#isCalling = false;
      subscription.add(cancelTimer);
    });
  }

  #call(refresh: JwtRefreshFn): (tokens: JwtStoredTokens) => Observable<unknown> {
    return (tokens) =>
      defer(() => {
        const context = new HttpContext().set(AUTH_MODE, 'skip');
        const refreshToken = tokens.refreshToken ?? null;
        const reply = runInInjectionContext(this.#injector, () =>
          refresh({ refreshToken, context }),
        );
        return isObservable(reply) ? reply : Promise.resolve(reply);
      });
  }

  #callWithoutContext(): JwtAuthError {
    const message =
      'The refresh function called HttpClient without the given `context`, so the call would wait ' +
      'for itself. Pass it on: http.post(url, body, { context }).';
    if (DEV_MODE) console.error(devError(message));
    return unavailable(message);
  }
}

/** A refresh token cannot turn into somebody else's session; an opaque token has no subject. */
function isSameSubject(before: JwtStoredTokens, after: JwtStoredTokens): boolean {
  const [sub, next] = [before, after].map(
    ({ accessToken }) => decodeJwt<JwtRegisteredClaims>(accessToken)?.sub,
  );
  return sub === undefined || next === undefined || sub === next;
}

/** The answers that end a session unless the app says otherwise (RFC 6749, section 5.2). */
function isRefusal({ status }: HttpErrorResponse): boolean {
  return status === 400 || status === 401 || status === 403;
}

function unavailable(message: string, cause?: object): JwtAuthError {
  return new JwtAuthError('REFRESH_UNAVAILABLE', message, cause && { cause });
}
