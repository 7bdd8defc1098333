import type { JwtStoredTokens } from './jwt-token-store';

/**
 * A store whose calls answer later: Capacitor Preferences, IndexedDB, Ionic Storage and the like.
 *
 * `asyncTokenStore()` makes a store of it that `withTokenStore()` takes.
 *
 * @usageNotes
 * ```ts
 * const key = 'tokens';
 * const capacitorStore: JwtAsyncTokenStore = {
 *   load: async () => JSON.parse((await Preferences.get({ key })).value ?? 'null'),
 *   save: (tokens) => Preferences.set({ key, value: JSON.stringify(tokens) }),
 *   clear: async (sid) => {
 *     if (!sid || (await capacitorStore.load())?.sid === sid) await Preferences.remove({ key });
 *   },
 * };
 * ```
 *
 * @see {@link asyncTokenStore}
 * @publicApi
 */
export interface JwtAsyncTokenStore {
  /** The record, or `null` when there is none. */
  load(): Promise<JwtStoredTokens | null>;
  /** Replaces the record. */
  save(tokens: JwtStoredTokens): Promise<void>;
  /**
   * With a `sid`: removes the record if it is of that session, and remembers that the session has
   * ended. Without: removes the record.
   */
  clear(sid?: string): Promise<void>;
  /** Tells when another tab wrote; returns what unsubscribes. */
  onExternalChange?(listener: () => void): () => void;
}
