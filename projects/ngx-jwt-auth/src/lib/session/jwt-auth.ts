import type { Signal } from '@angular/core';
import type { Observable } from 'rxjs';
import type { JwtAuthEvent } from '../jwt-auth-event';
import type { JwtClaims, JwtRole } from '../token/jwt-auth-types';
import type { JwtTokenResponse } from '../token/token-response';

/**
 * The session of the signed-in user: its state as signals, its commands as promises.
 *
 * @usageNotes
 * ```ts
 * class UserMenu {
 *   readonly auth = inject(JwtAuth);
 *   readonly name = computed(() => this.auth.claims()?.sub ?? 'guest');
 *
 *   async signOut(): Promise<void> {
 *     await this.auth.signOut();
 *   }
 * }
 * ```
 *
 * @see {@link provideJwtAuth}
 * @publicApi
 */
export abstract class JwtAuth {
  /**
   * `'unknown'` until an asynchronous store or a cookie session has answered, and always on the
   * server. `'authenticated'` while a session stands: the access token is unexpired, or a refresh
   * can be tried.
   */
  abstract readonly status: Signal<'unknown' | 'anonymous' | 'authenticated'>;

  /** Whether a session stands. */
  abstract readonly isAuthenticated: Signal<boolean>;

  /** Whether a refresh is under way. */
  abstract readonly isRefreshing: Signal<boolean>;

  /** The claims of the access token; `null` when there is none or it cannot be decoded. */
  abstract readonly claims: Signal<JwtClaims | null>;

  /** The roles in the claims; none when there are no claims. */
  abstract readonly roles: Signal<readonly JwtRole[]>;

  /** When the access token expires by this device's clock; `null` when that is not known. */
  abstract readonly expiresAt: Signal<Date | null>;

  /** Changes with the session, not with a refresh: key caches and `httpResource` by it. */
  abstract readonly sessionKey: Signal<string | null>;

  /** What happens to the session from now on; see {@link JwtAuthEvent}. */
  abstract readonly events: Observable<JwtAuthEvent>;

  /**
   * Starts a session with the reply of your sign-in endpoint. Of two calls the last one wins.
   *
   * @param reply The reply, or a promise or an observable of it: its first value counts.
   * @throws The reply's own error; `JwtAuthError` TOKEN_RESPONSE_INVALID for a reply without a
   * token, SESSION_OVER after a sign-out meanwhile, SESSION_CHANGED after another sign-in.
   *
   * @usageNotes
   * ```ts
   * await auth.signIn(http.post<JwtTokenResponse>('/auth/login', { username, password }));
   * ```
   */
  abstract signIn(
    reply: JwtTokenResponse | Promise<JwtTokenResponse> | Observable<JwtTokenResponse>,
  ): Promise<void>;

  /**
   * Ends the session: signals and memory at once, the store before the promise resolves. It never
   * fails, never waits for the server, and discards a sign-in or a refresh that is under way.
   *
   * @usageNotes
   * ```ts
   * await auth.signOut();
   * await router.navigateByUrl('/login');
   * ```
   */
  abstract signOut(): Promise<void>;

  /**
   * Refreshes the access token now, or joins the refresh under way.
   *
   * @throws `JwtAuthError` NOT_SIGNED_IN, SESSION_OVER, SESSION_CHANGED, REFRESH_REJECTED,
   * REFRESH_UNAVAILABLE or REFRESH_NOT_CONFIGURED.
   *
   * @usageNotes
   * ```ts
   * await auth.refresh(); // the server has granted a role
   * ```
   */
  abstract refresh(): Promise<void>;

  /**
   * The access token, refreshed if need be, for what does not go through `HttpClient`: WebSocket,
   * EventSource, `fetch`. `null` when anonymous, and on the server.
   *
   * @throws `JwtAuthError` REFRESH_UNAVAILABLE when the token has expired and the refresh could
   * not be reached.
   *
   * @usageNotes
   * ```ts
   * const token = await auth.getAccessToken();
   * const socket = new WebSocket('wss://api.example.com/live', token === null ? [] : ['bearer', token]);
   * ```
   */
  abstract getAccessToken(): Promise<string | null>;

  /** Whether the user has the role; reactive. */
  abstract hasRole(role: JwtRole): boolean;

  /** Whether the user has at least one of the roles; reactive. */
  abstract hasAnyRole(...roles: readonly [JwtRole, ...JwtRole[]]): boolean;

  /** Whether the user has each of the roles; reactive. */
  abstract hasEveryRole(...roles: readonly [JwtRole, ...JwtRole[]]): boolean;

  /**
   * Resolves when `status` is no longer `'unknown'`; on the server at once.
   *
   * @usageNotes
   * ```ts
   * provideAppInitializer(() => inject(JwtAuth).whenReady());
   * ```
   */
  abstract whenReady(): Promise<void>;
}
