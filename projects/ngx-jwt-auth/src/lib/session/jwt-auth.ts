import { computed, inject, Injectable, type Signal } from '@angular/core';
import type { Observable } from 'rxjs';
import { authError } from '../errors';
import type { JwtAuthEvent } from '../jwt-auth-event';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { decodeJwt } from '../token/decode-jwt';
import type { JwtClaims, JwtRole } from '../token/jwt-auth-types';
import { jwtRoles } from '../token/jwt-roles';
import type { JwtTokenResponse } from '../token/token-response';
import { JWT_SESSION } from './jwt-session';

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
@Injectable()
export class JwtAuth {
  readonly #session = inject(JWT_SESSION);
  readonly #rolesClaim = inject(JWT_AUTH_CONFIG).rolesClaim;

  /**
   * `'unknown'` until an asynchronous store or a cookie session has answered, and always on the
   * server. `'authenticated'` while a session stands: the access token is unexpired, or a refresh
   * can be tried.
   */
  readonly status: Signal<'unknown' | 'anonymous' | 'authenticated'> = computed(() => {
    const tokens = this.#session.tokens();
    return tokens ? 'authenticated' : tokens === null ? 'anonymous' : 'unknown';
  });

  /** Whether a session stands. */
  readonly isAuthenticated: Signal<boolean> = computed(() => !!this.#session.tokens());

  /** Whether a refresh is under way. */
  readonly isRefreshing: Signal<boolean> = this.#session.isRefreshing.asReadonly();

  /** The claims of the access token; `null` when there is none or it cannot be decoded. */
  readonly claims: Signal<JwtClaims | null> = computed(() =>
    decodeJwt(this.#session.tokens()?.accessToken),
  );

  /** The roles in the claims; none when there are no claims. */
  readonly roles: Signal<readonly JwtRole[]> = computed(
    // The one place where the strings of a token become the roles that the app declared. Here
    // they are strings still; for an app that augments JwtAuthTypes they are not.
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion
    () => jwtRoles(this.claims(), this.#rolesClaim) as readonly JwtRole[],
  );

  /** When the access token expires by this device's clock; `null` when that is not known. */
  readonly expiresAt: Signal<Date | null> = computed(() => {
    const at = this.#session.tokens()?.expiresAt;
    return at ? new Date(at) : null; // 0 stands for a token that is still to come
  });

  /** Changes with the session, not with a refresh: key caches and `httpResource` by it. */
  readonly sessionKey: Signal<string | null> = computed(() => this.#session.tokens()?.sid ?? null);

  /** What happens to the session from now on; see {@link JwtAuthEvent}. */
  readonly events: Observable<JwtAuthEvent> = this.#session.events.asObservable();

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
  signIn(
    reply: JwtTokenResponse | Promise<JwtTokenResponse> | Observable<JwtTokenResponse>,
  ): Promise<void> {
    return this.#session.signIn(reply);
  }

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
  signOut(): Promise<void> {
    return this.#session.signOut();
  }

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
  async refresh(): Promise<void> {
    const { isBrowser, refresh } = this.#session;
    if (!refresh) throw authError(isBrowser ? 'REFRESH_NOT_CONFIGURED' : 'NOT_SIGNED_IN');
    await refresh.now();
  }

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
  async getAccessToken(): Promise<string | null> {
    const session = this.#session;
    const failure = await session.prepare();
    const tokens = session.current();
    if (!tokens) return null;
    if (failure?.code === 'SESSION_CHANGED') return this.getAccessToken(); // that of the new session
    if (failure && !session.isUsable(tokens)) throw failure;
    return tokens.accessToken;
  }

  /** Whether the user has the role; reactive. */
  hasRole(role: JwtRole): boolean {
    return this.roles().includes(role);
  }

  /** Whether the user has at least one of the roles; reactive. */
  hasAnyRole(...roles: readonly [JwtRole, ...JwtRole[]]): boolean {
    return roles.some((role) => this.hasRole(role));
  }

  /** Whether the user has each of the roles; reactive. */
  hasEveryRole(...roles: readonly [JwtRole, ...JwtRole[]]): boolean {
    // The types rule out an empty requirement; where it comes in all the same it is not met.
    return (roles as readonly JwtRole[]).length > 0 && roles.every((role) => this.hasRole(role));
  }

  /**
   * Resolves when `status` is no longer `'unknown'`; on the server at once.
   *
   * @usageNotes
   * ```ts
   * provideAppInitializer(() => inject(JwtAuth).whenReady());
   * ```
   */
  whenReady(): Promise<void> {
    return this.#session.ready;
  }
}
