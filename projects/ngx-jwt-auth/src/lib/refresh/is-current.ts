import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { SessionHost } from './session-host';

/** Whether these are the tokens of the session still: nothing is sent for one that is over. */
export function isCurrent(session: SessionHost, tokens: JwtStoredTokens): boolean {
  return session.sid === tokens.sid && (session.current() ?? tokens) === tokens;
}
