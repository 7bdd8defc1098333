import { HttpContext } from '@angular/common/http';
import { AUTH_MODE } from '../auth-mode';

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
  return context.set(AUTH_MODE, 'optional');
}
