import { inject, Injectable, NgZone } from '@angular/core';
import {
  NavigationCancel,
  NavigationCancellationCode,
  NavigationEnd,
  NavigationError,
  NavigationSkipped,
  Router,
  type ActivatedRouteSnapshot,
  type Route,
} from '@angular/router';
import { filter, take } from 'rxjs';
import type { JwtAuthConfig } from '../jwt-auth-config';
import type { JwtSession } from '../session/jwt-session';
import { currentNavigation, loginTree } from './return-url';

/**
 * Knows which pages our guards let somebody see, and leaves such a page once when the session
 * ends, however many of its requests fail.
 */
@Injectable({ providedIn: 'root' })
export class GuardedPages {
  readonly #router = inject(Router);
  readonly #zone = inject(NgZone);
  readonly #admitted = new WeakMap<JwtSession, WeakSet<Route>>();

  /** Remembers that a guard let the session of this provider into a route. */
  admit(route: Route | ActivatedRouteSnapshot, session: JwtSession, config: JwtAuthConfig): void {
    let routes = this.#admitted.get(session);
    if (!routes) {
      routes = new WeakSet();
      this.#admitted.set(session, routes);
      this.#leaveWhenOver(session, config, routes);
    }
    // A snapshot comes anew with each navigation; its route does not.
    const admitted = 'routeConfig' in route ? route.routeConfig : route;
    if (admitted) routes.add(admitted);
  }

  #leaveWhenOver(session: JwtSession, config: JwtAuthConfig, routes: WeakSet<Route>): void {
    session.events.subscribe((event) => {
      if (event.type !== 'sessionEnded') return;
      const { reason, from } = event;
      const isChanged = reason === 'session-changed';
      // What the app does itself it navigates for itself.
      if (from === 'here' && (isChanged || reason === 'signed-out')) return;
      this.#whenSettled(() => {
        const isGuarded = isAnyOf(routes, this.#router.routerState.snapshot.root);
        if (!isGuarded || (session.current() && !isChanged)) return;
        const target = isChanged
          ? (config.homeUrl ?? '/')
          : loginTree(this.#router.url, config, this.#router);
        this.#zone.run(() => void this.#router.navigateByUrl(target));
      });
    });
  }

  /** Now, or when the navigation under way has come to a page. */
  #whenSettled(task: () => void): void {
    if (!currentNavigation(this.#router)) {
      task();
      return;
    }
    this.#router.events
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
}

function isAnyOf(
  routes: WeakSet<Route>,
  { routeConfig, children }: ActivatedRouteSnapshot,
): boolean {
  return (
    (!!routeConfig && routes.has(routeConfig)) || children.some((child) => isAnyOf(routes, child))
  );
}
