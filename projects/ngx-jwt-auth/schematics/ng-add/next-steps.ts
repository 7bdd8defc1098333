import type { Settings } from './read-settings.ts';

/**
 * What to do after `ng add`.
 *
 * @param hasLoginPage Whether a sign-in page was written.
 */
export function nextSteps(
  { guarded, loginRoute, refreshUrl }: Settings,
  hasLoginPage: boolean,
): string[] {
  return [
    hasLoginPage
      ? 'see that the sign-in page posts what your server wants, and give it your style.'
      : `the sign-in page at /${loginRoute} calls: await inject(JwtAuth).signIn(http.post(...)).`,
    ...(refreshUrl ? [`see that ${refreshUrl} is where your server refreshes.`] : []),
    guarded.length
      ? 'guard further routes with authGuard or roleGuard().'
      : "guard a route: { path: 'account', canActivate: [authGuard], ... }.",
    'all the rest: node_modules/ngx-jwt-auth/README.md',
  ];
}
