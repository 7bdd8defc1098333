import { HttpContext } from '@angular/common/http';
import { NEVER } from 'rxjs';
import { AUTH_MODE, type SendMode } from './auth-mode';
import { sendAuthorized } from './send-authorized';

/**
 * Marks a request whose 401 is its own: it carries the access token, and no answer to it refreshes
 * the token or ends the session.
 *
 * Use it where an API answers 401 for another reason, such as a wrong current password.
 *
 * @param context The context to add the mark to; default a new one.
 *
 * @usageNotes
 * ```ts
 * http.post('/account/password', credentials, { context: keepJwtAuth() });
 * ```
 *
 * @see {@link JwtAuthConfig.isTokenRejected} for what a refused token looks like in all answers
 * @publicApi
 */
export function keepJwtAuth(context: HttpContext = new HttpContext()): HttpContext {
  return context.set(AUTH_MODE, sendKept);
}

const sendKept: SendMode = (outgoing) => {
  const { request, session, subscriber } = outgoing;
  sendAuthorized({
    request,
    session,
    subscriber,
    sendWith(tokens) {
      // Straight to the caller: nothing in between sees the answer.
      outgoing.sendWith(tokens).subscribe(subscriber);
      return NEVER;
    },
  });
};
