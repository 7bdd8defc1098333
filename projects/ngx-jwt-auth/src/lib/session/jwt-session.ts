import { isPlatformBrowser } from '@angular/common';
import { HttpErrorResponse } from '@angular/common/http';
import {
  DestroyRef,
  DOCUMENT,
  inject,
  Injectable,
  PLATFORM_ID,
  signal,
  untracked,
  type Signal,
} from '@angular/core';
import { Subject, type Observable } from 'rxjs';
import { CLOCK } from '../clock';
import { JwtAuthError } from '../errors';
import type { Refusal, RefreshableSession } from '../refresh/refreshable-session';
import { TOKEN_REFRESH, type TokenRefresh } from '../refresh/token-refresh';
import { isTokenRejected } from '../refresh/is-token-rejected';
import { BACKGROUND_REFRESH } from '../refresh/with-background-refresh';
import { TOKEN_REVOCATION } from '../refresh/with-token-revocation';
import { isPromise } from '../token/is-promise';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { toStoredTokens } from '../token/stored-tokens';
import { claimedLifetime } from '../token/token-lifetime';
import { firstReply } from './first-reply';
import type { JwtAuthEvent, SessionEndReason } from './jwt-auth-event';
import { SessionStore } from './session-store';

/** How long after a failed background refresh the next is tried, in ms. */
const BACKGROUND_RETRY = 10_000;

/**
 * The session of one `provideJwtAuth()`: its tokens, and every transition between unknown,
 * anonymous and signed in. `JwtAuth` is its public face; interceptor and guards use it directly.
 */
@Injectable()
export class JwtSession implements RefreshableSession {
  readonly isBrowser: boolean = isPlatformBrowser(inject(PLATFORM_ID));
  readonly refresh: TokenRefresh | null = inject(TOKEN_REFRESH);
  readonly events: Subject<JwtAuthEvent> = new Subject();
  /** Settles when it is known whether there is a session; on the server at once, unknown. */
  readonly ready: Promise<void>;

  readonly #clock = inject(CLOCK);
  readonly #document = inject(DOCUMENT);
  readonly #store = this.isBrowser ? inject(SessionStore) : null;
  readonly #revoke = this.isBrowser ? inject(TOKEN_REVOCATION) : null;
  readonly #isRefreshedAhead = inject(BACKGROUND_REFRESH);
  readonly #tokens = signal<JwtStoredTokens | null | undefined>(undefined);
  /** The session that stands or is being restored: what comes in for another one is dropped. */
  #sid: string | null = null;
  /** From when on, by this clock, the access token is refreshed before it is used. */
  #staleAt = Infinity;
  /** Which tokens the server refused to refresh: they are used to their end. */
  #refusal: { readonly tokens: JwtStoredTokens; readonly error: JwtAuthError } | null = null;
  /** The sign-in that was called last; null after a sign-out. */
  #signIn: object | null = null;
  #isDestroyed = false;
  #cancelTimer: () => void = () => undefined;
  #settleReady: () => void = () => undefined;

  constructor() {
    this.ready = new Promise((resolve) => (this.#settleReady = resolve));
    if (!this.#store) {
      this.#settleReady();
      return;
    }
    this.#restore(this.#store);
    this.refresh?.onWake(() => void this.prepare());
    const stopListening = this.#store.onExternalChange(() => {
      this.#reread((stored) => {
        this.#adopt(stored);
      });
    });
    inject(DestroyRef).onDestroy(() => {
      this.#isDestroyed = true;
      this.#sid = null;
      stopListening();
      this.#cancelTimer();
      this.#settleReady();
      this.events.complete();
    });
  }

  /** Undefined while it is not known whether there is a session. */
  get tokens(): Signal<JwtStoredTokens | null | undefined> {
    return this.#tokens.asReadonly();
  }

  /** The tokens now, without subscribing an effect to them in which a request happens to be sent. */
  get current(): JwtStoredTokens | null | undefined {
    return untracked(this.#tokens);
  }

  /**
   * What a request, a guard or `getAccessToken()` has to wait for: the restore, then the refresh
   * of a stale token. Nothing in the usual case; else a promise that never rejects and tells why
   * the refresh failed.
   */
  prepare(): Promise<JwtAuthError | undefined> | undefined {
    const tokens = this.current;
    if (tokens === undefined && this.isBrowser) {
      return this.ready.then(() => (this.current ? this.prepare() : undefined));
    }
    if (!tokens) return undefined;
    if (this.refresh?.isRunning(tokens.sid)) return this.#renew(tokens);
    if (this.#clock.now() < this.#staleAt) return undefined;
    if (this.canRefresh(tokens)) return this.#renew(tokens);
    this.#expire(tokens);
    return undefined;
  }

  /** As `prepare()`, for a request that was answered 401 to the tokens it carried. */
  replace(carried: JwtStoredTokens): Promise<JwtAuthError | undefined> | undefined {
    const tokens = this.current;
    if (tokens?.sid !== carried.sid) return undefined;
    if (tokens.seq > carried.seq) return this.prepare(); // a late 401
    if (this.canRefresh(tokens)) return this.#renew(tokens, true);
    if (this.refusalOf(tokens)) void this.end('refresh-rejected');
    return undefined;
  }

  canRefresh(tokens: JwtStoredTokens): boolean {
    return !this.refusalOf(tokens) && !!this.refresh?.canRefresh(tokens);
  }

  /** The server's no to refreshing these tokens. */
  refusalOf(tokens: JwtStoredTokens): JwtAuthError | null {
    return this.#refusal?.tokens === tokens ? this.#refusal.error : null;
  }

  /** Whether the access token can still be sent. */
  isUsable({ expiresAt }: JwtStoredTokens): boolean {
    return expiresAt === null || this.#clock.now() < expiresAt;
  }

  /** Whether an answer means that the access token of the request was refused. */
  isTokenRejected(error: unknown): error is HttpErrorResponse {
    if (!(error instanceof HttpErrorResponse)) return false;
    return this.refresh ? this.refresh.isTokenRejected(error) : isTokenRejected(error);
  }

  async signIn(reply: unknown): Promise<void> {
    const call = (this.#signIn = {});
    const value = await firstReply(reply as Observable<unknown>);
    if (this.#signIn !== call) throw sessionLost(this.#signIn !== null);
    const sid = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const tokens = toStoredTokens(value, sid, null, this.#clock.now());
    if (this.#sid) void this.end('session-changed');
    this.#set(tokens);
    const saved = this.#keep(tokens);
    this.events.next({ type: 'signedIn', from: 'here' });
    await saved;
  }

  signOut(): Promise<void> {
    this.#signIn = null;
    const tokens = this.current;
    const cleared = this.end('signed-out');
    if (tokens) this.#revoke?.(tokens);
    return cleared;
  }

  /** Ends the session that stands or is being restored; a restore is given up without a word. */
  end(reason: SessionEndReason, from: 'here' | 'elsewhere' = 'here'): Promise<void> {
    const tokens = this.current;
    const sid = this.#sid;
    this.#set(null);
    this.refresh?.abandon(sessionLost(reason === 'session-changed'));
    const cleared = from === 'here' ? this.#forget(sid) : Promise.resolve();
    if (tokens) this.events.next({ type: 'sessionEnded', reason, from });
    return cleared;
  }

  isCurrent(sid: string): boolean {
    return this.#sid === sid;
  }

  adoptNewer({ sid, seq }: JwtStoredTokens): boolean | Promise<boolean> {
    return this.#reread((stored) => {
      if (!stored || !this.isCurrent(sid) || stored.sid !== sid || stored.seq <= seq) return false;
      this.#adopt(stored);
      return true;
    });
  }

  renewed(tokens: JwtStoredTokens): void {
    if ((this.current?.seq ?? -1) >= tokens.seq) return; // another tab was first
    const isRestored = this.current === undefined;
    this.#set(tokens);
    void this.#keep(tokens);
    if (!isRestored) this.events.next({ type: 'refreshed', from: 'here' });
  }

  refused(tokens: JwtStoredTokens, { reason, error, isTokenRejected }: Refusal): void {
    if (!this.isCurrent(tokens.sid)) return;
    if (reason === 'subject-changed' || isTokenRejected || !this.isUsable(tokens)) {
      void this.end(reason);
    } else {
      this.#refusal = { tokens, error };
      this.#set(tokens);
      this.failed(error);
    }
  }

  failed(error: JwtAuthError): void {
    if (this.current) this.events.next({ type: 'refreshFailed', error });
  }

  dropped(tokens: JwtStoredTokens): void {
    // A cookie is the one of the session that stands now: it must not be revoked.
    const isSafe = !this.refresh?.hint || this.#sid === null;
    if (isSafe && !this.#isDestroyed) this.#revoke?.(tokens);
  }

  #restore(store: SessionStore): void {
    const restore = (stored: JwtStoredTokens | null): void => {
      if (this.#isDestroyed || this.current !== undefined) return;
      if (stored && (this.canRefresh(stored) || this.isUsable(stored))) this.#set(stored);
      else this.#restoreFromCookie();
    };
    const stored = store.load();
    if (isPromise(stored)) void stored.then(restore);
    else restore(stored);
  }

  /** Unknown until the first refresh is answered; without an answer the session stands. */
  #restoreFromCookie(): void {
    const sid = this.refresh?.hint?.read() ?? null;
    if (!this.refresh || sid === null) {
      this.#set(null);
      return;
    }
    const tokens: JwtStoredTokens = { v: 1, sid, seq: 0, accessToken: '', expiresAt: 0 };
    this.#sid = sid;
    void this.#renew(tokens).then(() => {
      if (this.isCurrent(sid) && this.current === undefined) this.#set(tokens);
    });
  }

  #reread<T>(use: (stored: JwtStoredTokens | null) => T): T | Promise<T> {
    const stored = this.#store?.load() ?? null;
    return isPromise(stored) ? stored.then(use) : use(stored);
  }

  /** Takes over what another tab wrote. */
  #adopt(stored: JwtStoredTokens | null): void {
    const tokens = this.current ?? null;
    const isSame = stored?.sid === tokens?.sid;
    if (this.#isDestroyed || (isSame && (stored?.seq ?? 0) <= (tokens?.seq ?? 0))) return;
    if (!isSame && tokens) void this.end(stored ? 'session-changed' : 'signed-out', 'elsewhere');
    if (!stored) return;
    this.#set(stored);
    this.events.next({ type: isSame ? 'refreshed' : 'signedIn', from: 'elsewhere' });
  }

  #renew(tokens: JwtStoredTokens, isTokenRejected?: boolean): Promise<JwtAuthError | undefined> {
    return this.refresh!.run(this, tokens, isTokenRejected).then(
      () => undefined,
      (error: JwtAuthError) => error,
    );
  }

  #set(tokens: JwtStoredTokens | null): void {
    this.#sid = tokens?.sid ?? null;
    this.#staleAt = tokens ? this.#staleFrom(tokens) : Infinity;
    untracked(() => {
      this.#tokens.set(tokens);
    });
    this.#settleReady();
    this.#arm(tokens);
  }

  #staleFrom(tokens: JwtStoredTokens): number {
    if (tokens.expiresAt === null) return Infinity;
    if (!this.canRefresh(tokens)) return tokens.expiresAt;
    const lifetime = claimedLifetime(tokens.accessToken) ?? tokens.expiresAt - this.#clock.now();
    const margin = (this.refresh!.options.refreshBeforeExpiry ?? 30) * 1000;
    return tokens.expiresAt - Math.max(0, Math.min(margin, lifetime / 4));
  }

  /** One timer at most: for the end of a session without refresh, or to refresh ahead. */
  #arm(tokens: JwtStoredTokens | null, at: number = this.#staleAt): void {
    this.#cancelTimer();
    if (!tokens || at === Infinity || !this.isBrowser) return;
    const canRefresh = this.canRefresh(tokens);
    if (canRefresh && !this.#isRefreshedAhead) return;
    this.#cancelTimer = this.#clock.after(Math.max(0, at - this.#clock.now()), () => {
      if (!canRefresh) this.#expire(tokens);
      else if (this.#document.visibilityState === 'visible') {
        void this.prepare()?.then((failure) => {
          if (failure && this.current === tokens) {
            this.#arm(tokens, this.#clock.now() + BACKGROUND_RETRY);
          }
        });
      }
    });
  }

  #expire(tokens: JwtStoredTokens): void {
    void this.end(this.refusalOf(tokens) ? 'refresh-rejected' : 'expired');
  }

  #keep(tokens: JwtStoredTokens): Promise<void> {
    this.refresh?.hint?.write(tokens.sid);
    return this.#store?.save(tokens) ?? Promise.resolve();
  }

  #forget(sid: string | null): Promise<void> {
    this.refresh?.hint?.write(null);
    return this.#store?.clear(sid ?? undefined) ?? Promise.resolve();
  }
}

function sessionLost(isChanged: boolean): JwtAuthError {
  return isChanged
    ? new JwtAuthError('SESSION_CHANGED', 'Another session took the place of this one.')
    : new JwtAuthError('SESSION_OVER', 'The session has ended.');
}
