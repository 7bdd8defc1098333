import { HttpErrorResponse, type HttpEvent, type HttpRequest } from '@angular/common/http';
import type { Observable, Subscriber } from 'rxjs';
import { authError, type JwtAuthError } from '../errors';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { SessionHost } from './session-host';

/**
 * One subscription to a covered request. A plain record, and few operators: thousands may wait at
 * once, and what each of them keeps is copied by the garbage collector meanwhile.
 */
export interface Outgoing {
  readonly request: HttpRequest<unknown>;
  readonly session: SessionHost;
  readonly subscriber: Subscriber<HttpEvent<unknown>>;
  /** What comes when it is sent with these tokens, or without any. */
  readonly sendWith: (tokens: JwtStoredTokens | null) => Observable<HttpEvent<unknown>>;
}

/** Goes on once the promise is there, which never rejects, unless the caller has left. */
export function after<T>(
  { subscriber }: Outgoing,
  wait: Promise<T>,
  goOn: (value: T) => void,
): void {
  // One promise for each who waits: with catch() they would be two, and the error a turn late.
  void wait.then((value) => {
    if (subscriber.closed) return;
    try {
      goOn(value);
    } catch (error) {
      subscriber.error(error); // of the chain below
    }
  });
}

/**
 * Fails for a reason of ours, by default that the session which it belongs to is over: in a
 * macrotask, since a retry() around it would starve the page.
 */
export function fail({ request, session, subscriber }: Outgoing, reason?: JwtAuthError): void {
  const stood = session.current();
  const timer = setTimeout(() => {
    // While a session stands, be it one since, nothing may look like a 401, on which apps sign out.
    const stands = stood ?? session.current();
    const error = reason ?? authError(stands ? 'SESSION_CHANGED' : 'SESSION_OVER');
    subscriber.error(
      new HttpErrorResponse({
        error,
        status: stands ? 0 : 401,
        statusText: error.code,
        url: request.urlWithParams,
      }),
    );
  });
  subscriber.add(() => {
    clearTimeout(timer);
  });
}
