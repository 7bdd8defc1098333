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
import { injectJwtSession } from '../session/inject-jwt-session';
import { JwtAuth } from '../session/jwt-auth';
import { GuardedPages } from './guarded-pages';
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

/** One question of the router, with what a guard needs to answer it. */
export interface GuardQuestion {
  readonly config: JwtAuthConfig;
  readonly router: Router;
  readonly auth: JwtAuth;
  readonly isSignedIn: boolean;
  readonly target: UrlTree;
  /** To another page; false where that is the one being guarded, or led here: no circles. */
  readonly redirect: (page: UrlTree) => UrlTree | false;
  /** To the login page and back. */
  readonly toLogin: () => GuardResult;
  /** What a signed-in user gets who may not see the page. */
  readonly forbid: () => GuardResult;
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
  const auth = inject(JwtAuth);
  const pages = inject(GuardedPages);
  if (!session.isBrowser) return pendingOnServer(router);

  const isMatch = Array.isArray(stateOrSegments);
  const target = isMatch ? targetTree(router) : router.parseUrl(stateOrSegments.url);
  // What the navigation asked for, before a `redirectTo` of the app may have led here.
  const asked = currentNavigation(router)?.extractedUrl ?? target;
  const redirect = (page: UrlTree): UrlTree | false => !isSamePage(page, asked) && page;
  const decide = (): GuardResult => {
    const result = answer({
      config,
      router,
      auth,
      isSignedIn: !!session.current(),
      target,
      redirect,
      toLogin: () => {
        const login = redirect(loginTree(router.serializeUrl(target), config, router));
        devOnly(() => {
          if (login || isMatch) return;
          devWarn(`${name} guards the login page itself, so nobody can sign in. Leave it open.`);
        });
        return login;
      },
      forbid: () =>
        !isMatch && redirect(router.parseUrl(config.forbiddenUrl ?? config.homeUrl ?? '/')),
    });
    if (admits && result === true) pages.admit(route, session, config);
    return result;
  };
  return session.prepare()?.then(decide) ?? decide();
}
