import type { Signal } from '@angular/core';
import {
  decodeJwt,
  decodeJwtHeader,
  isJwtExpired,
  jwtExpiration,
  type JwtAuth,
  type JwtClaims,
  type JwtHeader,
  type JwtRole,
} from 'ngx-jwt-auth';
import { expectType, test } from './expect-type';

declare const auth: JwtAuth;
declare const token: unknown;
declare const claims: JwtClaims;
declare const role: JwtRole;

test('JwtRole is any string', () => {
  expectType<string>()(role);
  expectType<Signal<readonly string[]>>()(auth.roles);
});

test('JwtClaims has the registered claims, typed', () => {
  expectType<string | undefined>()(claims.sub);
  expectType<string | undefined>()(claims.iss);
  expectType<string | string[] | undefined>()(claims.aud);
  expectType<number | undefined>()(claims.exp);
  expectType<number | undefined>()(claims.iat);
  expectType<number | undefined>()(claims.nbf);
  expectType<string | undefined>()(claims.jti);
});

test('any other claim is unknown', () => {
  expectType<unknown>()(claims['tenant']);
  // @ts-expect-error -- it has to be narrowed first
  const tenant: string = claims['tenant'];
  return tenant;
});

test('claims cannot be written to', () => {
  // @ts-expect-error -- read-only
  claims.sub = 'somebody';
});

test('the claims of the session may be missing', () => {
  expectType<Signal<JwtClaims | null>>()(auth.claims);
  // @ts-expect-error -- null when nobody is signed in
  return auth.claims().sub;
});

test('decodeJwt() gives JwtClaims or null', () => {
  expectType<JwtClaims | null>()(decodeJwt(token));
});

test('decodeJwt<T>() gives T or null', () => {
  interface Invitation {
    readonly team: string;
  }
  expectType<Invitation | null>()(decodeJwt<Invitation>(token));
  // @ts-expect-error -- null for what is no JWT
  return decodeJwt<Invitation>(token).team;
});

test('the token functions take anything', () => {
  expectType<JwtHeader | null>()(decodeJwtHeader(42));
  expectType<boolean>()(isJwtExpired(undefined));
  expectType<boolean>()(isJwtExpired(null, 30));
  expectType<Date | null>()(jwtExpiration({}));
});
