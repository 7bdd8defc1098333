import { inject } from '@angular/core';
import { DEV_MODE, devWarn } from '../dev-mode';
import { JwtAuth } from '../session/jwt-auth';
import type { JwtRole } from '../token/jwt-auth-types';
import { runGuard, type JwtAuthGuardFn } from './jwt-auth-guard';

/**
 * Lets users pass who have at least one of the roles. The anonymous go to `loginUrl`; without the
 * role `canMatch` goes on to the next route, the others go to `forbiddenUrl`, else `homeUrl`.
 *
 * It shows and hides; the server decides.
 *
 * @usageNotes
 * ```ts
 * const routes: Routes = [{ path: 'admin', canMatch: [roleGuard('admin')], component: AdminPage }];
 * ```
 *
 * @publicApi
 */
export function roleGuard(...anyOf: readonly [JwtRole, ...JwtRole[]]): JwtAuthGuardFn {
  if (DEV_MODE && (anyOf as readonly JwtRole[]).length === 0) {
    devWarn('roleGuard() without a role lets nobody pass. Name at least one, or use authGuard.');
  }
  return (...args) => {
    const auth = inject(JwtAuth);
    return runGuard('roleGuard', args, ({ isSignedIn, toLogin, forbid }) =>
      isSignedIn ? auth.hasAnyRole(...anyOf) || forbid() : toLogin(),
    );
  };
}
