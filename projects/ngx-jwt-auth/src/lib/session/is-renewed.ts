import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { SessionCore } from './session-core';

/** Whether the session has newer tokens than these, of the same user. */
export function isRenewed(session: SessionCore, { sid, seq }: JwtStoredTokens): boolean {
  const now = session.current();
  return !!now && (now.sid === sid ? now.seq > seq : session.continued === sid);
}
