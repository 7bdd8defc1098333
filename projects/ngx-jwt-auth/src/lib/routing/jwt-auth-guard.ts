import { inject } from '@angular/core';
import {
  Router,
  type ActivatedRouteSnapshot,
  type GuardResult,
  type MaybeAsync,
  type Route,
  type RouterStateSnapshot,
  type UrlSegment,
  type UrlTree,
} from '@angular/router';
import { JWT_AUTH_CONFIG, type JwtAuthConfig } from '../jwt-auth-config';
import { injectJwtSession } from '../session/inject-jwt-session';
import { GuardedPages } from './guarded-pages';
import { pendingOnServer } from './pending-on-server';
import { isSamePage, loginTree, targetTree } from './return-url';

/**
 * A guard of this library: it fits `canActivate`, `canActivateChild` and `canMatch`.
 *
 * @usageNotes
 * ```ts
 * const editorsOnly: JwtAuthGuardFn = roleGuard('editor', 'admin');
 * ```
 *
 * @publicApi
 */
export type JwtAuthGuardFn = (
  route: Route | ActivatedRouteSnapshot,
  stateOrSegments: RouterStateSnapshot | UrlSegment[],
) => MaybeAsync<GuardResult>;

/** One question of the router, with what a guard needs to answer it. */
export interface GuardQuestion {
  readonly config: JwtAuthConfig;
  readonly router: Router;
  readonly isSignedIn: boolean;
  readonly target: UrlTree;
  /** To the login page and back. */
  toLogin(): UrlTree;
  /** What a signed-in user gets who may not see the page. */
  forbid(): GuardResult;
}

/**
 * Answers for a guard when restore and refresh are through: at once in the usual case. A refresh
 * that cannot be reached changes nothing; the session stands, and the page will show the error.
 *
 * @param admits Whether a `true` of this guard means that a session is needed.
 */
export function runGuard(
  name: string,
  [route, stateOrSegments]: Parameters<JwtAuthGuardFn>,
  answer: (question: GuardQuestion) => GuardResult,
  admits = true,
): MaybeAsync<GuardResult> {
  const session = injectJwtSession(name);
  const config = inject(JWT_AUTH_CONFIG);
  const router = inject(Router);
  const pages = inject(GuardedPages);
  if (!session.isBrowser) return pendingOnServer(router);

  const isMatch = Array.isArray(stateOrSegments);
  const target = isMatch ? targetTree(router) : router.parseUrl(stateOrSegments.url);
  const decide = (): GuardResult => {
    const result = answer({
      config,
      router,
      isSignedIn: !!session.current,
      target,
      toLogin: () => loginTree(router.serializeUrl(target), config, router),
      forbid: () => {
        const elsewhere = router.parseUrl(config.forbiddenUrl ?? config.homeUrl ?? '/');
        return isMatch || isSamePage(elsewhere, target) ? false : elsewhere;
      },
    });
    if (admits && result === true) pages.admit(route, session, config);
    return result;
  };
  return session.prepare()?.then(decide) ?? decide();
}
