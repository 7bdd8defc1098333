import type { HttpContext, HttpInterceptorFn } from '@angular/common/http';
import type { Signal, WritableSignal } from '@angular/core';
import {
  JwtAuthError,
  jwtAuthInterceptor,
  optionalJwtAuth,
  requireJwtAuth,
  skipJwtAuth,
  type JwtAuth,
  type JwtAuthErrorCode,
  type JwtAuthEvent,
} from 'ngx-jwt-auth';
import { expectType, test } from './expect-type';

declare const auth: JwtAuth;
declare const event: JwtAuthEvent;

test('the state is made of read-only signals', () => {
  expectType<Signal<'unknown' | 'anonymous' | 'authenticated'>>()(auth.status);
  expectType<Signal<boolean>>()(auth.isAuthenticated);
  expectType<Signal<boolean>>()(auth.isRefreshing);
  expectType<Signal<Date | null>>()(auth.expiresAt);
  expectType<Signal<string | null>>()(auth.sessionKey);
  // @ts-expect-error -- nobody but the library writes it
  const status: WritableSignal<'unknown' | 'anonymous' | 'authenticated'> = auth.status;
  // @ts-expect-error -- nor replaces it
  auth.status = status;
});

test('the commands give promises', () => {
  expectType<Promise<void>>()(auth.signOut());
  expectType<Promise<void>>()(auth.refresh());
  expectType<Promise<string | null>>()(auth.getAccessToken());
  expectType<Promise<void>>()(auth.whenReady());
});

test('hasRole() takes one string, the others at least one', () => {
  expectType<boolean>()(auth.hasRole('admin'));
  expectType<boolean>()(auth.hasAnyRole('admin', 'editor'));
  expectType<boolean>()(auth.hasEveryRole('admin'));
  // @ts-expect-error -- one role
  auth.hasRole();
  // @ts-expect-error -- a list is for the others
  auth.hasRole(['admin']);
});

test('hasAnyRole() and hasEveryRole() without a role do not compile', () => {
  // @ts-expect-error -- nobody has any of no roles
  auth.hasAnyRole();
  // @ts-expect-error -- everybody has each of no roles
  auth.hasEveryRole();
  const roles: string[] = [];
  // @ts-expect-error -- could be empty
  auth.hasAnyRole(...roles);
});

test('JwtAuthEvent narrows by its type', () => {
  if (event.type === 'refreshFailed') {
    expectType<JwtAuthError>()(event.error);
    // @ts-expect-error -- each tab tells of its own failures
    return event.from;
  }
  expectType<'here' | 'elsewhere'>()(event.from);
  if (event.type !== 'sessionEnded') {
    expectType<'signedIn' | 'refreshed'>()(event.type);
    // @ts-expect-error -- nothing ended
    return event.reason;
  }
  expectType<
    | 'signed-out'
    | 'expired'
    | 'token-rejected'
    | 'refresh-rejected'
    | 'subject-changed'
    | 'superseded'
    | 'session-changed'
  >()(event.reason);
  // @ts-expect-error -- nothing failed
  return event.error;
});

test('an event of no known type does not compare', () => {
  // @ts-expect-error -- 'loggedIn' is none
  return event.type === 'loggedIn';
});

test('JwtAuthError has a code to branch on', () => {
  const error = new JwtAuthError('REFRESH_REJECTED', 'No.', { cause: 42 });
  expectType<JwtAuthErrorCode>()(error.code);
  expectType<unknown>()(error.cause);
  expectType<Error>()(error as Error);
  // @ts-expect-error -- not a code
  new JwtAuthError('REFUSED', 'No.');
});

test('the interceptor and the contexts are what HttpClient takes', () => {
  expectType<HttpInterceptorFn>()(jwtAuthInterceptor);
  expectType<HttpContext>()(skipJwtAuth());
  expectType<HttpContext>()(requireJwtAuth(optionalJwtAuth()));
});
