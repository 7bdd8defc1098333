import { HttpErrorResponse, type HttpEvent } from '@angular/common/http';
import { of, throwError, type Observable } from 'rxjs';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { EventLog } from '../../../spec-support/http';
import { serve } from '../../../spec-support/serve';
import { pass } from '../../../spec-support/set-up';
import { authError, type JwtAuthError } from '../errors';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { sendWithReplay } from './send-with-replay';

describe('sendWithReplay', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  const first = createStoredTokens();
  const newer = createStoredTokens({ seq: 2 });
  const unavailable = authError('REFRESH_UNAVAILABLE');

  /** Sends with tokens that are refused; `newer` are there once the refresh is over. */
  async function send(isUsable: boolean, failure?: JwtAuthError): Promise<unknown[]> {
    const sent: (JwtStoredTokens | null)[] = [];
    const sendWith = (tokens: JwtStoredTokens | null): Observable<HttpEvent<unknown>> => {
      sent.push(tokens);
      return sent.length > 1 ? of() : throwError(() => new HttpErrorResponse({ status: 401 }));
    };
    const session = {
      current: () => newer,
      isUsable: () => isUsable,
      isTokenRejected: () => true,
      reject: () => undefined,
      refresh: { replace: () => Promise.resolve(failure), accept: () => undefined },
    };
    const log = new EventLog(
      serve({ session, sendWith }, (outgoing) => {
        sendWithReplay(outgoing, first);
      }),
    );
    await pass(0);
    const { error } = Object(log.error) as { error?: unknown };
    return [sent, error];
  }

  it('sends again with what another tab has brought, also when the refresh of this one failed', async () => {
    expect(await send(true, unavailable)).toEqual([[first, newer], undefined]);
  });

  it('does not send again with what has run out meanwhile', async () => {
    expect(await send(false, unavailable)).toEqual([[first], unavailable]);
  });

  it('lets the server judge what a refresh has just brought', async () => {
    expect(await send(false)).toEqual([[first, newer], undefined]);
  });
});
