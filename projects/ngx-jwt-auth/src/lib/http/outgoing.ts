import { HttpErrorResponse } from '@angular/common/http';
import { authError, type JwtAuthError } from '../errors';
import type { Outgoing } from '../session/session-core';

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

/** A stream is used up when it has been sent. */
export function canSendTwice(body: unknown): boolean {
  return typeof ReadableStream === 'undefined' || !(body instanceof ReadableStream);
}
