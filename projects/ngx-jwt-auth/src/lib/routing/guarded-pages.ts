import { inject, NgZone } from '@angular/core';
import { Router, RoutesRecognized, type ActivatedRouteSnapshot } from '@angular/router';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import type { JwtSession } from '../session/session-core';
import { isPending } from '../token/pending-tokens';
import { sameSubject } from '../token/decode-jwt';
import { currentNavigation, isSamePage, loginTree } from './return-url';

/**
 * Leaves a guarded page once when the session ends, be it shown or on its way, however many
 * requests fail; called in an injection context. Gives back the set that takes the routes let into.
 */
export function watchGuardedPages(session: JwtSession): WeakSet<object> {
  const config = inject(JWT_AUTH_CONFIG);
  const router = inject(Router);
  const zone = inject(NgZone);
  const admitted = new WeakSet();
  /** What is still to be done about the end of the session. */
  let leave: (() => void) | undefined;
  /** What was done about it: the app may have come in between, or the user stayed. */
  let again: (() => void) | undefined;

  const isGuarded = ({ routeConfig, children }: ActivatedRouteSnapshot): boolean =>
    (!!routeConfig && admitted.has(routeConfig)) || children.some(isGuarded);

  const watching = session.events.subscribe((event) => {
    if (event.type !== 'sessionEnded') return;
    again = undefined;
    const { reason, from } = event;
    const isChanged = reason === 'session-changed';
    // What the app does itself it navigates for itself.
    if (from === 'here' && (isChanged || reason === 'signed-out')) return;
    const { previous } = session;
    let hasWaited = false;
    leave = () => {
      const now = session.current();
      if (isChanged && now && isPending(now) && !hasWaited) {
        // Of a cookie session the first refresh tells whose it is.
        hasWaited = true;
        void session.ensureFresh()?.then(leave);
        return;
      }
      const current = currentNavigation(router);
      const { root, url: shown } = router.routerState.snapshot;
      const { asked } = session;
      // A guarded page that is on its way, or one that never came while nothing else is shown.
      const isMissed = current ? current.id === asked?.id : !(shown || root.firstChild);
      const missed = isMissed ? asked : null;
      if (current && !missed) return; // whatever it leads to is judged when it is there
      leave = undefined;
      if (!(missed || isGuarded(root))) return;
      if (now && (!isChanged || (previous && sameSubject(previous, now)))) return;
      const url = missed ? router.serializeUrl(missed.finalUrl ?? missed.extractedUrl) : router.url;
      const page = isChanged ? (config.homeUrl ?? '/') : loginTree(url, config, router);
      // In the history it stands where a redirect by the guard would stand.
      const extras = { ...missed?.extras, state: {} };
      zone.run(() => void router.navigateByUrl(page, extras));
    };
    // A moment later it is known which session has come in its place.
    if (isChanged) queueMicrotask(leave);
    else (again = leave)();
  });
  watching.add(
    router.events.subscribe((event) => {
      // On the way from one child of a guarded page to another its guard is not asked again.
      if (event instanceof RoutesRecognized) {
        session.asked = isGuarded(event.state.root) ? currentNavigation(router) : null;
        // Nor is it when a page is left that stands there since the way to the login page was blocked.
        const url = isGuarded(router.routerState.snapshot.root) && session.asked?.extractedUrl;
        if (url && !isSamePage(url, loginTree('', config, router))) leave ??= again;
      }
      // A moment later: the event that tells of an end comes just before it.
      queueMicrotask(() => leave?.());
    }),
  );
  return admitted;
}
