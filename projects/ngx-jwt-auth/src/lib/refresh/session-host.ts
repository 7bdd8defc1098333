import type { WritableSignal } from '@angular/core';
import type { JwtAuthError } from '../errors';
import type { JwtAuthEvent, SessionEndReason } from '../jwt-auth-event';
import type { JwtStoredTokens, LoadedTokens } from '../token/jwt-token-store';
import type { TokenRefresh } from './token-refresh';

/** The session as its refresh and its store see it. */
export interface SessionHost {
  /** Tells the listeners; what called for it does not depend on the signals that they read. */
  emit(event: JwtAuthEvent): void;
  readonly isRefreshing: WritableSignal<boolean>;
  /** Settles when it is known whether there is a session; on the server at once, unknown. */
  readonly ready: Promise<void>;
  /** How its tokens are refreshed, if at all. */
  readonly refresh?: TokenRefresh | undefined;
  /** The session in a store, or undefined when tokens live in memory only. */
  readonly stored?: StoredSession | undefined;
  /** The session that stands or is being restored: what comes in for another one is dropped. */
  sid?: string | undefined;
  /** Whether its injector is destroyed: from then on only what was sent before is finished. */
  readonly isDestroyed?: boolean;
  /** The sessions that are over: neither a store that is behind nor late news bring one back. */
  readonly ended: Set<string>;
  /** The session of the same user that this one took the place of, in another tab: it goes on. */
  continued?: string | undefined;
  /** The tokens of the session that ended here last. */
  previous?: JwtStoredTokens;
  /** How often somebody signed in or out here: what was asked before belongs to nobody else. */
  readonly turns: number;
  /** The tokens now, undefined while unknown; who asks does not depend on them. */
  current(): JwtStoredTokens | null | undefined;
  /** Whether the access token can still be sent. */
  isUsable(tokens: JwtStoredTokens): boolean;
  /** Whether an API refused the access token. */
  isTokenRejected(error: unknown): boolean;
  /** Ends the session if an API refused the tokens that it has, and nothing can renew them. */
  reject(carried: JwtStoredTokens): void;
  /** Shows the tokens, and arms their timer; nothing once the app is destroyed. */
  set(tokens: JwtStoredTokens | null): void;
  end(reason: SessionEndReason, from?: 'here' | 'elsewhere'): void | Promise<void>;
  /**
   * What has to be waited for: the restore, then the refresh of a stale token. Nothing in the
   * usual case; else a promise that never rejects and tells why the refresh failed.
   */
  prepare(): Promise<JwtAuthError | undefined> | undefined;
}

/** What keeps a session beyond its page, for this tab or for others. */
export interface SessionKeeper {
  /** Keeps the tokens, of a sign-in perhaps that replaced another session. */
  save(tokens: JwtStoredTokens, replaced?: string): void | Promise<void>;
  /** Forgets that session, for good; without a sid whatever there is. */
  clear(sid: string | undefined, reason?: SessionEndReason): void | Promise<void>;
}

/** A session beyond memory: it outlives a reload, and other tabs write to it. */
export interface StoredSession extends SessionKeeper {
  /** Starts with what was stored; calls `start` where there is nothing to start with. */
  restore(start: () => void): void;
  /** Adopts what another tab wrote. */
  reread(): void | Promise<void>;
  /**
   * The record as the store shows it: null when that of the session was there and is gone,
   * undefined when the store cannot tell.
   */
  look(): LoadedTokens | Promise<LoadedTokens>;
}
