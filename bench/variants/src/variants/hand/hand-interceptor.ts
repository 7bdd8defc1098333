// The interceptor that teams write by hand: a flag, a BehaviorSubject, the token in localStorage. It
// follows what is published, and was written before the library was tuned. It stays as it is. As in
//
//   https://www.bezkoder.com/angular-12-refresh-token/ (and its editions for Angular 10 to 17)
//   https://www.stacklesson.com/dotnet-fullstack/angular-jwt-auth-endtoend/ch72-lesson-03-auth-interceptor-e2e
//   https://dev.to/davidrnr/angular-smart-interceptor-queue-of-requests-13de
//   https://www.intertech.com/angular-4-tutorial-handling-refresh-token-with-new-httpinterceptor/
//   https://codinglatte.com/posts/angular/refreshing-authorization-tokens-angular-6/
//
// They differ in names, in whether it is a class or a function, and in where the token is; a function is
// what Angular recommends today. None looks at a token before it is sent: a 401 tells that it is over.
import {
  HttpErrorResponse,
  type HttpEvent,
  type HttpHandlerFn,
  type HttpInterceptorFn,
  type HttpRequest,
} from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, filter, switchMap, take, throwError, type Observable } from 'rxjs';
import { HandAuth } from './hand-auth';

export const handInterceptor: HttpInterceptorFn = (request, next) => {
  const auth = inject(HandAuth);
  if (request.url.includes('/auth/')) return next(request);

  const token = auth.getAccessToken();
  const authorized = token === null ? request : addToken(request, token);
  return next(authorized).pipe(
    catchError((error: unknown) => {
      if (error instanceof HttpErrorResponse && error.status === 401) {
        return handle401(request, next, auth);
      }
      return throwError(() => error);
    }),
  );
};

function handle401(
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
  auth: HandAuth,
): Observable<HttpEvent<unknown>> {
  if (auth.isRefreshing) {
    return auth.refreshedToken.pipe(
      filter((token) => token !== null),
      take(1),
      switchMap((token) => next(addToken(request, token))),
    );
  }
  auth.isRefreshing = true;
  auth.refreshedToken.next(null);
  return auth.refresh().pipe(
    switchMap(({ accessToken }) => {
      auth.isRefreshing = false;
      auth.refreshedToken.next(accessToken);
      return next(addToken(request, accessToken));
    }),
    catchError((error: unknown) => {
      auth.isRefreshing = false;
      auth.logout();
      return throwError(() => error);
    }),
  );
}

function addToken(request: HttpRequest<unknown>, token: string): HttpRequest<unknown> {
  return request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}
