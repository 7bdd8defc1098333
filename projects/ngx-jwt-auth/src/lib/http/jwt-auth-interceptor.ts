import { inject, untracked } from '@angular/core';
import type { HttpInterceptorFn } from '@angular/common/http';
import { Observable } from 'rxjs';
import { devOnly } from '../dev-mode';
import { checkProvided } from '../session/check-provided';
import { ATTACHMENT } from './attachment';
import { AUTH_MODE } from './auth-mode';
import { sendAuthorized } from './send-authorized';
import { watched } from './watch-request';

declare const ngServerMode: unknown;
declare const ngDevMode: unknown;

/**
 * Sends the access token with every request to your API, refreshes it first when it is stale, and
 * replays a request once that was answered 401. Register it in one visible line.
 *
 * A request with a fresh token, or without a session, passes through synchronously.
 *
 * @usageNotes
 * ```ts
 * const appConfig: ApplicationConfig = {
 *   providers: [provideHttpClient(withInterceptors([jwtAuthInterceptor])), provideJwtAuth()],
 * };
 * ```
 *
 * What fails for the session's sake is an `HttpErrorResponse` with a {@link JwtAuthError} in
 * `error`: status 401 with NOT_SIGNED_IN or SESSION_OVER, status 0 with REFRESH_UNAVAILABLE or
 * SESSION_CHANGED.
 *
 * @see {@link skipJwtAuth} {@link requireJwtAuth} {@link optionalJwtAuth}
 * @publicApi
 */
export const jwtAuthInterceptor: HttpInterceptorFn = /* @__PURE__ */ watched((request, next) => {
  // Asked first: get() would write a default into the context of each request.
  const send = request.context.has(AUTH_MODE) ? request.context.get(AUTH_MODE) : sendAuthorized;
  if (!send) return next(request);
  devOnly(() => {
    checkProvided('jwtAuthInterceptor');
  });
  const { attach, isFor, session } = inject(ATTACHMENT);
  if (!isFor(request)) return next(request);
  // An anonymous answer of the server must never become the signed-in user's in the browser.
  if (
    (typeof ngServerMode === 'undefined' ||
      ngServerMode ||
      typeof ngDevMode === 'undefined' ||
      ngDevMode) &&
    !session.isBrowser
  ) {
    return next(request.clone({ transferCache: false }));
  }

  // Decided at subscription: an outer retry() gets the current token, and its own replay. Not
  // tracked: an effect that sends a request must not run again when the token changes.
  return new Observable((subscriber) => {
    untracked(() => {
      send({
        request,
        session,
        subscriber,
        sendWith: (tokens) => next(tokens ? attach(request, tokens) : request),
      });
    });
  });
});
