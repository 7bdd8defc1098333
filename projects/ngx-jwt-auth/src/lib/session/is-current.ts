import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { SessionCore } from './session-core';

/** Whether these are the tokens of the session still, and its app is there: else nothing is sent. */
export function isCurrent(session: SessionCore, tokens: JwtStoredTokens): boolean {
  return (
    !session.isDestroyed && session.sid === tokens.sid && (session.current() ?? tokens) === tokens
  );
}
