import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { REFRESH_URL } from '../../../spec-support/set-up';
import { JwtAuth, jwtAuthInterceptor, provideJwtAuth, withTokenRefresh } from '../../public-api';

describe('the refresh of a tab that is closed', () => {
  useSilentConsole();

  it('L9 does not outlive it: the server would rotate tokens that nobody stores', async () => {
    const fetch = spyOn(globalThis, 'fetch').and.callFake(() =>
      Promise.resolve(Response.json({ accessToken: 'AT2' })),
    );
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([jwtAuthInterceptor])),
        provideJwtAuth({}, withTokenRefresh(REFRESH_URL)),
      ],
    });
    const auth = TestBed.inject(JwtAuth);
    await auth.signIn({ accessToken: 'AT1', refreshToken: 'RT1' });
    await auth.refresh();
    expect(await auth.getAccessToken()).toBe('AT2');
    const [url, init] = fetch.calls.mostRecent().args;
    expect([url, !!init!.keepalive]).toEqual([REFRESH_URL, false]);
  });
});
