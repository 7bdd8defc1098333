import { HttpContext } from '@angular/common/http';
import { AUTH_MODE } from './auth-mode';

/**
 * Marks a request that the interceptor leaves alone: no token, no waiting, no refresh.
 *
 * @param context The context to add the mark to; default a new one.
 *
 * @usageNotes
 * ```ts
 * http.get('/public/movies', { context: skipJwtAuth() });
 * ```
 *
 * @publicApi
 */
export function skipJwtAuth(context: HttpContext = new HttpContext()): HttpContext {
  return context.set(AUTH_MODE, null);
}
