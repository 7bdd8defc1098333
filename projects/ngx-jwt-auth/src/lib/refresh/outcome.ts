import type { JwtStoredTokens } from '../token/jwt-token-store';

/**
 * What came of one attempt to refresh: new tokens that stand (`renewed`); no definite answer, or
 * nothing left to do here (`unavailable`); the server's refusal; somebody else's tokens
 * (`subject-changed`); or new tokens for a session that was over by then (`late`).
 */
export type Outcome =
  | { readonly kind: 'renewed' | 'unavailable' | 'refused' | 'subject-changed' }
  | { readonly kind: 'late'; readonly tokens: JwtStoredTokens };
