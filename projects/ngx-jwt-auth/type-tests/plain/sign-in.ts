import type { HttpClient } from '@angular/common/http';
import type { JwtAuth, JwtTokenResponse } from 'ngx-jwt-auth';
import { of, type Observable } from 'rxjs';
import { expectType, test } from './expect-type';

declare const auth: JwtAuth;
declare const http: HttpClient;

test('signIn() accepts { accessToken } (NestJS, Express)', () => {
  interface Reply {
    accessToken: string;
    user: { id: number };
  }
  expectType<Promise<void>>()(auth.signIn(http.post<Reply>('/login', {})));
});

test('signIn() accepts { accessToken, refreshToken, expiresIn } (.NET Identity)', () => {
  interface Reply {
    tokenType: string;
    accessToken: string;
    expiresIn: number;
    refreshToken: string;
  }
  return auth.signIn(http.post<Reply>('/login', {}));
});

test('signIn() accepts the reply of OAuth 2.0', () => {
  interface Reply {
    access_token: string;
    refresh_token?: string;
    expires_in: number;
    token_type: 'Bearer';
  }
  return auth.signIn(http.post<Reply>('/token', {}));
});

test('signIn() accepts { token } (Laravel, Spring)', () =>
  auth.signIn(http.post<{ token: string }>('/login', {})));

test('signIn() accepts { access, refresh } (Django simplejwt)', () =>
  auth.signIn(http.post<{ access: string; refresh: string }>('/api/token/', {})));

test('signIn() accepts { jwt }', () => auth.signIn(http.post<{ jwt: string }>('/login', {})));

test('signIn() accepts fields that may be null or missing', () =>
  auth.signIn(
    http.post<{ token: string | null; refreshToken?: string | undefined }>('/login', {}),
  ));

test('signIn() accepts a bare string', () => {
  const text = http.post('/login', {}, { responseType: 'text' });
  expectType<Observable<string>>()(text);
  return auth.signIn(text);
});

test('signIn() accepts a promise', () =>
  auth.signIn(Promise.resolve({ accessToken: 'x', refreshToken: 'y' })));

test('signIn() accepts a value', () => [
  auth.signIn('x'),
  auth.signIn({ accessToken: 'x' }),
  auth.signIn({ access_token: 'x', expires_in: 300 }),
]);

test('signIn() accepts JwtTokenResponse, in all three forms', () => {
  const reply = of<JwtTokenResponse>('x');
  return [auth.signIn(reply), auth.signIn(Promise.resolve<JwtTokenResponse>('x'))];
});

test("signIn() rejects { observe: 'response' }", () => {
  const whole = http.post<{ token: string }>('/login', {}, { observe: 'response' });
  // @ts-expect-error -- the answer, not its body
  return auth.signIn(whole);
});

test("signIn() rejects { observe: 'events' }", () => {
  const events = http.post<{ token: string }>('/login', {}, { observe: 'events' });
  // @ts-expect-error -- events, not a body
  return auth.signIn(events);
});

test('signIn() rejects an object without any known field', () => {
  // @ts-expect-error -- map it first
  void auth.signIn({ foo: 'x' });
  // @ts-expect-error -- map it first
  void auth.signIn(of({ foo: 'x' }));
  // @ts-expect-error -- map it first
  void auth.signIn(Promise.resolve({ foo: 'x' }));
});

test('signIn() rejects a token that is no string', () => {
  // @ts-expect-error -- a number is no token
  void auth.signIn({ accessToken: 42 });
});

test('signIn() needs a reply', () => {
  // @ts-expect-error -- nothing to sign in with
  void auth.signIn();
  // @ts-expect-error -- nothing to sign in with
  void auth.signIn(null);
});
