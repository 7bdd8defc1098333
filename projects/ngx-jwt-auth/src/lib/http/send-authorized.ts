import { HttpErrorResponse } from '@angular/common/http';
import { catchError, NEVER, throwError } from 'rxjs';
import { authError, type JwtAuthError } from '../errors';
import type { Outgoing } from '../session/session-core';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** Serves one subscription to a covered request: waits if need be, and sends. */
export function sendAuthorized(outgoing: Outgoing): void {
  const { session } = outgoing;
  const owner = session.current(); // before the app's refresh function is called: it may sign out
  if (owner === undefined) {
    const { epoch } = session;
    after(outgoing, session.ready, () => {
      // Somebody signed in or out while it was not known whose request this is, or the app is gone.
      if (session.epoch !== epoch || session.current() === undefined) fail(outgoing);
      else sendAuthorized(outgoing);
    });
    return;
  }
  const wait = session.ensureFresh();
  if (!wait) {
    send(outgoing, session.current());
    return;
  }
  after(outgoing, wait, (failure) => {
    const tokens = session.current();
    if (tokens?.sid === owner?.sid) send(outgoing, tokens, failure);
    else if (owner && session.continued === owner.sid) sendAuthorized(outgoing);
    else fail(outgoing);
  });
}

function send(
  outgoing: Outgoing,
  tokens: JwtStoredTokens | null | undefined,
  failure?: JwtAuthError,
): void {
  const { session, subscriber } = outgoing;
  if (!tokens) outgoing.sendWith(null).subscribe(subscriber);
  else if (failure && !session.isUsable(tokens)) fail(outgoing, failure);
  else if (session.refresh) session.refresh.send(outgoing, tokens);
  else sendOnce(outgoing, tokens);
}

/** Sends it where nothing can bring another token. */
function sendOnce(outgoing: Outgoing, tokens: JwtStoredTokens): void {
  const { request, session, subscriber } = outgoing;
  const answer = outgoing.sendWith(tokens).pipe(
    catchError((error: unknown) => {
      if (session.isTokenRejected(error)) session.reject(tokens);
      const { sid } = session;
      // As it is, but a 401 must not evict who has signed in since.
      const isOfAnother = sid && sid !== tokens.sid && (error as HttpErrorResponse).status === 401;
      if (!isOfAnother) return throwError(() => error);
      const isContinued = session.continued === tokens.sid;
      if (isContinued && canSendTwice(request.body)) sendAuthorized(outgoing);
      else fail(outgoing);
      return NEVER;
    }),
  );
  answer.subscribe(subscriber);
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

/** A stream is used up when it has been sent. */
export function canSendTwice(body: unknown): boolean {
  return typeof ReadableStream === 'undefined' || !(body instanceof ReadableStream);
}
