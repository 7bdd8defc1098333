import type { HttpEvent } from '@angular/common/http';
import { from, switchMap, throwError, type Observable } from 'rxjs';
import { authError, type JwtAuthError } from '../errors';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { SendWith } from './auth-mode';
import { canSendTwice } from './can-send-twice';
import { sendWithReplay } from './send-with-replay';
import type { SessionHost } from './session-host';
import type { TokenRefresh } from './token-refresh';

/**
 * Sends a request with the tokens of the session; when they are refused once more, with those that
 * a refresh has brought.
 */
export function sendRefreshable(
  session: SessionHost,
  { isTokenRejected, replace }: Pick<TokenRefresh, 'isTokenRejected' | 'replace'>,
  tokens: JwtStoredTokens,
  body: unknown,
  sendWith: SendWith,
  fail: (error: JwtAuthError) => Observable<never>,
): Observable<HttpEvent<unknown>> {
  return sendWithReplay(sendWith(tokens), (error) => {
    if (!isTokenRejected(error)) return null;
    const wait = replace(tokens);
    if (!canSendTwice(body)) return null; // the next request has the new token
    const decide = (failure?: JwtAuthError): Observable<HttpEvent<unknown>> => {
      const now = session.current();
      if (!now) return throwError(() => error);
      if (now.sid !== tokens.sid) return fail(authError('SESSION_CHANGED'));
      if (now.seq > tokens.seq && (!failure || session.isUsable(now))) return sendWith(now);
      return failure ? fail(failure) : throwError(() => error);
    };
    return wait ? from(wait).pipe(switchMap(decide)) : decide();
  });
}
