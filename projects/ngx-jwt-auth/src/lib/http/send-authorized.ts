import { HttpErrorResponse, type HttpEvent, type HttpRequest } from '@angular/common/http';
import { catchError, from, Observable, switchMap, throwError } from 'rxjs';
import { authError, type JwtAuthError } from '../errors';
import type { AuthMode, SendWith } from '../refresh/auth-mode';
import type { SessionHost } from '../refresh/session-host';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** Serves one subscription to a covered request: waits if need be, and sends. */
export function sendAuthorized(
  { body, urlWithParams: url }: HttpRequest<unknown>,
  mode: AuthMode,
  session: SessionHost,
  sendWith: SendWith,
): Observable<HttpEvent<unknown>> {
  if (typeof mode === 'function') return mode(session, sendWith, body);
  const { turns } = session;

  /** For a reason of ours: in a macrotask, since a retry() around it would starve the page. */
  const fail = (error: JwtAuthError): Observable<never> =>
    new Observable((subscriber) => {
      // While a session stands nothing may look like a 401, on which apps sign out.
      const status = session.current() ? 0 : 401;
      const response = new HttpErrorResponse({ error, status, statusText: error.code, url });
      const timer = setTimeout(() => {
        subscriber.error(response);
      });
      return () => {
        clearTimeout(timer);
      };
    });

  const failOver = (): Observable<never> =>
    fail(authError(session.current() ? 'SESSION_CHANGED' : 'SESSION_OVER'));

  const send = (
    tokens: JwtStoredTokens | null | undefined,
    failure?: JwtAuthError,
  ): Observable<HttpEvent<unknown>> => {
    if (!tokens) return mode === 'require' ? fail(authError('NOT_SIGNED_IN')) : sendWith(null);
    if (failure && !session.isUsable(tokens)) return fail(failure);
    if (session.refresh) return session.refresh.send(tokens, body, sendWith, fail);
    return sendWith(tokens).pipe(
      catchError((error: unknown) => {
        const { sid } = session;
        // As it is, but a 401 must not evict who has signed in since.
        const isOfAnother =
          sid && sid !== tokens.sid && (error as HttpErrorResponse).status === 401;
        return isOfAnother ? failOver() : throwError(() => error);
      }),
    );
  };

  const start = (): Observable<HttpEvent<unknown>> => {
    // Somebody signed in or out while it was not known whose request this is, or the app is gone.
    if (session.turns !== turns || session.current() === undefined) return failOver();
    const owner = session.current(); // before the app's refresh function is called: it may sign out
    const wait = session.prepare();
    if (!wait) return send(session.current());
    return from(wait).pipe(
      switchMap((failure) => {
        const tokens = session.current();
        return tokens?.sid === owner?.sid ? send(tokens, failure) : failOver();
      }),
    );
  };

  return session.current() === undefined ? from(session.ready).pipe(switchMap(start)) : start();
}
