import type { JwtTestTokenOptions } from './jwt-auth-testing-options';

/**
 * Another tab of the same browser, which shares the store of the session. What happens there the
 * app hears of at once, as an event `from: 'elsewhere'`; the promises resolve when everything has
 * happened that follows from it, such as leaving a guarded page.
 *
 * @usageNotes
 * ```ts
 * const tab: JwtAuthTestingTab = TestBed.inject(JwtAuthTestingController).otherTab();
 * await tab.signOut();
 * ```
 *
 * @see {@link JwtAuthTestingController}
 * @publicApi
 */
export interface JwtAuthTestingTab {
  /** Somebody signs in there: for this tab another session, also when it is the same user. */
  signIn(signedInAs?: string, options?: JwtTestTokenOptions): Promise<void>;
  /** The user signs out there. */
  signOut(): Promise<void>;
  /** The session is refreshed there; those who wait for a refresh here go on with its token. */
  refresh(options?: JwtTestTokenOptions): Promise<void>;
}
