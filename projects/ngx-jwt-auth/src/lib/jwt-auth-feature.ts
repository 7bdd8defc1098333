import type { Provider } from '@angular/core';

/**
 * The kinds of feature that {@link provideJwtAuth} takes, each at most once.
 *
 * @usageNotes
 * ```ts
 * const kind: JwtAuthFeatureKind = 'TokenStore';
 * ```
 *
 * @publicApi
 */
export type JwtAuthFeatureKind =
  'TokenStore' | 'TokenRefresh' | 'TokenRevocation' | 'BackgroundRefresh';

/**
 * Behaviour to add to {@link provideJwtAuth}, made by one of the `with...()` functions.
 *
 * @usageNotes
 * ```ts
 * const store: JwtAuthFeature<'TokenStore'> = withTokenStore(localStorageTokenStore());
 * ```
 *
 * @publicApi
 */
export interface JwtAuthFeature<Kind extends JwtAuthFeatureKind> {
  readonly ɵkind: Kind;
  readonly ɵproviders: readonly Provider[];
}

/** Makes a feature; the kind stays a string literal, so that contradictions can be named. */
export function jwtAuthFeature<Kind extends JwtAuthFeatureKind>(
  kind: Kind,
  providers: readonly Provider[],
): JwtAuthFeature<Kind> {
  return { ɵkind: kind, ɵproviders: providers };
}
