import { useSilentConsole } from '../../../spec-support/console';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import {
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { withCookieRefresh } from './with-cookie-refresh';

describe('a refresh by cookie', () => {
  useFakeTime();
  useSilentConsole();
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  const start = (options: Parameters<typeof withCookieRefresh>[1]): TestApp =>
    setUp({ features: [withCookieRefresh(REFRESH_URL, options)] });

  it('heeds isSessionOver', async () => {
    const app = start({ isSessionOver: ({ status }) => status === 410 });
    await app.signIn(60);
    await pass(61_000);
    const refreshed = new Outcome(app.auth.refresh());
    await flushRefresh(app, 410);
    expect(refreshed.code).toBe('REFRESH_REJECTED');
    expect(app.auth.status()).toBe('anonymous');
  });

  it('heeds refreshBeforeExpiry', async () => {
    const app = start({ refreshBeforeExpiry: 60 });
    await app.signIn(300);
    await pass(240_000);
    app.get();
    await settle();
    expect(app.backend.match(REFRESH_URL).length).toBe(1);
  });

  it('works with a function, which gets no refresh token', async () => {
    const refresh = jasmine.createSpy().and.resolveTo('AT2');
    const app = setUp({ features: [withCookieRefresh(refresh)] });
    await app.signIn(300, { refreshToken: null });
    await app.auth.refresh();
    expect(await app.auth.getAccessToken()).toBe('AT2');
    expect(refresh).toHaveBeenCalledOnceWith(jasmine.objectContaining({ refreshToken: null }));
    expect(localStorage.getItem('ngx-jwt-auth.hint')).toBe(app.auth.sessionKey());
  });
});
