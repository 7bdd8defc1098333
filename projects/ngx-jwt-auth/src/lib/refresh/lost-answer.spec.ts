import type { TestRequest } from '@angular/common/http/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { freshReply } from '../../../spec-support/flush-refresh';
import { signInStale } from '../../../spec-support/http';
import { Outcome } from '../../../spec-support/outcome';
import {
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';

describe('a refresh whose answer is lost', () => {
  useSilentConsole();
  useFakeTime();

  /** The server has rotated, and the connection broke. Gives the next attempt. */
  async function nextAttempt(app: TestApp): Promise<TestRequest> {
    await signInStale(app);
    new Outcome(app.auth.refresh());
    await settle();
    app.backend.expectOne(REFRESH_URL).error(new ProgressEvent('error'));
    await pass(2_000);
    expect(app.auth.status()).toBe('authenticated');
    // Whether it is tried again by itself, or because somebody asks.
    const [retry] = app.backend.match(REFRESH_URL);
    if (retry) return retry;
    new Outcome(app.auth.refresh());
    await settle();
    return app.backend.expectOne(REFRESH_URL);
  }

  it('R20 is tried with the same refresh token, which a server with an overlap takes', async () => {
    const app = setUp();
    const attempt = await nextAttempt(app);
    expect(attempt.request.body).toEqual({ refreshToken: 'RT1' });
    const reply = freshReply();
    attempt.flush(reply);
    await settle();
    expect(await app.auth.getAccessToken()).toBe(reply.accessToken);
    app.backend.verify();
  });

  it('R20 ends the session on a strict server, which takes that for a theft', async () => {
    const app = setUp();
    const attempt = await nextAttempt(app);
    const events = app.recordEvents();
    attempt.flush({ error: 'invalid_grant' }, { status: 400, statusText: 'Bad Request' });
    await pass(1);
    expect(app.auth.status()).toBe('anonymous');
    expect(events).toEqual([{ type: 'sessionEnded', reason: 'refresh-rejected', from: 'here' }]);
    app.backend.verify();
  });
});
