import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { JwtAuthError } from '../errors';

/** A definite no to the refresh. */
export interface Refusal {
  readonly reason: 'refresh-rejected' | 'subject-changed';
  readonly error: JwtAuthError;
  /** Whether an API refused the access token as well, so that there is nothing left to use. */
  readonly isTokenRejected: boolean;
}

/** What the refresh may know of the session that it refreshes, and tell it. */
export interface RefreshableSession {
  /** Whether this session still stands, or is being restored. */
  isCurrent(sid: string): boolean;
  /** Adopts what the store holds, if it is newer than `tokens`; tells whether it was. */
  adoptNewer(tokens: JwtStoredTokens): boolean | Promise<boolean>;
  /** The exchange succeeded: commit and tell. */
  renewed(tokens: JwtStoredTokens): void;
  /** The exchange was refused. */
  refused(tokens: JwtStoredTokens, refusal: Refusal): void;
  /** The exchange got no definite answer. */
  failed(error: JwtAuthError): void;
  /** A reply came for a session that is over: its tokens are not kept. */
  dropped(tokens: JwtStoredTokens): void;
}
