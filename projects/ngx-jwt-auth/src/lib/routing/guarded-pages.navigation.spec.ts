import { NavigationEnd, RedirectCommand, type Routes } from '@angular/router';
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

describe('N22 a guarded page that still stands after the session has ended', () => {
  useFakeTime();
  useSilentConsole();
  let store: SharedStore;
  let routed: RoutedApp;
  let mayLeave: boolean;
  /** The code of the login page comes. */
  let arrive: (routes: Routes) => void;

  async function endAt(routes: Routes): Promise<void> {
    routed = await setUpRoutes(routes, { features: [withTokenStore(store)] });
    await routed.app.signIn();
    await routed.go('/account/one');
    routed.visited.length = routed.started.length = 0;
    store.changeElsewhere(null);
    await routed.settle();
  }

  const children = [page('one', { canDeactivate: [() => mayLeave] }), page('two')];
  const account = page('account', { canActivate: [authGuard], children });
  const login = {
    path: 'login',
    loadChildren: () => new Promise<Routes>((resolve) => (arrive = resolve)),
  };

  beforeEach(() => {
    store = new SharedStore();
    mayLeave = true;
  });

  for (const url of ['/account/two', '/account/one?tab=2']) {
    it(`is left when its own navigation has taken the place of that to the login page: ${url}`, async () => {
      await endAt([login, account]);
      expect(routed.started).toEqual(['/login?returnUrl=%2Faccount%2Fone']);
      await routed.go(url);
      arrive([page('')]);
      await routed.settle();
      expect(routed.visited.at(-1)).toBe(`/login?returnUrl=${encodeURIComponent(url)}`);
      expect(routed.text).toBe('[]');
    });
  }

  it('is left when the user, who wanted to stay at a form of it, goes on', async () => {
    mayLeave = false;
    await endAt([page('login'), account]);
    expect(routed.text).toBe('[account][one]');
    mayLeave = true;
    await routed.go('/account/two');
    expect(routed.visited.at(-1)).toBe('/login?returnUrl=%2Faccount%2Ftwo');
    expect(routed.text).toBe('[login]');
  });

  it('stays where it holds the login page itself: no circle', async () => {
    await endAt([page('', { canActivate: [authGuard], children: [page('login'), account] })]);
    expect(routed.started).toEqual(['/login?returnUrl=%2Faccount%2Fone']);
    expect(routed.text).toBe('[][login]');
  });

  it('stays when somebody has signed in again there', async () => {
    mayLeave = false;
    await endAt([page('login'), account]);
    await routed.app.signIn();
    mayLeave = true;
    await routed.go('/account/two');
    expect(routed.text).toBe('[account][two]');
  });

  it('is the business of the app when that has signed out after it', async () => {
    mayLeave = false;
    await endAt([page('login'), account]);
    await routed.app.signIn();
    await routed.app.auth.signOut();
    mayLeave = true;
    await routed.go('/account/two');
    expect(routed.text).toBe('[account][two]');
  });
});
