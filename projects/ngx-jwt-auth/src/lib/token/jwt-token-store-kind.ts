import type { JwtTokenStore } from './jwt-token-store';

/**
 * A kind of token store for {@link withTokenStore}, made by one of the `...TokenStore()` functions.
 *
 * @usageNotes
 * ```ts
 * const kind: JwtTokenStoreKind = localStorageTokenStore();
 * ```
 *
 * @see {@link localStorageTokenStore} {@link customTokenStore} {@link asyncTokenStore}
 * @publicApi
 */
export interface JwtTokenStoreKind {
  readonly ɵcreate: () => JwtTokenStore;
  /** A `CreateTabRules`, whose types are no part of the public API. */
  readonly ɵtabRules?: unknown;
}
