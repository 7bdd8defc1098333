import { runGuard, type JwtAuthGuardFn } from './jwt-auth-guard';
import { returnUrlOf } from './return-url';

/**
 * Lets only the anonymous pass, as to a login page; the signed-in go to a valid `returnUrl`, else
 * to `homeUrl`.
 *
 * @usageNotes
 * ```ts
 * const routes: Routes = [{ path: 'login', canActivate: [guestGuard], component: LoginPage }];
 * ```
 *
 * @publicApi
 */
export const guestGuard: JwtAuthGuardFn = (...args) =>
  runGuard('guestGuard', args, { pageOf: returnUrlOf });
