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
import { devOnly, devWarn } from '../dev-mode';
import { JWT_AUTH_CONFIG, type JwtAuthConfig } from '../jwt-auth-config';
import { checkProvided } from '../session/check-provided';
import { JWT_SESSION } from '../session/session-core';
import { JwtAuth } from '../session/jwt-auth';
import { isPending } from '../token/pending-tokens';
import { watchGuardedPages } from './guarded-pages';
import { pendingOnServer } from './pending-on-server';
import { currentNavigation, isSamePage, loginTree, targetTree } from './return-url';

declare const ngServerMode: unknown;
declare const ngDevMode: unknown;

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

/** Who of the signed-in may see a page; or, for a page of the anonymous, where the signed-in go. */
export type GuardRule =
  | { readonly isAllowed: (auth: JwtAuth) => boolean }
  | { readonly pageOf: (target: UrlTree, config: JwtAuthConfig, router: Router) => string };

/**
 * Answers for a guard when restore and refresh are through: at once in the usual case. A refresh
 * that cannot be reached changes nothing; the session stands, and the page will show the error.
 */
export function runGuard(
  name: string,
  [route, stateOrSegments]: Parameters<JwtAuthGuardFn>,
  rule: GuardRule,
): MaybeAsync<GuardResult> {
  devOnly(() => {
    checkProvided(name);
  });
  const session = inject(JWT_SESSION);
  const config = inject(JWT_AUTH_CONFIG);
  const router = inject(Router);
  const auth = inject(JwtAuth);
  if (
    (typeof ngServerMode === 'undefined' ||
      ngServerMode ||
      typeof ngDevMode === 'undefined' ||
      ngDevMode) &&
    !session.isBrowser
  ) {
    return pendingOnServer(router);
  }
  const admitted = (session.admitted ??= watchGuardedPages(session));

  const isMatch = Array.isArray(stateOrSegments);
  const target = isMatch ? targetTree(router) : router.parseUrl(stateOrSegments.url);
  // What the navigation asked for, before a `redirectTo` of the app may have led here.
  const navigation = currentNavigation(router);
  const asked = navigation?.extractedUrl ?? target;
  /** To another page; false where that is the one being guarded, or led here: no circles. */
  const redirect = (page: UrlTree): UrlTree | false => !isSamePage(page, asked) && page;

  const decide = (): GuardResult => {
    const tokens = session.current();
    if ('pageOf' in rule) {
      return !tokens || redirect(router.parseUrl(rule.pageOf(target, config, router))) || true;
    }
    if (!tokens) {
      const login = redirect(loginTree(router.serializeUrl(target), config, router));
      devOnly(() => {
        if (login || isMatch) return;
        devWarn(`${name} guards the login page itself, so nobody can sign in. Leave it open.`);
      });
      return login;
    }
    // A restored session whose token is still to come: that was an outage, not a no.
    if (isPending(tokens) || rule.isAllowed(auth)) {
      // A snapshot comes anew with each navigation; its route does not.
      admitted.add((route as ActivatedRouteSnapshot).routeConfig ?? route);
      return true;
    }
    session.asked = null; // another page comes in its place
    return !isMatch && redirect(router.parseUrl(config.forbiddenUrl ?? config.homeUrl ?? '/'));
  };
  const wait = session.ensureFresh();
  if ('isAllowed' in rule) session.asked = navigation;
  return wait?.then(decide) ?? decide();
}
