import type { Settings } from './read-settings.ts';

/** What to do after `ng add`. */
export function nextSteps({ guarded, loginPage, loginRoute, refreshUrl }: Settings): string[] {
  return [
    loginPage
      ? `see that the sign-in page posts what your server wants, and give it your style.`
      : `write a sign-in page for /${loginRoute}: await inject(JwtAuth).signIn(http.post(...)).`,
    ...(refreshUrl ? [`see that ${refreshUrl} is where your server refreshes.`] : []),
    guarded.length
      ? 'guard further routes with authGuard or roleGuard().'
      : "guard a route: { path: 'account', canActivate: [authGuard], ... }.",
    'all the rest: node_modules/ngx-jwt-auth/README.md',
  ];
}
