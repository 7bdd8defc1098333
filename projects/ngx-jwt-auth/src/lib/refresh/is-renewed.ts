import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { SessionHost } from './session-host';

/** Whether the session has newer tokens than these, of the same user. */
export function isRenewed(session: SessionHost, { sid, seq }: JwtStoredTokens): boolean {
  const now = session.current();
  return !!now && (now.sid === sid ? now.seq > seq : session.continued === sid);
}
