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
import { jwtAuthInterceptor, provideJwtAuth, withTokenRefresh, type JwtRole } from 'ngx-jwt-auth';
import { JwtAuthTestingController, provideJwtAuthTesting } from 'ngx-jwt-auth/testing';
import { registerIcons } from '../shell/icons';

/** Some other page. */
@Component({ template: '' })
class EmptyPage {}

/** The app's set-up with a backend and a session that the test plays. */
export function provideTestApp(routes: Routes = []): (Provider | EnvironmentProviders)[] {
  return [
    provideRouter([...routes, { path: '**', component: EmptyPage }], withComponentInputBinding()),
    provideHttpClient(withInterceptors([jwtAuthInterceptor])),
    provideHttpClientTesting(),
    provideJwtAuth(
      { attachTo: ['/api'], homeUrl: '/movies' },
      withTokenRefresh('/api/auth/refresh'),
    ),
    provideJwtAuthTesting(),
    provideEnvironmentInitializer(registerIcons),
  ];
}

export async function signInAs(role: JwtRole): Promise<void> {
  const all = ['viewer', 'editor', 'admin'] as const;
  const roles = all.slice(0, all.indexOf(role) + 1);
  await TestBed.inject(JwtAuthTestingController).signIn(role, {
    claims: { name: 'Ada Test' },
    roles,
  });
}

/** Lets promises and effects run that wait for no timer and no reply. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    for (let step = 0; step < 20; step++) await Promise.resolve();
    TestBed.tick();
  }
}
