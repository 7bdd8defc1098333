import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { page } from '../../../spec-support/set-up-routes';
import { authGuard } from './auth-guard';
import { claimsGuard } from './claims-guard';
import { guestGuard } from './guest-guard';
import { roleGuard } from './role-guard';

describe('a guard without provideJwtAuth()', () => {
  const guards = {
    authGuard,
    guestGuard,
    roleGuard: roleGuard('admin'),
    claimsGuard: claimsGuard(() => true),
  };
  for (const [name, guard] of Object.entries(guards)) {
    it(`says in development what is missing: ${name}`, async () => {
      TestBed.configureTestingModule({
        providers: [provideRouter([page('area', { canActivate: [guard] })])],
      });
      await expectAsync(TestBed.inject(Router).navigateByUrl('/area')).toBeRejectedWithError(
        new RegExp(`^ngx-jwt-auth: ${name} needs a session\\. Add provideJwtAuth\\(\\)`),
      );
    });
  }
});
