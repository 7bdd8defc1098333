import type { JwtClaims } from 'ngx-jwt-auth';

/**
 * The claims of a token in a test: any of yours from `JwtAuthTypes`, none of them required.
 *
 * @usageNotes
 * ```ts
 * const ada: JwtTestClaims = { sub: 'ada', name: 'Ada Lovelace' };
 * ```
 *
 * @see {@link createTestJwt}
 * @publicApi
 */
export type JwtTestClaims = {
  readonly [Claim in keyof JwtClaims]?: JwtClaims[Claim] | undefined;
};
