import { InjectionToken } from '@angular/core';
import type { JwtRole } from 'ngx-jwt-auth';
import type { JwtTestClaims } from './jwt-test-claims';

/**
 * What the tokens of a test say besides who they are of.
 *
 * @usageNotes
 * ```ts
 * const asAdmin: JwtTestTokenOptions = { roles: ['admin'], expiresIn: 60 };
 * ```
 *
 * @publicApi
 */
export interface JwtTestTokenOptions {
  /** What else the access token says; of a refresh: what it says otherwise. */
  readonly claims?: JwtTestClaims;
  /** The roles, written where the app's `rolesClaim` has them. */
  readonly roles?: readonly JwtRole[];
  /** Seconds that the access token lives. Default 300. */
  readonly expiresIn?: number;
}

/**
 * How a test begins; nobody is signed in unless `signedInAs`, `claims` or `roles` are given.
 *
 * @usageNotes
 * ```ts
 * const options: JwtAuthTestingOptions = { signedInAs: 'ada', roles: ['admin'] };
 * ```
 *
 * @see {@link provideJwtAuthTesting}
 * @publicApi
 */
export interface JwtAuthTestingOptions extends JwtTestTokenOptions {
  /** Who is signed in: the `sub` claim. Default `'test-user'`, if anybody is. */
  readonly signedInAs?: string;
}

/** What the test was set up with. */
export const TESTING_OPTIONS: InjectionToken<JwtAuthTestingOptions> = new InjectionToken(
  'JWT_AUTH_TESTING_OPTIONS',
);
