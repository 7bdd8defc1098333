import type { JwtAuthError } from '../errors';
import { isRenewed } from '../session/is-renewed';
import type { Outgoing } from '../session/session-core';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { canSendTwice } from './can-send-twice';
import { after, fail } from './outgoing';
import { sendAgain, sendWithReplay, type Replay } from './send-with-replay';

/**
 * Sends a request with the tokens of the session; when they are refused once more, with those that
 * a refresh has brought.
 */
export function sendRefreshable(outgoing: Outgoing, tokens: JwtStoredTokens): void {
  sendWithReplay(outgoing, tokens, replayRefreshed);
}

const replayRefreshed: Replay = (outgoing, tokens, error) => {
  const { request, session, subscriber } = outgoing;
  if (!session.isTokenRejected(error)) return false;
  const wait = session.refresh?.replace(tokens, request);
  session.reject(tokens);
  if (!canSendTwice(request.body)) return false; // the next request has the new token
  const decide = (failure?: JwtAuthError): void => {
    const now = session.current();
    if (now && isRenewed(session, tokens) && (!failure || session.isUsable(now))) {
      sendAgain(outgoing, now);
    } else if (now && now.sid !== tokens.sid) fail(outgoing);
    else if (now && failure) fail(outgoing, failure);
    else subscriber.error(error);
  };
  if (wait) after(outgoing, wait, decide);
  else decide();
  return true;
};
