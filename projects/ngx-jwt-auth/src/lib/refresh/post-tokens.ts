import {
  HttpBackend,
  HttpEventType,
  HttpHeaders,
  HttpRequest,
  HttpXsrfTokenExtractor,
  type HttpResponse,
} from '@angular/common/http';
import { DOCUMENT, inject } from '@angular/core';
import { filter, map, type Observable } from 'rxjs';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { REFRESH_OPTIONS } from './jwt-refresh-options';

/**
 * Makes the POST that the URL forms of refresh and revocation share. It goes below the app's
 * interceptors: none of them can retry, log, cache or delay a refresh token.
 */
export function injectPostTokens(
  url: string,
): (tokens: JwtStoredTokens, headers?: Record<string, string>) => Observable<unknown> {
  const { cookie, refreshTokenField = 'refreshToken' } = inject(REFRESH_OPTIONS);
  const backend = inject(HttpBackend);
  const xsrf = inject(HttpXsrfTokenExtractor, { optional: true });
  const page = inject(DOCUMENT).baseURI;

  return ({ refreshToken }, headers = {}) => {
    const xsrfToken = cookie && isSameOrigin(url, page) && xsrf?.getToken();
    return backend
      .handle(
        new HttpRequest('POST', url, cookie ? {} : { [refreshTokenField]: refreshToken }, {
          headers: new HttpHeaders({
            ...headers,
            ...(xsrfToken && { 'X-XSRF-TOKEN': xsrfToken }),
          }),
          withCredentials: !!cookie,
          // XMLHttpRequest (the one backend with a factory for it) knows neither, and warns.
          ...(!('xhrFactory' in backend) && { redirect: 'error', cache: 'no-store' }),
        }),
      )
      .pipe(
        filter((event): event is HttpResponse<unknown> => event.type === HttpEventType.Response),
        map((response) => response.body),
      );
  };
}

function isSameOrigin(url: string, page: string): boolean {
  return new URL(url, page).origin === new URL(page).origin;
}
