import { HttpContext } from '@angular/common/http';
import { NEVER } from 'rxjs';
import { authError } from '../errors';
import { AUTH_MODE, type SendMode } from './auth-mode';
import { fail, sendAuthorized } from './send-authorized';

/**
 * Marks a request that makes no sense without a session: when there is none it fails with
 * NOT_SIGNED_IN and is not sent. On the server, where nobody knows the session, it goes out without
 * a token.
 *
 * @param context The context to add the mark to; default a new one.
 *
 * @usageNotes
 * ```ts
 * http.get('/me', { context: requireJwtAuth() });
 * ```
 *
 * @publicApi
 */
export function requireJwtAuth(context: HttpContext = new HttpContext()): HttpContext {
  return context.set(AUTH_MODE, sendRequired);
}

const sendRequired: SendMode = (outgoing) => {
  const { request, session, subscriber } = outgoing;
  sendAuthorized({
    request,
    session,
    subscriber,
    sendWith(tokens) {
      if (tokens) return outgoing.sendWith(tokens);
      fail(outgoing, authError('NOT_SIGNED_IN'));
      return NEVER;
    },
  });
};
