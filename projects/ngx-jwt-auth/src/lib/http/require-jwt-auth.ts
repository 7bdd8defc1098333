import { HttpContext } from '@angular/common/http';
import { AUTH_MODE } from '../refresh/auth-mode';

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
  return context.set(AUTH_MODE, 'require');
}
