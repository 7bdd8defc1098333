import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { NaiveAuth } from './naive-auth';
import { createNaiveInterceptor } from './naive-interceptor';

const REFRESH = '/api/twin/auth/refresh';

/** The pattern has to be at its best here: what is compared with it must not be a straw man. */
describe('createNaiveInterceptor', () => {
  let http: HttpTestingController;
  let auth: NaiveAuth;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        NaiveAuth,
        provideHttpClient(withInterceptors([createNaiveInterceptor()])),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    auth = TestBed.inject(NaiveAuth);
    auth.save({ accessToken: 'AT1', refreshToken: 'RT1' });
  });

  afterEach(() => {
    auth.logout();
  });

  /** What became of each request, in the order of the answers. */
  function send(...urls: string[]): string[] {
    const seen: string[] = [];
    for (const url of urls) {
      TestBed.inject(HttpClient)
        .get(url)
        .subscribe({
          next: () => seen.push(`${url} answered`),
          error: (error: { status: number }) => seen.push(`${url} failed: ${error.status}`),
        });
    }
    return seen;
  }

  function reject(url: string): void {
    http.expectOne(url).flush(null, { status: 401, statusText: '' });
  }

  it('attaches the token, and passes on what is no 401', () => {
    const seen = send('/a');
    const { request } = http.expectOne('/a');
    expect(request.headers.get('Authorization')).toBe('Bearer AT1');
    http.match('/a');
    send('/b');
    http.expectOne('/b').flush(null, { status: 500, statusText: '' });
    expect(seen).toEqual([]);
    http.expectNone(REFRESH);
  });

  it('refreshes once for 401s that come while it does, and sends each again', () => {
    const seen = send('/a', '/b', '/c');
    reject('/a');
    reject('/b');
    reject('/c');
    const refresh = http.expectOne(REFRESH);
    expect(refresh.request.body).toEqual({ refreshToken: 'RT1' });
    refresh.flush({ accessToken: 'AT2', refreshToken: 'RT2' });
    for (const url of ['/a', '/b', '/c']) {
      const replay = http.expectOne(url);
      expect(replay.request.headers.get('Authorization')).toBe('Bearer AT2');
      replay.flush({});
    }
    expect(seen).toEqual(['/a answered', '/b answered', '/c answered']);
    expect(auth.refreshToken).toBe('RT2');
  });

  it('signs out when the refresh fails; who waited for it waits for ever', () => {
    const seen = send('/a', '/b');
    reject('/a');
    reject('/b');
    http.expectOne(REFRESH).flush(null, { status: 503, statusText: '' });
    expect(seen).toEqual(['/a failed: 503']);
    expect(auth.isLoggedIn).toBeFalse();
    http.expectNone('/b');
  });

  it('refreshes again for a 401 that comes in late', () => {
    send('/a', '/late');
    reject('/a');
    http.expectOne(REFRESH).flush({ accessToken: 'AT2', refreshToken: 'RT2' });
    http.expectOne('/a').flush({});
    reject('/late');
    expect(http.expectOne(REFRESH).request.body).toEqual({ refreshToken: 'RT2' });
  });

  it('replays with whatever session the store holds by then', () => {
    const seen = send('/a');
    auth.save({ accessToken: 'OTHER', refreshToken: 'OTHER-RT' });
    reject('/a');
    const refresh = http.expectOne(REFRESH);
    expect(refresh.request.body).toEqual({ refreshToken: 'OTHER-RT' });
    refresh.flush({ accessToken: 'OTHER2', refreshToken: 'OTHER-RT2' });
    const replay = http.expectOne('/a');
    expect(replay.request.headers.get('Authorization')).toBe('Bearer OTHER2');
    replay.flush({});
    expect(seen).toEqual(['/a answered']);
  });
});
