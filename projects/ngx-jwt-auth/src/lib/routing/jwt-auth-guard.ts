import { inject, NgZone } from '@angular/core';
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
import { JWT_SESSION } from '../session/jwt-session';
import { JwtAuth } from '../session/jwt-auth';
import { admit } from './guarded-pages';
import { pendingOnServer } from './pending-on-server';
import { currentNavigation, isSamePage, loginTree, targetTree } from './return-url';

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

/**
 * Answers for a guard when restore and refresh are through: at once in the usual case. A refresh
 * that cannot be reached changes nothing; the session stands, and the page will show the error.
 *
 * @param isAllowed Whether a signed-in user may see the page; the anonymous are sent to log in.
 * Null for a page that needs no session: `guest` answers then.
 */
export function runGuard(
  name: string,
  [route, stateOrSegments]: Parameters<JwtAuthGuardFn>,
  isAllowed: ((auth: JwtAuth) => boolean) | null,
  guest?: (
    isSignedIn: boolean,
    target: UrlTree,
    config: JwtAuthConfig,
    router: Router,
    redirect: (page: UrlTree) => UrlTree | false,
  ) => GuardResult,
): MaybeAsync<GuardResult> {
  checkProvided(name);
  const session = inject(JWT_SESSION);
  const config = inject(JWT_AUTH_CONFIG);
  const router = inject(Router);
  const auth = inject(JwtAuth);
  const zone = inject(NgZone);
  if (!session.isBrowser) return pendingOnServer(router);

  const isMatch = Array.isArray(stateOrSegments);
  const target = isMatch ? targetTree(router) : router.parseUrl(stateOrSegments.url);
  // What the navigation asked for, before a `redirectTo` of the app may have led here.
  const asked = currentNavigation(router)?.extractedUrl ?? target;
  /** To another page; false where that is the one being guarded, or led here: no circles. */
  const redirect = (page: UrlTree): UrlTree | false => !isSamePage(page, asked) && page;

  const decide = (): GuardResult => {
    const tokens = session.current();
    const isSignedIn = !!tokens;
    if (!isAllowed) return guest?.(isSignedIn, target, config, router, redirect) ?? true;
    if (!tokens) {
      const login = redirect(loginTree(router.serializeUrl(target), config, router));
      devOnly(() => {
        if (login || isMatch) return;
        devWarn(`${name} guards the login page itself, so nobody can sign in. Leave it open.`);
      });
      return login;
    }
    // A restored session whose token is still to come: that was an outage, not a no.
    if (!tokens.accessToken || isAllowed(auth)) {
      admit(route, session, config, router, zone);
      return true;
    }
    return !isMatch && redirect(router.parseUrl(config.forbiddenUrl ?? config.homeUrl ?? '/'));
  };
  return session.prepare()?.then(decide) ?? decide();
}
