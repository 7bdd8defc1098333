import { InjectionToken } from '@angular/core';

declare const ngDevMode: unknown;

/** The key that everything stored derives from, unless the store says another. */
const DEFAULT_KEY = 'ngx-jwt-auth';

/**
 * The one record of a session as a store keeps it.
 *
 * @usageNotes
 * ```ts
 * const parse = (json: string | null): JwtStoredTokens | null =>
 *   json === null ? null : (JSON.parse(json) as JwtStoredTokens);
 * ```
 *
 * @publicApi
 */
export interface JwtStoredTokens {
  /** The version of this shape. */
  readonly v: 1;
  /** The session: random at each sign-in. */
  readonly sid: string;
  /** Goes up by one at each refresh. */
  readonly seq: number;
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds since the epoch by this device's clock; `null` when the lifetime is unknown. */
  readonly expiresAt: number | null;
}

/**
 * Where the tokens are kept: one record, written at once.
 *
 * `customTokenStore()` makes a store of it that `withTokenStore()` takes. A store whose methods
 * return promises is a `JwtAsyncTokenStore`.
 *
 * What is loaded is validated before use. A store that throws costs nothing but the persistence:
 * the session then lives in memory.
 *
 * @usageNotes
 * ```ts
 * const key = 'tokens';
 * const tabStore: JwtTokenStore = {
 *   load: () => JSON.parse(sessionStorage.getItem(key) ?? 'null'),
 *   save: (tokens) => sessionStorage.setItem(key, JSON.stringify(tokens)),
 *   clear: (sid) => {
 *     if (!sid || tabStore.load()?.sid === sid) sessionStorage.removeItem(key);
 *   },
 * };
 * ```
 *
 * @see {@link customTokenStore} {@link JwtAsyncTokenStore}
 * @publicApi
 */
export interface JwtTokenStore {
  /** The record, or `null` when there is none. */
  load(): JwtStoredTokens | null;
  /** Replaces the record. */
  save(tokens: JwtStoredTokens): void;
  /**
   * With a `sid`: removes the record if it is of that session, and remembers that the session has
   * ended. Without: removes the record.
   */
  clear(sid?: string): void;
  /** Tells when another tab wrote; returns what unsubscribes. */
  onExternalChange?(listener: () => void): () => void;
}

/** A store of the library: it names the key that locks, channels and hints derive from. */
export interface KeyedTokenStore extends JwtTokenStore {
  readonly key: string;
  /** Who sees it: the page until it is left, the tab, or every tab of the browser. */
  readonly reach: 'page' | 'tab' | 'browser';
  /** Whether a session is known to have ended; without it nobody knows why a record is gone. */
  hasEnded?(sid: string): boolean;
}

/** How a store of the library is named: two apps on one origin need two keys. */
export interface TokenStoreOptions {
  readonly key?: string;
}

/** What a store holds; undefined when it cannot tell, or holds what is not ours: that is no news. */
export type LoadedTokens = JwtStoredTokens | null | undefined;

/** A store as the session uses it: it never throws, rejects or hangs. */
export interface SessionStore extends Pick<Partial<KeyedTokenStore>, 'key' | 'reach'> {
  load(): LoadedTokens;
  /** What is returned resolves when it is written, and never rejects. */
  save(tokens: JwtStoredTokens): void | Promise<void>;
  clear(sid?: string): void | Promise<void>;
  onExternalChange(listener: () => void): () => void;
  readonly hasEnded?: ((sid: string) => boolean) | undefined;
  /** Waits for what is being written, and loads anew; there for asynchronous stores only. Never rejects. */
  readonly sync?: (() => Promise<void>) | undefined;
}

/** The store of this provider; none where tokens live in memory. */
export const TOKEN_STORE: InjectionToken<SessionStore> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'TOKEN_STORE' : '',
);

/** The key of a store of the library, else the default one. */
export function storeKey(
  store: Partial<KeyedTokenStore> | TokenStoreOptions | null | undefined,
): string {
  return store?.key ?? DEFAULT_KEY;
}
