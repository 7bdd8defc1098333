import type { JwtAuthError } from './errors';

/**
 * What happened to the session; `from` says whether in this tab or in another. No event holds a
 * token.
 *
 * `sessionEnded` says why: `signed-out`; `expired`, without a refresh; `token-rejected`, when an API
 * refused the access token and nothing can renew it; `refresh-rejected` by the server;
 * `subject-changed`, when a refresh brought somebody else's token; `superseded`, when another tab
 * spent the refresh token of a copied session; `session-changed`, when another sign-in took its
 * place. `refreshFailed` leaves the session standing.
 *
 * @usageNotes
 * ```ts
 * auth.events.subscribe((event) => {
 *   if (event.type === 'sessionEnded' && event.reason === 'expired') {
 *     showMessage('Please sign in again.');
 *   }
 * });
 * ```
 *
 * @publicApi
 */
export type JwtAuthEvent =
  | { readonly type: 'signedIn' | 'refreshed'; readonly from: 'here' | 'elsewhere' }
  | { readonly type: 'refreshFailed'; readonly error: JwtAuthError }
  | {
      readonly type: 'sessionEnded';
      readonly reason:
        | 'signed-out'
        | 'expired'
        | 'token-rejected'
        | 'refresh-rejected'
        | 'subject-changed'
        | 'superseded'
        | 'session-changed';
      readonly from: 'here' | 'elsewhere';
    };

/** Why a session ended. */
export type SessionEndReason = Extract<JwtAuthEvent, { type: 'sessionEnded' }>['reason'];
