import { RedirectCommand, type Router } from '@angular/router';

const PENDING = 'ɵjwt-auth-pending';

/**
 * What a guard answers on the server, where nobody knows the session: an empty page under the URL
 * that was asked for. `true` would render what is protected, `false` is a 404, a redirect a 302.
 */
export function pendingOnServer(router: Router): RedirectCommand {
  // First in the config, so that no wildcard route of the app can catch it.
  if (router.config[0]?.path !== PENDING) {
    router.resetConfig([{ path: PENDING, children: [] }, ...router.config]);
  }
  return new RedirectCommand(router.parseUrl(`/${PENDING}`), { skipLocationChange: true });
}
