import type { Signal } from '@angular/core';
import type { Routes } from '@angular/router';
import {
  authGuard,
  claimsGuard,
  guestGuard,
  injectReturnUrl,
  roleGuard,
  type JwtAuthGuardFn,
} from 'ngx-jwt-auth';
import { expectType, test } from './expect-type';

test('every guard fits canActivate, canActivateChild and canMatch', () => {
  const guards = [authGuard, guestGuard, roleGuard('admin'), claimsGuard(() => true)];
  const routes: Routes = [
    { path: 'a', canActivate: guards, canActivateChild: guards, canMatch: guards },
    { path: 'b', canActivate: [authGuard], canActivateChild: [authGuard], canMatch: [authGuard] },
    { path: 'c', canActivate: [guestGuard], canMatch: [guestGuard] },
    { path: 'd', canActivate: [roleGuard('a', 'b')], canMatch: [roleGuard('a')] },
    { path: 'e', canActivate: [claimsGuard(({ sub }) => sub === 'ada')] },
  ];
  expectType<JwtAuthGuardFn[]>()(guards);
  return routes;
});

test('no guard fits canDeactivate by its result type alone', () => {
  const guard: JwtAuthGuardFn = authGuard;
  // @ts-expect-error -- it needs what the router gives
  return guard();
});

test('roleGuard() without a role does not compile', () => {
  // @ts-expect-error -- it would let nobody pass
  roleGuard();
  const roles: string[] = [];
  // @ts-expect-error -- could be empty
  roleGuard(...roles);
});

test('claimsGuard() gets the claims', () => {
  claimsGuard((claims) => {
    expectType<string | undefined>()(claims.sub);
    return claims['tenant'] === 'acme';
  });
  // @ts-expect-error -- a question has an answer
  claimsGuard(() => undefined);
  // @ts-expect-error -- and is not asynchronous
  claimsGuard(() => Promise.resolve(true));
});

test('injectReturnUrl() gives a signal of a string', () => {
  expectType<Signal<string>>()(injectReturnUrl());
});
