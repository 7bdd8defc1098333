import { devThrow, devOnly, devWarn } from '../dev-mode';
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
  devOnly(() => {
    if (anyOf.some((role: unknown) => typeof role !== 'string')) {
      devThrow(
        'roleGuard stands in a route without its roles, and would let everybody pass. Call it: ' +
          "roleGuard('admin').",
      );
    }
    if ((anyOf as readonly JwtRole[]).length > 0) return;
    devWarn('roleGuard() without a role lets nobody pass. Name at least one, or use authGuard.');
  });
  return (...args) =>
    runGuard('roleGuard', args, { isAllowed: (auth) => auth.hasAnyRole(...anyOf) });
}
