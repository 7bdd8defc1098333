import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { SessionCore } from './session-core';

/** Goes on with tokens that another tab has got or signed in with, and tells the listeners. */
export function takeUp(session: SessionCore, tokens: JwtStoredTokens): void {
  const type = tokens.sid === session.current()?.sid ? 'refreshed' : 'signedIn';
  session.set(tokens);
  session.refresh?.abandon(); // who waits can go on with these
  session.emit({ type, from: 'elsewhere' });
}
