import type { Settings } from './read-settings.ts';

/**
 * What to do after `ng add`.
 *
 * @param hasLoginPage Whether a sign-in page was written.
 * @param isNewSession Whether the session has the URLs of the settings; else it has its own ones.
 */
export function nextSteps(
  { guarded, loginRoute, refreshUrl, logoutUrl }: Settings,
  hasLoginPage: boolean,
  isNewSession: boolean,
): string[] {
  const server = [
    ...(refreshUrl ? [`see that ${refreshUrl} is where your server refreshes.`] : []),
    ...(logoutUrl ? [`see that ${logoutUrl} is where your server revokes the refresh token.`] : []),
    ...(refreshUrl && !logoutUrl
      ? [
          'after a sign-out the refresh token stays good on the server, unless you add withTokenRevocation(url).',
        ]
      : []),
  ];
  return [
    hasLoginPage
      ? 'see that the sign-in page posts what your server wants, and give it your style.'
      : `the sign-in page at /${loginRoute} calls: await inject(JwtAuth).signIn(http.post(...)).`,
    ...(isNewSession ? server : []),
    guarded.length
      ? 'guard further routes with authGuard or roleGuard().'
      : "guard a route: { path: 'account', canActivate: [authGuard], ... }.",
    'all the rest: node_modules/ngx-jwt-auth/README.md',
  ];
}
