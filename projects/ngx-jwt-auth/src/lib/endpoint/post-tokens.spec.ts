import {
  HttpBackend,
  HttpResponse,
  HttpXhrBackend,
  HttpXsrfTokenExtractor,
  type HttpInterceptorFn,
  type HttpRequest,
} from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { of } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { Outcome } from '../../../spec-support/outcome';
import {
  API,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type SetUp,
} from '../../../spec-support/set-up';
import { jwtAuthInterceptor } from '../http/jwt-auth-interceptor';
import type { JwtAuthFeature } from '../jwt-auth-feature';
import { withCookieRefresh } from '../refresh/with-cookie-refresh';
import { withTokenRefresh } from '../refresh/with-token-refresh';

describe('the URL form of a refresh', () => {
  useFakeTime();
  useSilentConsole();

  /** The refresh as it reaches the backend, of a session that was just signed in. */
  async function refreshRequest(
    url = REFRESH_URL,
    feature: (url: string) => JwtAuthFeature<'TokenRefresh'> = withTokenRefresh,
    more: SetUp = {},
  ): Promise<HttpRequest<unknown>> {
    const app = setUp({ features: [feature(url)], ...more });
    await app.signIn();
    new Outcome(app.auth.refresh());
    await settle();
    const { request } = app.backend.expectOne(url);
    return request;
  }

  afterEach(() => localStorage.clear());

  it('posts the refresh token as JSON, with no access token, no credentials and no keepalive', async () => {
    const request = await refreshRequest();
    expect([request.method, request.url, request.responseType]).toEqual([
      'POST',
      REFRESH_URL,
      'json',
    ]);
    expect(request.body).toEqual({ refreshToken: 'RT1' });
    expect(request.headers.keys()).toEqual([]);
    expect([request.withCredentials, request.keepalive]).toEqual([false, false]);
  });

  it('refuses redirects and skips the HTTP cache', async () => {
    const request = await refreshRequest();
    expect([request.redirect, request.cache]).toEqual(['error', 'no-store']);
  });

  it('asks XMLHttpRequest for neither, which knows neither', async () => {
    const app = setUp({
      providers: [HttpXhrBackend, { provide: HttpBackend, useExisting: HttpXhrBackend }],
    });
    const handle = spyOn(TestBed.inject(HttpXhrBackend), 'handle').and.returnValue(
      of(new HttpResponse({ body: { accessToken: 'AT2' } })),
    );
    await app.signIn();
    await app.auth.refresh();
    const [request] = handle.calls.mostRecent().args;
    expect([request.redirect, request.cache]).toEqual([undefined, undefined] as never);
    expect(await app.auth.getAccessToken()).toBe('AT2');
  });

  for (const field of ['refresh', 'refresh_token']) {
    it(`names the field ${field} when told so`, async () => {
      const request = await refreshRequest(REFRESH_URL, (url) =>
        withTokenRefresh(url, { refreshTokenField: field }),
      );
      expect(request.body).toEqual({ [field]: 'RT1' });
    });
  }

  it('goes below the interceptors of the app', async () => {
    const seen: string[] = [];
    const spy: HttpInterceptorFn = (request, next) => {
      seen.push(request.url);
      return next(request);
    };
    const request = await refreshRequest(REFRESH_URL, withTokenRefresh, {
      interceptors: [spy, jwtAuthInterceptor],
    });
    expect(request.url).toBe(REFRESH_URL);
    expect(seen).toEqual([]);
  });

  describe('with a cookie', () => {
    const xsrf = { provide: HttpXsrfTokenExtractor, useValue: { getToken: () => 'XSRF' } };
    const none = { provide: HttpXsrfTokenExtractor, useValue: { getToken: () => null } };

    it('sends credentials and no token', async () => {
      const request = await refreshRequest(REFRESH_URL, withCookieRefresh);
      expect(request.withCredentials).toBeTrue();
      expect(request.body).toEqual({});
    });

    const here = location.origin;
    const rows: [url: string, provider: typeof xsrf | typeof none, header: string | null][] = [
      ['/auth/refresh', xsrf, 'XSRF'],
      [`${here}/auth/refresh`, xsrf, 'XSRF'],
      [`${API}/auth/refresh`, xsrf, null],
      [`//${new URL(API).host}/auth/refresh`, xsrf, null],
      ['/auth/refresh', none, null],
    ];
    for (const [url, provider, header] of rows) {
      it(`${header === null ? 'sends no' : 'sends the'} XSRF header to ${url.replace(here, 'this origin')}, token ${String(provider.useValue.getToken())}`, async () => {
        const request = await refreshRequest(url, withCookieRefresh, { providers: [provider] });
        expect(request.headers.get('X-XSRF-TOKEN')).toBe(header);
      });
    }

    it('is what the XSRF header goes with, and nothing else', async () => {
      const request = await refreshRequest('/auth/refresh', withTokenRefresh, {
        providers: [xsrf],
      });
      expect(request.headers.keys()).toEqual([]);
    });
  });
});
