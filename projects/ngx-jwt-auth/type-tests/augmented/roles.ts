import type { Signal } from '@angular/core';
import type { Routes } from '@angular/router';
import {
  claimsGuard,
  decodeJwt,
  roleGuard,
  type JwtAuth,
  type JwtClaims,
  type JwtRole,
} from 'ngx-jwt-auth';
import { expectType, test } from './expect-type';

declare const auth: JwtAuth;
declare const claims: JwtClaims;
declare const token: unknown;
declare const role: JwtRole;
declare const anyString: string;

test("JwtRole is one of the app's roles", () => {
  expectType<'admin' | 'editor'>()(role);
  expectType<Signal<readonly ('admin' | 'editor')[]>>()(auth.roles);
});

test('roleGuard() takes the roles of the app', () => {
  const routes: Routes = [
    { path: '', canMatch: [roleGuard('admin'), roleGuard('admin', 'editor')] },
  ];
  return routes;
});

test('roleGuard() rejects a misspelt role', () => {
  // @ts-expect-error -- 'admin'
  roleGuard('admn');
  // @ts-expect-error -- 'editor'
  roleGuard('admin', 'editr');
  // @ts-expect-error -- at least one
  roleGuard();
});

test('hasRole(), hasAnyRole() and hasEveryRole() take the roles of the app', () => [
  auth.hasRole('admin'),
  auth.hasAnyRole('admin', 'editor'),
  auth.hasEveryRole('editor', 'admin'),
]);

test('hasRole() rejects a misspelt role', () => {
  // @ts-expect-error -- 'admin'
  auth.hasRole('admn');
  // @ts-expect-error -- any string could be misspelt
  auth.hasRole(anyString);
});

test('hasAnyRole() and hasEveryRole() reject a misspelt role', () => {
  // @ts-expect-error -- 'admin'
  auth.hasAnyRole('admn');
  // @ts-expect-error -- 'editor'
  auth.hasEveryRole('admin', 'editr');
});

test('a comparison with a misspelt role does not compile', () => {
  // @ts-expect-error -- 'admin'
  return auth.roles().includes('admn');
});

test('JwtClaims has the claims of the app', () => {
  expectType<string>()(claims.name);
  expectType<string>()(claims.sub);
  expectType<string | undefined>()(claims.tenant);
});

test('JwtClaims keeps the registered claims', () => {
  expectType<number | undefined>()(claims.exp);
  expectType<string | undefined>()(claims.iss);
});

test('an unknown claim does not compile', () => {
  // @ts-expect-error -- it is 'tenant'
  return claims.tennant;
});

test('auth.claims(), claimsGuard() and decodeJwt() know the claims of the app', () => {
  expectType<string | undefined>()(auth.claims()?.name);
  claimsGuard(({ tenant }) => tenant === 'acme');
  expectType<string | undefined>()(decodeJwt(token)?.name);
});

test('claimsGuard() rejects an unknown claim', () => {
  // @ts-expect-error -- it is 'tenant'
  claimsGuard(({ tennant }) => tennant === 'acme');
});
