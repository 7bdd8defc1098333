import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { returnUrlOf, targetTree } from './return-url';

/**
 * Where to go after the sign-in: the `returnUrl` of the current URL if it is safe, else `homeUrl`.
 * Navigate there with the router, never with `location`.
 *
 * Accepted is only a page of this app, as the router itself would write it, given once, and not
 * the login page.
 *
 * @usageNotes
 * ```ts
 * class LoginPage {
 *   readonly #auth = inject(JwtAuth);
 *   readonly #router = inject(Router);
 *   readonly #returnUrl = injectReturnUrl();
 *
 *   async signIn(reply: Observable<JwtTokenResponse>): Promise<void> {
 *     await this.#auth.signIn(reply);
 *     await this.#router.navigateByUrl(this.#returnUrl);
 *   }
 * }
 * ```
 *
 * @publicApi
 */
export function injectReturnUrl(): string {
  const router = inject(Router);
  return returnUrlOf(targetTree(router), inject(JWT_AUTH_CONFIG), router);
}
