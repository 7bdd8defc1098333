import type { NgZone } from '@angular/core';
import {
  NavigationCancel,
  NavigationCancellationCode,
  NavigationEnd,
  NavigationError,
  NavigationSkipped,
  type ActivatedRouteSnapshot,
  type Route,
  type Router,
} from '@angular/router';
import { filter, take } from 'rxjs';
import type { JwtAuthConfig } from '../jwt-auth-config';
import type { JwtSession } from '../session/jwt-session';
import { currentNavigation, loginTree } from './return-url';

/**
 * Remembers that a guard let the session into a route. Such a page is left once when the session
 * ends, however many of its requests fail.
 */
export function admit(
  route: Route | ActivatedRouteSnapshot,
  session: JwtSession,
  config: JwtAuthConfig,
  router: Router,
  zone: NgZone,
): void {
  if (!session.admitted) {
    session.admitted = new WeakSet();
    leaveWhenOver(session, session.admitted, config, router, zone);
  }
  // A snapshot comes anew with each navigation; its route does not.
  const admitted = 'routeConfig' in route ? route.routeConfig : route;
  if (admitted) session.admitted.add(admitted);
}

function leaveWhenOver(
  session: JwtSession,
  admitted: WeakSet<object>,
  config: JwtAuthConfig,
  router: Router,
  zone: NgZone,
): void {
  session.events.subscribe((event) => {
    if (event.type !== 'sessionEnded') return;
    const { reason, from } = event;
    const isChanged = reason === 'session-changed';
    // What the app does itself it navigates for itself.
    if (from === 'here' && (isChanged || reason === 'signed-out')) return;
    whenSettled(router, () => {
      if (!isAnyOf(admitted, router.routerState.snapshot.root)) return;
      if (session.current() && !isChanged) return;
      const target = isChanged ? (config.homeUrl ?? '/') : loginTree(router.url, config, router);
      zone.run(() => void router.navigateByUrl(target));
    });
  });
}

/** Now, or when the navigation under way has come to a page. */
function whenSettled(router: Router, task: () => void): void {
  if (!currentNavigation(router)) {
    task();
    return;
  }
  router.events
    .pipe(
      filter(
        (event) =>
          event instanceof NavigationEnd ||
          event instanceof NavigationError ||
          event instanceof NavigationSkipped ||
          (event instanceof NavigationCancel &&
            event.code !== NavigationCancellationCode.Redirect &&
            event.code !== NavigationCancellationCode.SupersededByNewNavigation),
      ),
      take(1),
    )
    .subscribe(task);
}

function isAnyOf(
  admitted: WeakSet<object>,
  { routeConfig, children }: ActivatedRouteSnapshot,
): boolean {
  return (
    (!!routeConfig && admitted.has(routeConfig)) ||
    children.some((child) => isAnyOf(admitted, child))
  );
}
