import { HttpBackend, HttpClient } from '@angular/common/http';
import { inject, InjectionToken, Injector } from '@angular/core';
import type { Observable } from 'rxjs';
import { OWN } from '../own';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { REFRESH_OPTIONS } from '../refresh/jwt-refresh-options';

declare const ngDevMode: unknown;

/** What a POST needs of a cookie session; not provided for others. */
export interface CookiePost {
  /** The header against cross-site request forgery, where the URL is of this origin. */
  headersFor(url: string): Record<string, string>;
}

export const COOKIE_POST: InjectionToken<CookiePost> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'COOKIE_POST' : '',
);

/**
 * Makes the POST that the URL forms of refresh and revocation share. It goes below the app's
 * interceptors: none of them can retry, log, cache or delay a refresh token.
 */
export function injectPostTokens(
  url: string,
  headersFor: (tokens: JwtStoredTokens) => Record<string, string> = () => ({}),
): (tokens: JwtStoredTokens) => Observable<unknown> {
  const { refreshTokenField = 'refreshToken' } = inject(REFRESH_OPTIONS, OWN) ?? {};
  const cookie = inject(COOKIE_POST, OWN);
  const backend = injectLastingBackend();
  const http = new HttpClient(backend);

  return (tokens) => {
    const headers = { ...headersFor(tokens), ...cookie?.headersFor(url) };
    return http.post(url, cookie ? {} : { [refreshTokenField]: tokens.refreshToken }, {
      headers,
      withCredentials: !!cookie,
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
