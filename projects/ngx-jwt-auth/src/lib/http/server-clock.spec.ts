import { useSilentConsole } from '../../../spec-support/console';
import { refreshSucceeds, refuse, sentTo, tokenOf } from '../../../spec-support/http';
import { setUp, useFakeTime } from '../../../spec-support/set-up';

const NOT_YET = {
  'WWW-Authenticate': 'Bearer error="invalid_token", error_description="not valid yet"',
};

describe('an API whose clock is behind', () => {
  useSilentConsole();
  useFakeTime();

  it('R25 refuses the new token too: one refresh, one replay, and the session stands', async () => {
    const app = setUp();
    await app.signIn();
    const events = app.recordEvents();
    const result = app.get();
    await refuse(sentTo(app), NOT_YET);
    const token = await refreshSucceeds(app);
    const replay = sentTo(app);
    expect(tokenOf(replay)).toBe(token);
    await refuse(replay, NOT_YET);
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
    expect(app.auth.status()).toBe('authenticated');
    expect(events).toEqual([{ type: 'refreshed', from: 'here' }]);
    app.backend.verify();
  });

  it('R25 takes the new token as soon as its clock has caught up', async () => {
    const app = setUp();
    await app.signIn();
    app.get();
    await refuse(sentTo(app), NOT_YET);
    const token = await refreshSucceeds(app);
    await refuse(sentTo(app), NOT_YET);
    const result = app.get();
    const later = sentTo(app);
    expect(tokenOf(later)).toBe(token);
    later.flush('ok');
    expect(result.value).toBe('ok');
    app.backend.verify();
  });
});
