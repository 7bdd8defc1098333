import { useSilentConsole } from '../../../spec-support/console';
import { refreshSucceeds, refuse, sentTo, tokenOf } from '../../../spec-support/http';
import { pass, setUp, useFakeTime } from '../../../spec-support/set-up';
import { keepJwtAuth } from './keep-jwt-auth';

describe('a request with keepJwtAuth()', () => {
  useFakeTime();
  useSilentConsole();

  it('H29 carries the token, and its 401 is its own: no refresh, no end of the session', async () => {
    const app = setUp();
    const token = await app.signIn();
    const result = app.get('/items', { context: keepJwtAuth() });
    const sent = sentTo(app);
    expect(tokenOf(sent)).toBe(token);
    await refuse(sent);
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
    app.backend.verify();
    expect(app.auth.status()).toBe('authenticated');
  });

  it('H29 waits for a refresh that the clock asks for, and starts none for its 401', async () => {
    const app = setUp();
    await app.signIn(60);
    await pass(61_000);
    const result = app.get('/items', { context: keepJwtAuth() });
    const token = await refreshSucceeds(app);
    const sent = sentTo(app);
    expect(tokenOf(sent)).toBe(token);
    await refuse(sent);
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
    app.backend.verify();
  });

  it('H29 is aborted with its subscription, and adds to a context', async () => {
    const app = setUp();
    await app.signIn();
    const result = app.get('/items', { context: keepJwtAuth() });
    const sent = sentTo(app);
    result.subscription.unsubscribe();
    expect(sent.cancelled).toBeTrue();
    const context = keepJwtAuth();
    expect(keepJwtAuth(context)).toBe(context);
  });
});
