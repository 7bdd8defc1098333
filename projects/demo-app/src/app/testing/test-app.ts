import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import {
  Component,
  provideEnvironmentInitializer,
  type EnvironmentProviders,
  type Provider,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding, type Routes } from '@angular/router';
import { JwtAuth, jwtAuthInterceptor, provideJwtAuth, type JwtRole } from 'ngx-jwt-auth';
import { registerIcons } from '../shell/icons';
import { createTestToken } from './create-test-token';

/** Some other page. */
@Component({ template: '' })
export class EmptyPage {}

/** The app's set-up with a backend that the test plays, and tokens that a reload forgets. */
export function provideTestApp(routes: Routes = []): (Provider | EnvironmentProviders)[] {
  return [
    provideRouter([...routes, { path: '**', component: EmptyPage }], withComponentInputBinding()),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideHttpClientTesting(),
    provideJwtAuth({ attachTo: ['/api'], homeUrl: '/movies' }),
    provideEnvironmentInitializer(registerIcons),
  ];
}

export async function signInAs(role: JwtRole, lifetimeSeconds = 300): Promise<void> {
  const iat = Math.floor(Date.now() / 1000);
  const all = ['viewer', 'editor', 'admin'] as const;
  const roles = all.slice(0, all.indexOf(role) + 1);
  const claims = { sub: role, name: 'Ada Test', roles, iat, exp: iat + lifetimeSeconds };
  await TestBed.inject(JwtAuth).signIn({ accessToken: createTestToken(claims) });
}

/** Lets promises and effects run that wait for no timer and no reply. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    for (let step = 0; step < 20; step++) await Promise.resolve();
    TestBed.tick();
  }
}
