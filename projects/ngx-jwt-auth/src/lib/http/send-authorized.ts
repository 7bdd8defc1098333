import {
  HttpErrorResponse,
  HttpEventType,
  type HttpEvent,
  type HttpHandlerFn,
  type HttpRequest,
} from '@angular/common/http';
import { defer, type Subscriber } from 'rxjs';
import type { AuthMode } from '../auth-mode';
import { JwtAuthError, type JwtAuthErrorCode } from '../errors';
import type { AuthorizationHeader } from '../refresh/authorization-header';
import type { JwtSession } from '../session/jwt-session';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** Serves one subscription to a covered request: waits if need be, sends, replays once. */
export function sendAuthorized(
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
  mode: AuthMode,
  session: JwtSession,
  header: AuthorizationHeader,
  subscriber: Subscriber<HttpEvent<unknown>>,
): void {
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

  const giveUp = (error: unknown): void => {
    for (const event of held) subscriber.next(event);
    subscriber.error(error);
  };

  const onEvent = (event: HttpEvent<unknown>): void => {
    const isAnswer = event.type === HttpEventType.ResponseHeader && !event.ok;
    if (carried && !rejection && (isAnswer || held.length)) held.push(event);
    else if (!rejection || event.type !== HttpEventType.Sent) subscriber.next(event);
  };

  const send = (tokens: JwtStoredTokens | null): void => {
    carried = tokens;
    const sent = tokens
      ? request.clone({
          headers: request.headers.set(header.name, header.value(tokens.accessToken)),
        })
      : request;
    subscriber.add(
      // defer() turns what the chain below throws into an error of this request.
      defer(() => next(sent)).subscribe({
        next: onEvent,
        error: onError,
        complete: () => {
          subscriber.complete();
        },
      }),
    );
  };

  const onError = (error: unknown): void => {
    if (!carried || rejection || !session.isTokenRejected(error)) {
      giveUp(error);
      return;
    }
    const wait = session.replace(carried);
    if (!canSendTwice(request.body)) {
      giveUp(error); // the next request has the new token
      return;
    }
    rejection = error;
    decideAfter(wait);
  };

  const decide = (failure?: JwtAuthError): void => {
    if (subscriber.closed) return;
    const tokens = session.current ?? null;
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

  const wait = session.prepare();
  /** The session that the request belongs to; undefined while that is not known. */
  const asked = session.current;
  decideAfter(wait);
}

const MESSAGES: Partial<Record<JwtAuthErrorCode, string>> = {
  NOT_SIGNED_IN: 'The request needs a session and there is none.',
  SESSION_OVER: 'The session ended before the request was sent.',
  SESSION_CHANGED: 'Another session took the place of the one that made the request.',
};

function authError(code: JwtAuthErrorCode): JwtAuthError {
  return new JwtAuthError(code, MESSAGES[code]!);
}

/** A stream is used up when it has been sent. */
function canSendTwice(body: unknown): boolean {
  return !(body instanceof ReadableStream);
}
