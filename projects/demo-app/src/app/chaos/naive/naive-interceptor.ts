import {
  HttpErrorResponse,
  type HttpEvent,
  type HttpHandlerFn,
  type HttpInterceptorFn,
  type HttpRequest,
} from '@angular/common/http';
import { inject } from '@angular/core';
import {
  BehaviorSubject,
  catchError,
  filter,
  switchMap,
  take,
  throwError,
  type Observable,
} from 'rxjs';
import { NaiveAuth } from './naive-auth';

/**
 * The interceptor that is published most: a flag, a BehaviorSubject, and a logout when the refresh
 * fails. Written as those who publish it do, with nothing taken away. A tutorial has the two
 * variables in its module; each app that is made here has its own.
 */
export function createNaiveInterceptor(): HttpInterceptorFn {
  let isRefreshing = false;
  const refreshedToken = new BehaviorSubject<string | null>(null);

  const handle401 = (
    request: HttpRequest<unknown>,
    next: HttpHandlerFn,
    auth: NaiveAuth,
  ): Observable<HttpEvent<unknown>> => {
    if (isRefreshing) {
      return refreshedToken.pipe(
        filter((token) => token !== null),
        take(1),
        switchMap((token) => next(withToken(request, token))),
      );
    }
    isRefreshing = true;
    refreshedToken.next(null);
    return auth.refresh().pipe(
      switchMap(({ accessToken }) => {
        isRefreshing = false;
        refreshedToken.next(accessToken);
        return next(withToken(request, accessToken));
      }),
      catchError((error: unknown) => {
        isRefreshing = false;
        auth.logout();
        return throwError(() => error);
      }),
    );
  };

  return (request, next) => {
    if (request.url.includes('/auth/')) return next(request);
    const auth = inject(NaiveAuth);
    const token = auth.accessToken;
    return next(token === null ? request : withToken(request, token)).pipe(
      catchError((error: unknown) =>
        error instanceof HttpErrorResponse && error.status === 401
          ? handle401(request, next, auth)
          : throwError(() => error),
      ),
    );
  };
}

function withToken(request: HttpRequest<unknown>, token: string): HttpRequest<unknown> {
  return request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}
