import { codeOf, refuse, sentTo } from '../../../spec-support/http';
import { pass, setUp, useFakeTime } from '../../../spec-support/set-up';

describe('a request where no refresh is configured', () => {
  useFakeTime();

  it('H26 gets its own 401, and the session ends', async () => {
    const app = setUp({ features: [] });
    await app.signIn();
    const result = app.get();
    await refuse(sentTo(app));
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401, error: null }));
    expect(app.auth.isAuthenticated()).toBeFalse();
  });

  it('gets its own 401 after the user signed out', async () => {
    const app = setUp({ features: [] });
    await app.signIn();
    const result = app.get();
    const request = sentTo(app);
    await app.auth.signOut();
    await refuse(request);
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401, error: null }));
  });

  it('is SESSION_CHANGED when its 401 comes after somebody else signed in', async () => {
    const app = setUp({ features: [] });
    await app.signIn();
    const [refused, broken] = [app.get('/1'), app.get('/2')];
    const [first, second] = [sentTo(app, '/1'), sentTo(app, '/2')];
    await app.signIn();
    await refuse(first);
    second.flush(null, { status: 500, statusText: 'Server Error' });
    await pass(0);
    // An app that signs out on a 401 must not evict who has just signed in.
    expect([(refused.error as { status: number }).status, codeOf(refused)]).toEqual([
      0,
      'SESSION_CHANGED',
    ]);
    expect(broken.error).toEqual(jasmine.objectContaining({ status: 500 }));
  });
});
