import { HttpClient, HttpHeaders, provideHttpClient, withInterceptors } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Observable } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { refuse, sentTo, signInStale, tokenOf } from '../../../spec-support/http';
import { API, REFRESH_URL, Result, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';
import { skipJwtAuth } from './skip-jwt-auth';

describe('jwtAuthInterceptor', () => {
  useSilentConsole();

  describe('what it leaves alone, even while the token is stale', () => {
    useFakeTime();

    const header = 'X-Access-Token';
    const cases: Record<string, () => Observable<unknown>> = {
      'a request that asks for it': () => http().get(`${API}/items`, { context: skipJwtAuth() }),
      'a request that has the header': () =>
        http().get(`${API}/items`, { headers: { 'x-access-token': 'own' } }),
      'H18 a JSONP request': () => http().request('JSONP', `${API}/items`),
      'H13 a request to a URL that is not covered': () => http().get('https://other.example/items'),
    };
    const http = (): HttpClient => TestBed.inject(HttpClient);

    for (const [name, send] of Object.entries(cases)) {
      it(name, async () => {
        const app = setUp({ config: { attachTo: [API], header } });
        await signInStale(app);
        const result = new Result(send());
        const [sent, ...others] = app.backend.match(() => true);
        expect(others).toEqual([]);
        expect(sent!.request.headers.keys()).toEqual(
          name.includes('has the header') ? ['x-access-token'] : [],
        );
        await refuse(sent!);
        expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
        app.backend.verify();
      });
    }

    it('attaches beside an Authorization header where the token has a header of its own', async () => {
      const app = setUp({ config: { attachTo: [API], header, scheme: '' } });
      const token = await app.signIn();
      app.get('/items', { headers: { Authorization: 'Basic abc' } });
      const { headers } = sentTo(app).request;
      expect([headers.get('Authorization'), headers.get(header)]).toEqual(['Basic abc', token]);
    });

    it('C15 the call of the refresh function, with the context that it is given', async () => {
      const refresh = withTokenRefresh(({ refreshToken, context }) =>
        http().post<string>(REFRESH_URL, { refreshToken }, { context }),
      );
      const app = setUp({ features: [refresh] });
      await signInStale(app);
      const result = app.get();
      const call = app.backend.expectOne(REFRESH_URL);
      expect(call.request.headers.has('Authorization')).toBeFalse();
      app.backend.verify();
      call.flush({ accessToken: 'AT2' });
      await settle();
      sentTo(app).flush('ok');
      expect(result.value).toBe('ok');
    });
  });

  describe('what it attaches', () => {
    useFakeTime();

    it('is the token in the header that the app names', async () => {
      const app = setUp();
      const token = await app.signIn();
      app.get('/items', { headers: new HttpHeaders({ 'X-Other': '1' }) });
      const { headers } = sentTo(app).request;
      expect(headers.get('Authorization')).toBe(`Bearer ${token}`);
      expect(headers.get('X-Other')).toBe('1');
    });

    it('is nothing without a session', () => {
      const app = setUp();
      app.get();
      expect(tokenOf(sentTo(app))).toBeNull();
    });

    it('is nothing once a session without refresh has expired', async () => {
      const app = setUp({ features: [] });
      await app.signIn(60);
      jasmine.clock().mockDate(new Date(Date.now() + 61_000)); // the timer is late
      app.get();
      expect(tokenOf(sentTo(app))).toBeNull();
    });

    it('R8 is nothing with a sign-in, whose 401 is its own', async () => {
      const app = setUp();
      const events = app.recordEvents();
      const result = new Result(app.http.post(`${API}/login`, { password: 'wrong' }));
      await refuse(sentTo(app, '/login'));
      expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
      expect(events).toEqual([]);
      app.backend.verify();
    });

    it('asks no isTokenRejected for a request that carried no token', async () => {
      const isTokenRejected = jasmine.createSpy().and.returnValue(true);
      const app = setUp({ config: { attachTo: [API], isTokenRejected } });
      app.get();
      await refuse(sentTo(app));
      expect(isTokenRejected).not.toHaveBeenCalled();
    });
  });

  it('says in development what is missing without provideJwtAuth()', () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([jwtAuthInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const result = new Result(TestBed.inject(HttpClient).get('/items'));
    expect(result.error).toEqual(
      new Error(
        'ngx-jwt-auth: jwtAuthInterceptor needs a session. Add provideJwtAuth() to the providers of the app, beside provideHttpClient().',
      ),
    );
  });
});
