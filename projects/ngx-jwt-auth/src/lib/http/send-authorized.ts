import {
  HttpErrorResponse,
  HttpEventType,
  type HttpEvent,
  type HttpHandlerFn,
  type HttpRequest,
} from '@angular/common/http';
import { defer, type Subscriber } from 'rxjs';
import type { AuthMode } from '../auth-mode';
import { authError, type JwtAuthError } from '../errors';
import type { JwtSession } from '../session/jwt-session';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** Serves one subscription to a covered request: waits if need be, sends, replays once. */
export function sendAuthorized(
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
  mode: AuthMode,
  session: JwtSession,
  subscriber: Subscriber<HttpEvent<unknown>>,
  withToken: (accessToken: string) => HttpRequest<unknown>,
): void {
  /** The session that the request belongs to: the one that stands as soon as that is known. */
  let asked: JwtStoredTokens | null | undefined;
  /** What the request was last sent with. */
  let carried: JwtStoredTokens | null = null;
  /** The answer that led to the replay: there is one, whatever comes of it. */
  let rejection: HttpErrorResponse | null = null;
  /** What came of an answer that may yet be replayed: headers and download progress. */
  const held: HttpEvent<unknown>[] = [];

  /** For a reason of ours: in a macrotask, since a retry() around it would starve the page. */
  const fail = (status: number, error: JwtAuthError): void => {
    const url = request.urlWithParams;
    const response = new HttpErrorResponse({ error, status, statusText: error.code, url });
    const timer = setTimeout(() => {
      subscriber.error(response);
    });
    subscriber.add(() => {
      clearTimeout(timer);
    });
  };

  const deliverHeld = (): void => {
    for (const event of held.splice(0)) subscriber.next(event);
  };

  const giveUp = (error: unknown): void => {
    deliverHeld();
    subscriber.error(error);
  };

  const onEvent = (event: HttpEvent<unknown>): void => {
    const isRefusal =
      event.type === HttpEventType.ResponseHeader
        ? !event.ok
        : event.type === HttpEventType.DownloadProgress && held.length > 0;
    if (carried && !rejection && isRefusal) {
      held.push(event);
      return;
    }
    deliverHeld(); // a retry or a fallback further down answers in its place
    if (!rejection || event.type !== HttpEventType.Sent) subscriber.next(event);
  };

  const send = (tokens: JwtStoredTokens | null): void => {
    carried = tokens;
    held.length = 0; // those of the rejected attempt are dropped
    const sent = tokens ? withToken(tokens.accessToken) : request;
    subscriber.add(
      // defer() turns what the chain below throws into an error of this request.
      defer(() => next(sent)).subscribe({
        next: onEvent,
        error: onError,
        complete: () => {
          deliverHeld();
          subscriber.complete();
        },
      }),
    );
  };

  /** Where the app's own rule throws, the caller gets the answer, and RxJS reports the mistake. */
  const isRejected = (error: unknown): error is HttpErrorResponse => {
    if (!(error instanceof HttpErrorResponse)) return false;
    try {
      return session.refresh ? session.refresh.isTokenRejected(error) : error.status === 401;
    } catch (mistake) {
      giveUp(error);
      throw mistake;
    }
  };

  const onError = (error: unknown): void => {
    if (!carried || rejection || !isRejected(error)) {
      giveUp(error);
      return;
    }
    const wait = session.refresh?.replace(carried);
    if (!canSendTwice(request.body)) {
      giveUp(error); // the next request has the new token
      return;
    }
    rejection = error;
    decideAfter(wait);
  };

  const decide = (failure?: JwtAuthError): void => {
    if (subscriber.closed) return;
    const tokens = session.current() ?? null;
    const owner = carried ?? asked;
    const isNews = !carried || (tokens?.seq ?? 0) > carried.seq;

    if (mode === 'optional') {
      const isGood = tokens?.sid === owner?.sid && isNews && tokens && session.isUsable(tokens);
      send(isGood ? tokens : null);
    } else if (owner && owner.sid !== tokens?.sid) {
      if (tokens) fail(0, authError('SESSION_CHANGED'));
      else if (rejection) giveUp(rejection);
      else fail(401, authError('SESSION_OVER'));
    } else if (!tokens) {
      if (mode === 'require') fail(401, authError('NOT_SIGNED_IN'));
      else send(null);
    } else if (isNews && (!failure || session.isUsable(tokens))) {
      send(tokens);
    } else if (failure) {
      fail(0, failure);
    } else {
      giveUp(rejection); // this session cannot be refreshed
    }
  };

  const decideAfter = (wait: Promise<JwtAuthError | undefined> | undefined): void => {
    if (wait && mode !== 'optional') void wait.then(decide);
    else decide();
  };

  const turn = session.turns();

  const start = (): void => {
    if (subscriber.closed) return;
    if (session.turns() !== turn) {
      // Somebody signed in or out while it was not known whose request this is.
      if (session.current()) fail(0, authError('SESSION_CHANGED'));
      else fail(401, authError('SESSION_OVER'));
      return;
    }
    const wait = session.prepare();
    asked = session.current();
    decideAfter(wait);
  };

  if (session.current() === undefined && mode !== 'optional') void session.ready.then(start);
  else start();
}

/** A stream is used up when it has been sent. */
function canSendTwice(body: unknown): boolean {
  return typeof ReadableStream === 'undefined' || !(body instanceof ReadableStream);
}
