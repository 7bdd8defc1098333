import { inject } from '@angular/core';
import { JwtAuth } from 'ngx-jwt-auth';
import { provideJwtAuthTesting } from 'ngx-jwt-auth/testing';

declare module 'ngx-jwt-auth' {
  interface JwtAuthTypes {
    claims: { sub: string; name: string };
    role: 'admin' | 'editor' | 'viewer';
  }
}

// Nothing calls these: `ng build` compiles them, and says so when an expected error is none.

export function mayDelete(): boolean {
  // @ts-expect-error -- the app has no such role
  return inject(JwtAuth).hasRole('nobody');
}

export function asNobody(): unknown {
  // @ts-expect-error -- nor has it in its tests
  return provideJwtAuthTesting({ roles: ['nobody'] });
}

export function asAdmin(): unknown {
  return provideJwtAuthTesting({ signedInAs: 'ada', roles: ['admin'] });
}

export function claimedName(): string | undefined {
  return inject(JwtAuth).claims()?.name;
}
