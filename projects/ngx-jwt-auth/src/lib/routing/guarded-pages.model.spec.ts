import { Location, PlatformLocation } from '@angular/common';
import { HttpClient } from '@angular/common/http';
import type { TestRequest } from '@angular/common/http/testing';
import { MockPlatformLocation } from '@angular/common/testing';
import { inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NavigationStart, provideRouter, withRouterConfig, type Routes } from '@angular/router';
import fc from 'fast-check';
import { catchError, map, of, timeout } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { expectAll, expectAsyncProperty, useNoTimeLimit } from '../../../spec-support/properties';
import { API, REFRESH_URL, START } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { authGuard } from './auth-guard';

const me = () => inject(HttpClient).get(`${API}/me`).pipe(timeout(20_000));
const asks = () => me().pipe(map(() => true));
const saysNo = () => asks().pipe(catchError(() => of(false)));
const resolve = { me };
const PUBLIC = ['/login', '/about', '/slow'];
const GUARDED = [
  '/account',
  '/resolved',
  '/matched',
  '/asks',
  '/no',
  '/shell/one',
  '/shell/two',
  '/nested/a/b',
];
const ROUTES: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'about' },
  page('login'),
  page('about'),
  page('start'),
  page('slow', { resolve }),
  page('account', { canActivate: [authGuard] }),
  page('resolved', { canActivate: [authGuard], resolve }),
  page('matched', { canMatch: [authGuard, asks] }),
  page('asks', { canActivate: [asks, authGuard] }),
  page('no', { canActivate: [authGuard, saysNo] }),
  page('shell', { canActivate: [authGuard], children: [page('one'), page('two', { resolve })] }),
  page('nested', {
    canActivateChild: [authGuard],
    children: [page('a', { children: [page('b', { resolve })] })],
  }),
];

const STEPS = [
  'go',
  'go',
  'go',
  'back',
  'api answers 200',
  'api answers 401',
  'refresh ok',
  'refresh is refused',
  'another tab signs in',
  'another tab signs out',
  'sign in',
  'time passes',
] as const;

interface Step {
  readonly what: (typeof STEPS)[number];
  readonly url: string;
  readonly ms: number;
}

const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom(...STEPS),
    url: fc.constantFrom(...PUBLIC, ...GUARDED, ...GUARDED),
    ms: fc.constantFrom(1, 300, 25_000, 61_000),
  }),
  { minLength: 1, maxLength: 16 },
);

/** An app, its server, another tab, and what must never be. */
class World {
  readonly store: SharedStore = new SharedStore();
  readonly open: TestRequest[] = [];
  readonly refreshes: TestRequest[] = [];
  routed!: RoutedApp;
  /** The session that stood when the router set out last. */
  setOutAs: string | null = null;
  wanted = '';
  logins = 0;
  count = 0;

  async start(): Promise<void> {
    this.store.record = this.#tokens('ann');
    this.routed = await setUpRoutes(ROUTES, {
      config: { attachTo: [API], homeUrl: '/start' },
      features: [withTokenRefresh(REFRESH_URL), withTokenStore(this.store)],
      providers: [
        provideRouter([], withRouterConfig({ resolveNavigationPromiseOnError: true })),
        { provide: PlatformLocation, useClass: MockPlatformLocation },
      ],
    });
    const { router, app } = this.routed;
    app.auth.events.subscribe(({ type }) => {
      if (type === 'sessionEnded') this.logins = 0;
    });
    router.events.subscribe((event) => {
      if (!(event instanceof NavigationStart)) return;
      this.setOutAs = app.auth.sessionKey();
      if (event.url.startsWith('/login?')) this.logins++;
    });
    router.setUpLocationChangeListener();
  }

  async run({ what, url, ms }: Step): Promise<void> {
    switch (what) {
      case 'go':
        this.wanted = url;
        this.logins = 0;
        await this.routed.go(url);
        break;
      case 'back':
        this.logins = 0;
        TestBed.inject(Location).back();
        jasmine.clock().tick(0);
        break;
      case 'api answers 200':
        this.#take(this.open)?.flush({});
        break;
      case 'api answers 401':
        this.#take(this.open)?.flush('', { status: 401, statusText: 'Unauthorized' });
        break;
      case 'refresh ok':
        this.#take(this.refreshes)?.flush(this.#pair('ann'));
        break;
      case 'refresh is refused':
        this.#take(this.refreshes)?.flush({}, { status: 400, statusText: 'Bad Request' });
        break;
      case 'another tab signs in':
        this.store.changeElsewhere(this.#tokens('bob'));
        break;
      case 'another tab signs out':
        this.store.changeElsewhere(null);
        break;
      case 'sign in':
        if (this.routed.app.auth.status() === 'anonymous') await this.routed.app.signIn(60);
        break;
      case 'time passes':
        jasmine.clock().tick(ms);
        break;
    }
    await this.look();
  }

  /** Whatever is under way comes to its end. */
  async drain(): Promise<void> {
    for (let round = 0; round < 4; round++) {
      for (const sent of this.open.splice(0)) if (!sent.cancelled) sent.flush({});
      this.#take(this.refreshes)?.flush({}, { status: 400, statusText: 'Bad Request' });
      await this.look();
      jasmine.clock().tick(25_000);
      await this.look();
    }
    expectAll({ 'the router comes to rest': !this.routed.isNavigating });
  }

  async look(): Promise<void> {
    await this.routed.settle();
    for (const sent of this.routed.app.backend.match(() => true)) {
      (sent.request.url === REFRESH_URL ? this.refreshes : this.open).push(sent);
    }
    const { app, router, isNavigating, text } = this.routed;
    const isAnonymous = app.auth.status() === 'anonymous';
    const isGuarded = GUARDED.includes(router.url.replace(/\?.*/, '')) && text !== '';
    // A guard of the app that is listed before ours, and fails for everybody who is not signed in.
    const isOfTheApp = this.wanted === '/asks' && this.setOutAs === null;
    expectAll({
      'one navigation to the login page': this.logins <= 1,
      'no guarded page where nobody is signed in': isNavigating || !isAnonymous || !isGuarded,
      'no blank page where the user has to sign in':
        isNavigating || !isAnonymous || text !== '' || isOfTheApp || !GUARDED.includes(this.wanted),
    });
  }

  #take(list: TestRequest[]): TestRequest | undefined {
    for (let one = list.shift(); one; one = list.shift()) if (!one.cancelled) return one;
    return undefined;
  }

  #pair(sub: string): { accessToken: string; refreshToken: string } {
    const jti = String(++this.count);
    return { accessToken: createFreshJwt(60, { sub, jti }), refreshToken: `RT${jti}` };
  }

  #tokens(sub: string) {
    const pair = this.#pair(sub);
    return createStoredTokens({
      ...pair,
      sid: `s${pair.refreshToken}`,
      expiresAt: Date.now() + 60_000,
    });
  }
}

/** Lets the browser breathe: a page of microtasks alone looks dead to Karma. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

describe('N24 the router in any order of events', () => {
  useSilentConsole();
  useNoTimeLimit();

  it('N24 shows no guarded page to nobody, goes to the login page once, and leaves nobody at a blank page', async () => {
    await expectAsyncProperty(
      fc.asyncProperty(steps, async (order) => {
        jasmine.clock().install().mockDate(START);
        try {
          const world = new World();
          await world.start();
          for (const step of order) await world.run(step);
          await world.drain();
        } finally {
          TestBed.resetTestingModule();
          jasmine.clock().uninstall();
        }
        await breathe();
      }),
      0.1,
    );
  });
});
