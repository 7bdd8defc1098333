import { computed, inject, InjectionToken, signal, untracked, type Signal } from '@angular/core';
import { Router } from '@angular/router';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { currentNavigation, returnUrlOf, targetTree } from './return-url';

/**
 * Changes with each step of the router, whose own signals came with Angular 20.2. One listener for
 * all: a guard that asks has no end of its own that could remove one.
 */
const ROUTER_STEPS = new InjectionToken<Signal<number>>('', {
  providedIn: 'root',
  factory: () => {
    const steps = signal(0);
    const step = (): void => {
      untracked(() => {
        steps.update((count) => count + 1);
      });
    };
    inject(Router).events.subscribe(() => {
      step();
      queueMicrotask(step); // a navigation is over just after the event that tells of its end
    });
    return steps;
  },
});

/**
 * Where to go after the sign-in: the `returnUrl` of the current URL if it is safe, else `homeUrl`.
 * Read it when you need it, and navigate there with the router, never with `location`.
 *
 * Accepted is only a page of this app, as the router itself would write it, given once, and not
 * the login page. While a navigation is under way the signal keeps to the URL of the page that is
 * shown; in what that navigation makes, as a guard or the next page, it has the new URL already.
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
 *     await this.#router.navigateByUrl(this.#returnUrl());
 *   }
 * }
 * ```
 *
 * @publicApi
 */
export function injectReturnUrl(): Signal<string> {
  const router = inject(Router);
  const config = inject(JWT_AUTH_CONFIG);
  const steps = inject(ROUTER_STEPS);
  const own = currentNavigation(router)?.id ?? 0; // the first one is 1
  return computed(() => {
    steps();
    const isOwn = currentNavigation(router)?.id === own;
    const url = isOwn ? targetTree(router) : router.routerState.snapshot.root;
    return returnUrlOf(url, config, router);
  });
}
