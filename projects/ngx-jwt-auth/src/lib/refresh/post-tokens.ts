import { HttpBackend, HttpClient, HttpXsrfTokenExtractor } from '@angular/common/http';
import { DOCUMENT, inject, Injector } from '@angular/core';
import type { Observable } from 'rxjs';
import { OWN } from '../own';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { REFRESH_OPTIONS } from './jwt-refresh-options';

/**
 * Makes the POST that the URL forms of refresh and revocation share. It goes below the app's
 * interceptors: none of them can retry, log, cache or delay a refresh token.
 */
export function injectPostTokens(
  url: string,
  headersFor: (tokens: JwtStoredTokens) => Record<string, string> = () => ({}),
): (tokens: JwtStoredTokens) => Observable<unknown> {
  const { cookie = false, refreshTokenField = 'refreshToken' } = inject(REFRESH_OPTIONS, OWN) ?? {};
  const backend = injectLastingBackend();
  const xsrf = inject(HttpXsrfTokenExtractor, { optional: true });
  const document = inject(DOCUMENT);
  const http = new HttpClient(backend);

  return (tokens) => {
    const headers = headersFor(tokens);
    const isSameOrigin = new URL(url, document.baseURI).origin === document.location.origin;
    const xsrfToken = cookie && isSameOrigin && xsrf?.getToken();
    if (xsrfToken) headers['X-XSRF-TOKEN'] = xsrfToken;
    return http.post(url, cookie ? {} : { [refreshTokenField]: tokens.refreshToken }, {
      headers,
      withCredentials: cookie,
      // XMLHttpRequest (the one backend with a factory for it) knows neither, and warns.
      ...(!('xhrFactory' in backend) && { redirect: 'error', cache: 'no-store' }),
    });
  };
}

/**
 * Angular's fetch backend drops an answer that comes when its injector is destroyed. The server has
 * rotated by then, so this makes another one, in an injector that nobody destroys.
 */
function injectLastingBackend(): HttpBackend {
  const backend = inject(HttpBackend);
  const provide = backend.constructor as new () => HttpBackend;
  if (!('destroyRef' in backend) || provide.length) return backend;
  const parent = inject(Injector);
  return Injector.create({ providers: [{ provide, deps: [] }], parent }).get<HttpBackend>(provide);
}
