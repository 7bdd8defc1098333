import type { HttpEvent, HttpRequest } from '@angular/common/http';
import { InjectionToken, type WritableSignal } from '@angular/core';
import type { Navigation } from '@angular/router';
import type { Observable, Subject, Subscriber } from 'rxjs';
import type { JwtAuthError } from '../errors';
import type { FutileRefreshes } from '../http/futile-refreshes';
import type { JwtAuthEvent, SessionEndReason } from '../jwt-auth-event';
import type { JwtStoredTokens, LoadedTokens } from '../token/jwt-token-store';

/** A session as its parts see it: its refresh, its store, its tabs and its requests. */
export interface SessionCore {
  /** How its tokens are refreshed; undefined without a refresh, and on the server. */
  readonly refresh?: TokenRefresh | undefined;
  /** Its record in a store; undefined where tokens live in memory only. */
  readonly stored?: StoredSession | undefined;
  readonly isRefreshing: WritableSignal<boolean>;
  /** Settles when it is known whether there is a session; on the server at once, unknown. */
  readonly ready: Promise<void>;
  /** The session that stands or is being restored: what comes in for another one is dropped. */
  sid?: string | undefined;
  /** Whether its injector is destroyed: from then on only what was sent before is finished. */
  readonly isDestroyed?: boolean;
  /** The sessions that are over: neither an old record nor late news bring one back. */
  readonly ended: Set<string>;
  /** The session of the same user that this one replaced, in another tab: its requests go on. */
  continued?: string | undefined;
  /** The tokens of the session that ended here last. */
  previous?: JwtStoredTokens;
  /** The session whose refresh is under way. */
  underWay?: string | undefined;
  /** Goes up with each sign-in and sign-out here: what was asked before belongs to nobody else. */
  readonly epoch: number;
  /** The tokens now, undefined while unknown. It reads no signal. */
  current(): JwtStoredTokens | null | undefined;
  /** Whether these are the tokens of the session still, and its app is there: else nothing is sent. */
  isCurrent(tokens: JwtStoredTokens): boolean;
  /** Whether the access token can still be sent. */
  isUsable(tokens: JwtStoredTokens): boolean;
  /** Whether an API refused the access token. */
  isTokenRejected(error: unknown): boolean;
  /** Ends the session if an API refused the tokens that it has, and nothing can renew them. */
  reject(carried: JwtStoredTokens): void;
  /** Shows the tokens and schedules their end or their refresh; nothing once the app is destroyed. */
  set(tokens: JwtStoredTokens | null): void;
  /** Ends the session, and tells the listeners. */
  end(reason: SessionEndReason, from?: 'here' | 'elsewhere'): void | Promise<void>;
  /** Tells the listeners, each of them in the same order; reads no signal. */
  emit(event: JwtAuthEvent): void;
  /**
   * Waits for the restore, then for the refresh of a stale token. Nothing in the usual case; else a
   * promise that never rejects, of the reason why the refresh failed.
   */
  ensureFresh(): Promise<JwtAuthError | undefined> | undefined;
}

/** A session as `JwtAuth`, the interceptor and the guards see it. */
export interface JwtSession extends SessionCore {
  readonly isBrowser: boolean;
  readonly events: Subject<JwtAuthEvent>;
  refresh?: TokenRefresh | undefined;
  stored?: StoredSession | undefined;
  isDestroyed?: boolean;
  epoch: number;
  /** Undefined while it is not known whether there is a session. */
  readonly tokens: WritableSignal<JwtStoredTokens | null | undefined>;
  /** The routes that our guards have let it into, once there is one. */
  admitted?: WeakSet<object>;
  /** The last navigation, if it is to a guarded page. */
  asked?: Navigation | null;
  signIn(reply: unknown): Promise<void>;
  signOut(): Promise<void>;
}

/** The refresh of a session. */
export interface TokenRefresh {
  /** The endpoints that a refresh did not help. */
  readonly futile: FutileRefreshes;
  /** Whether there is something to refresh these tokens with. */
  canRefresh(tokens: JwtStoredTokens): boolean;
  /** Whether the server refused to refresh these tokens. */
  isRefused(tokens: JwtStoredTokens): boolean;
  /**
   * Prepares for new tokens, or for none. Gives the time from which they are refreshed before use,
   * in ms by this clock; undefined where they cannot be refreshed.
   */
  schedule(tokens: JwtStoredTokens | null): number | undefined;
  /** Starts the refresh of these tokens, or joins the one under way; gives why there are no new ones. */
  join(tokens: JwtStoredTokens): Promise<JwtAuthError | undefined>;
  /** As `ensureFresh()`, for a request that was refused with the tokens that it carried. */
  replace(
    carried: JwtStoredTokens,
    request: HttpRequest<unknown>,
  ): Promise<JwtAuthError | undefined> | undefined;
  /** Refreshes now, or joins the refresh under way; rejects with a `JwtAuthError`. */
  now(): Promise<void>;
  /** Lets nobody wait any longer: the session is over, or another one. The exchange itself goes on. */
  abandon(): void;
  /** Starts to restore a cookie session, if there may be one. */
  restore(): boolean;
  /** Saves the tokens of a sign-in, and tells the other tabs. */
  recordSignIn(tokens: JwtStoredTokens, replaced: string | undefined): void | Promise<void>;
  /** Forgets a session for good, and tells the other tabs; without a sid whatever there is. */
  readonly recordEnd: (sid: string | undefined, reason: SessionEndReason) => void | Promise<void>;
  /** See `TabRules.heal()`; false where there are no such rules. */
  heal(): boolean;
  /** Sends a request with the tokens of the session, and once more when they are refused. */
  send(outgoing: Outgoing, tokens: JwtStoredTokens): void;
}

/** The record of a session in a store: it outlives a reload, and other tabs write to it. */
export interface StoredSession {
  /** Begins with what was stored; calls `start` where there is nothing to begin with. */
  restore(start: () => void): void;
  /** Saves the tokens, of a sign-in perhaps that replaced another session. */
  save(tokens: JwtStoredTokens, replaced?: string): void | Promise<void>;
  /** Forgets that session, for good; without a sid whatever there is. */
  readonly clear: (sid: string | undefined) => void | Promise<void>;
  /** The record; null when that of the session is gone, undefined when the store cannot tell. */
  read(): LoadedTokens;
  /** Adopts what another tab has written, as far as the store has it at hand. */
  reread(): void;
  /** As `reread()`, when an asynchronous store has loaded anew. */
  catchUp(): void;
  /** Loads anew, then as `reread()`; there for asynchronous stores only. */
  readonly sync?: (() => Promise<void>) | undefined;
}

/**
 * One subscription to a covered request. A plain record, and few operators: thousands may wait at
 * once, and the garbage collector copies what each of them keeps.
 */
export interface Outgoing {
  readonly request: HttpRequest<unknown>;
  readonly session: SessionCore;
  readonly subscriber: Subscriber<HttpEvent<unknown>>;
  /** Sends it with these tokens, or without any. */
  readonly sendWith: (tokens: JwtStoredTokens | null) => Observable<HttpEvent<unknown>>;
}

/** Tells the server that the tokens of a session are not used any more. */
export type Revocation = (sid: string, tokens: JwtStoredTokens | null | undefined) => void;

declare const ngDevMode: unknown;

/** The session of one `provideJwtAuth()`. */
export const JWT_SESSION: InjectionToken<JwtSession> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'JWT_SESSION' : '',
);

/** Makes the refresh of a session; not provided where the app configured none. */
export const TOKEN_REFRESH: InjectionToken<(session: SessionCore) => TokenRefresh | undefined> =
  new InjectionToken(typeof ngDevMode === 'undefined' || ngDevMode ? 'TOKEN_REFRESH' : '');

/** Makes what keeps a session in its store; not provided where tokens live in memory only. */
export const STORED_SESSION: InjectionToken<(session: SessionCore) => StoredSession> =
  new InjectionToken(typeof ngDevMode === 'undefined' || ngDevMode ? 'STORED_SESSION' : '');

/** The revocation of this provider; not provided where the app configured none. */
export const TOKEN_REVOCATION: InjectionToken<Revocation> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'TOKEN_REVOCATION' : '',
);
