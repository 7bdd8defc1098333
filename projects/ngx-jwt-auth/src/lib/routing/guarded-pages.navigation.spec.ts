import { NavigationEnd, RedirectCommand } from '@angular/router';
import { useSilentConsole } from '../../../spec-support/console';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenStore } from '../session/with-token-store';
import { authGuard } from './auth-guard';

const LOGIN = '/login?returnUrl=%2Faccount';

describe('a session that ends during a navigation', () => {
  useFakeTime();
  useSilentConsole();
  let store: SharedStore;
  /** Lets the slow page be shown, or not. */
  let answer: (result: boolean | RedirectCommand) => void;
  let fail: (error: Error) => void;
  let routed: RoutedApp;

  beforeEach(async () => {
    store = new SharedStore();
    const slow = () =>
      new Promise<boolean | RedirectCommand>((resolve, reject) => {
        answer = resolve;
        fail = reject;
      });
    routed = await setUpRoutes(
      [
        page('login'),
        page('about'),
        page('start'),
        page('account', { canActivate: [authGuard] }),
        page('slow', { canActivate: [slow] }),
        page('slow-account', { canActivate: [authGuard, slow] }),
      ],
      { config: { homeUrl: '/start' }, features: [withTokenStore(store)] },
    );
    await routed.app.signIn();
    await routed.go('/account');
    routed.visited.length = routed.started.length = 0;
  });

  /** Starts a navigation, and ends the session while it is under way. */
  async function endDuring(url: string): Promise<void> {
    await routed.go(url);
    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.visited).toEqual([]);
    expect(routed.text).toBe('[account]');
  }

  it('does not wait for a guarded page', async () => {
    await routed.go('/slow-account');
    store.changeElsewhere(null);
    await routed.settle();
    expect(routed.visited).toEqual(['/login?returnUrl=%2Fslow-account']);
    answer(true);
    await routed.settle();
    expect(routed.text).toBe('[login]');
  });

  it('leaves the page when it ends as the router comes to it', async () => {
    await routed.go('/about');
    const listening = routed.router.events.subscribe((event) => {
      if (!(event instanceof NavigationEnd)) return;
      listening.unsubscribe();
      store.changeElsewhere(null);
    });
    await routed.go('/account');
    expect(routed.visited).toEqual(['/about', '/account', LOGIN]);
  });

  it('stays when it comes to a public one', async () => {
    await endDuring('/slow');
    answer(true);
    await routed.settle();
    expect(routed.visited).toEqual(['/slow']);
  });

  it('leaves the old page when it is refused', async () => {
    await endDuring('/slow');
    answer(false);
    await routed.settle();
    expect(routed.visited).toEqual([LOGIN]);
  });

  it('leaves the old page when it fails', async () => {
    await endDuring('/slow');
    fail(new Error('no chunk'));
    await routed.settle();
    expect(routed.visited).toEqual([LOGIN]);
  });

  it('waits on when it is superseded', async () => {
    await endDuring('/slow');
    await routed.go('/about');
    expect(routed.visited).toEqual(['/about']);
    expect(routed.started).toEqual(['/slow', '/about']);
  });

  it('leaves the old page when it is superseded by a click on what is shown', async () => {
    await endDuring('/slow');
    await routed.go('/account');
    expect(routed.visited).toEqual([LOGIN]);
  });

  it('waits on when it is redirected', async () => {
    await endDuring('/slow');
    answer(new RedirectCommand(routed.router.parseUrl('/about')));
    await routed.settle();
    expect(routed.visited).toEqual(['/about']);
    expect(routed.started).toEqual(['/slow', '/about']);
  });

  it('stays when a new session stands at its end', async () => {
    await endDuring('/slow');
    store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    answer(false);
    await routed.settle();
    expect(routed.started).toEqual(['/slow']);
    expect(routed.text).toBe('[account]');
  });

  it('stays when the app itself signs in and out during it', async () => {
    await routed.go('/slow-account');
    await routed.app.signIn();
    await routed.app.auth.signOut();
    answer(true);
    await routed.settle();
    expect(routed.visited).toEqual(['/slow-account']);
  });

  it('T6 goes to homeUrl at once when another user came meanwhile', async () => {
    await routed.go('/slow-account');
    store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    await routed.settle();
    expect(routed.visited).toEqual(['/start']);
    answer(true);
    await routed.settle();
    expect(routed.text).toBe('[start]');
    await routed.go('/account');
    expect(routed.text).toBe('[account]');
  });

  it('T6 goes to homeUrl when another user came on the way to a public page that is refused', async () => {
    await routed.go('/slow');
    store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    await routed.settle();
    expect(routed.visited).toEqual([]);
    answer(false);
    await routed.settle();
    expect(routed.visited).toEqual(['/start']);
  });
});
