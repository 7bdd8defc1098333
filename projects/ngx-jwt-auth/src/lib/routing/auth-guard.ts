import { runGuard, type JwtAuthGuardFn } from './jwt-auth-guard';

/**
 * Lets the signed-in pass, and sends the anonymous to `loginUrl` with a `returnUrl`.
 *
 * It waits for the restore of the session and for the refresh of a stale token. When the session
 * ends while the page is shown, the router goes to `loginUrl` once.
 *
 * @usageNotes
 * ```ts
 * const routes: Routes = [{ path: 'account', canActivate: [authGuard], component: AccountPage }];
 * ```
 *
 * @publicApi
 */
export const authGuard: JwtAuthGuardFn = (...args) =>
  runGuard('authGuard', args, { isAllowed: () => true });
