import { HttpContext } from '@angular/common/http';
import { AUTH_MODE, type SendMode } from './auth-mode';
import { canSendTwice } from './send-authorized';
import { isRenewed } from '../session/is-renewed';
import { sendAgain, sendWithReplay, type Replay } from './send-with-replay';
import type { SessionCore } from '../session/session-core';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/**
 * Marks a request that goes out at once in any case, with the access token if there is a good one
 * at hand, else without: it never waits and never fails for the session's sake.
 *
 * @param context The context to add the mark to; default a new one.
 *
 * @usageNotes
 * ```ts
 * http.get('/movies/popular', { context: optionalJwtAuth() });
 * ```
 *
 * @publicApi
 */
export function optionalJwtAuth(context: HttpContext = new HttpContext()): HttpContext {
  return context.set(AUTH_MODE, sendOptional);
}

const sendOptional: SendMode = (outgoing) => {
  const { session, subscriber } = outgoing;
  void session.ensureFresh(); // for the next request: this one does not wait
  const tokens = goodTokens(session);
  if (tokens) sendWithReplay(outgoing, tokens, replayAtOnce);
  else outgoing.sendWith(null).subscribe(subscriber);
};

const replayAtOnce: Replay = (outgoing, tokens, error) => {
  const { request, session } = outgoing;
  if (!session.isTokenRejected(error)) return false;
  void session.refresh?.replace(tokens, request);
  session.reject(tokens);
  if (!canSendTwice(request.body)) return false;
  const now = goodTokens(session);
  // Behind the interceptor of a lazy route comes that of the root: it must not attach what was refused.
  request.context.set(AUTH_MODE, null);
  try {
    sendAgain(outgoing, isRenewed(session, tokens) ? now : null);
  } finally {
    request.context.set(AUTH_MODE, sendOptional); // for who sends it once more
  }
  return true;
};

function goodTokens(session: SessionCore): JwtStoredTokens | null {
  const tokens = session.current();
  return tokens && session.isUsable(tokens) ? tokens : null;
}
