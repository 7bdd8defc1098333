import { inject, NgZone } from '@angular/core';
import { Router, type ActivatedRouteSnapshot } from '@angular/router';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import type { JwtSession } from '../session/jwt-session';
import { currentNavigation, loginTree } from './return-url';

/**
 * Leaves a page once when the session ends that a guard has let in, however many requests of the
 * page fail; called in an injection context. Gives back the set that takes the routes let into.
 */
export function watchGuardedPages(session: JwtSession): WeakSet<object> {
  const config = inject(JWT_AUTH_CONFIG);
  const router = inject(Router);
  const zone = inject(NgZone);
  const admitted = new WeakSet();

  const isGuarded = ({ routeConfig, children }: ActivatedRouteSnapshot): boolean =>
    (!!routeConfig && admitted.has(routeConfig)) || children.some(isGuarded);

  session.events.subscribe((event) => {
    if (event.type !== 'sessionEnded') return;
    const { reason, from } = event;
    const isChanged = reason === 'session-changed';
    // What the app does itself it navigates for itself.
    if (from === 'here' && (isChanged || reason === 'signed-out')) return;
    whenSettled(router, () => {
      if (!isGuarded(router.routerState.snapshot.root)) return;
      if (session.current() && !isChanged) return;
      const target = isChanged ? (config.homeUrl ?? '/') : loginTree(router.url, config, router);
      zone.run(() => void router.navigateByUrl(target));
    });
  });
  return admitted;
}

/** Now, or when no navigation is under way any more, be it one that followed another. */
function whenSettled(router: Router, task: () => void): void {
  if (!currentNavigation(router)) {
    task();
    return;
  }
  // A moment later: the event that tells of its end comes just before it, and may be what is heard.
  const look = (): void => {
    queueMicrotask(() => {
      if (listening.closed || currentNavigation(router)) return;
      listening.unsubscribe();
      task();
    });
  };
  const listening = router.events.subscribe(look);
  look();
}
