import { HttpClient } from '@angular/common/http';
import type { TestRequest } from '@angular/common/http/testing';
import { inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import fc from 'fast-check';
import { useSilentConsole } from '../../../spec-support/console';
import { createJwt } from '../../../spec-support/create-jwt';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { tokenOf } from '../../../spec-support/http';
import { expectAsyncProperty, useNoTimeLimit } from '../../../spec-support/properties';
import { API, REFRESH_URL, START } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { authGuard } from '../routing/auth-guard';
import { guestGuard } from '../routing/guest-guard';
import { withTokenStore } from './with-token-store';

/** What can happen, in any order. */
const STEPS = [
  'send',
  'poll',
  'poll',
  'api answers',
  'api answers',
  'refresh is answered',
  'refresh meets an outage',
  'sign in',
  'sign out',
  'server revokes the access tokens',
  'server ends the session',
  'another tab signs in',
  'another tab signs out',
  'go to /',
  'go to /account',
  'go to /movies',
  'go to /movies',
  'go back',
  'time passes',
  'time passes',
] as const;

interface Step {
  readonly what: (typeof STEPS)[number];
  readonly ms: number;
}

interface Conditions {
  /** What the app can refresh with. */
  readonly refresh: 'none' | 'no refresh token' | 'url';
  /** Whether refreshed tokens keep the `iat` of the first one. */
  readonly isIatStuck: boolean;
}

const conditions = fc.record<Conditions>({
  refresh: fc.constantFrom('none', 'no refresh token', 'url', 'url'),
  isIatStuck: fc.boolean(),
});

const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom(...STEPS),
    ms: fc.constantFrom(1, 1_000, 1_000, 10_000, 70_000, 400_000),
  }),
  { minLength: 1, maxLength: 30, size: 'max' },
);

/** How long the server's access tokens live, in seconds. */
const LIFETIME = 300;

/** How many refreshes a session may cost in a minute: a handful for 401s, and one that is due. */
const MOST_IN_A_MINUTE = 6;

interface Issued {
  readonly family: number;
  /** When the server stops to take it, in ms. */
  readonly end: number;
}

/** A server that knows its tokens, an app with a router, and another tab. */
class World {
  readonly #store = new SharedStore();
  readonly #issued = new Map<string, Issued>();
  /** Refused with 401, though the app had sent it as its token of that time. */
  readonly #refused = new Set<string>();
  readonly #families = new Map<number, { iat: number; isOver: boolean }>();
  readonly #refreshes: { at: number; family: number }[] = [];
  readonly #open: TestRequest[] = [];
  readonly #exchanges: TestRequest[] = [];
  #count = 0;

  private constructor(
    private readonly conditions: Conditions,
    private routed: RoutedApp,
  ) {}

  static async create(conditions: Conditions): Promise<World> {
    const world = new World(conditions, undefined as never);
    world.routed = await setUpRoutes(
      [
        page('', { pathMatch: 'full' }),
        page('login', { canActivate: [guestGuard] }),
        page('account', { canActivate: [authGuard] }),
        page('movies', {
          canActivate: [authGuard],
          resolve: { me: () => inject(HttpClient).get(`${API}/me`) },
        }),
      ],
      {
        browser: new FakeBrowser(),
        features: [
          withTokenStore(world.#store),
          ...(conditions.refresh === 'none' ? [] : [withTokenRefresh(REFRESH_URL)]),
        ],
      },
    );
    await world.#look();
    return world;
  }

  async run({ what, ms }: Step): Promise<void> {
    const { app, router } = this.routed;
    switch (what) {
      case 'send':
        app.get(`/items/${String(this.#count++)}`);
        break;
      case 'poll':
        app.get('/bad');
        break;
      case 'api answers':
        this.#answer();
        break;
      case 'refresh is answered':
        this.#answerExchange();
        break;
      case 'refresh meets an outage':
        take(this.#exchanges)?.flush('down', { status: 503, statusText: 'Down' });
        break;
      case 'sign in':
        await app.auth.signIn(this.#pair('ann'));
        break;
      case 'sign out':
        await app.auth.signOut();
        await router.navigateByUrl('/login').catch(() => false);
        break;
      case 'server revokes the access tokens':
        for (const [token, issued] of this.#issued) this.#issued.set(token, { ...issued, end: 0 });
        break;
      case 'server ends the session':
        for (const family of this.#families.values()) family.isOver = true;
        break;
      case 'another tab signs in': {
        const sid = `other-${String(this.#count)}`;
        const { accessToken, refreshToken } = this.#pair('bob');
        this.#store.changeElsewhere({
          v: 1,
          sid,
          seq: 1,
          accessToken,
          ...(refreshToken && { refreshToken }),
          expiresAt: Date.now() + LIFETIME * 1000,
        });
        break;
      }
      case 'another tab signs out':
        this.#store.changeElsewhere(null);
        break;
      case 'go back':
        history.back();
        break;
      case 'time passes':
        jasmine.clock().tick(ms);
        break;
      case 'go to /':
      case 'go to /account':
      case 'go to /movies':
        void this.routed.go(what.slice('go to '.length));
    }
    await this.#look();
  }

  /** Everything is answered: whoever is left must be where they belong. */
  async drain(): Promise<void> {
    for (let round = 0; round < 8; round++) {
      while (this.#open.length > 0) this.#answer();
      while (this.#exchanges.length > 0) this.#answerExchange();
      await this.#look();
      jasmine.clock().tick(2_000);
      await this.#look();
    }
    if (this.routed.isNavigating) throw new Error('it is navigating for ever');
    if (this.routed.router.navigated && this.routed.text === '') throw new Error('a blank page');
  }

  #pair(sub: string): { accessToken: string; refreshToken?: string } {
    const family = ++this.#count;
    this.#families.set(family, { iat: Math.floor(Date.now() / 1000), isOver: false });
    return this.#issue(family, sub);
  }

  #issue(family: number, sub: string): { accessToken: string; refreshToken?: string } {
    const now = Math.floor(Date.now() / 1000);
    const exp = now + LIFETIME;
    const iat = this.conditions.isIatStuck ? this.#families.get(family)?.iat : now;
    const jti = String(++this.#count);
    const accessToken = createJwt({ sub, iat, exp, jti, family });
    this.#issued.set(accessToken, { family, end: exp * 1000 });
    const refreshToken = `${String(family)} ${sub} ${jti}`;
    return { accessToken, ...(this.conditions.refresh === 'url' && { refreshToken }) };
  }

  #answer(): void {
    const request = take(this.#open);
    if (!request) return;
    const token = tokenOf(request);
    const end = this.#issued.get(token ?? '')?.end ?? 0;
    if (end > Date.now() && !request.request.url.endsWith('/bad')) {
      request.flush('ok');
      return;
    }
    if (token && token === this.#store.record?.accessToken) this.#refused.add(token);
    request.flush(null, { status: 401, statusText: 'Unauthorized' });
  }

  #answerExchange(): void {
    const request = take(this.#exchanges);
    if (!request) return;
    const { refreshToken } = request.request.body as { refreshToken: string };
    const [family = '', sub = ''] = refreshToken.split(' ');
    if (this.#families.get(Number(family))?.isOver) {
      request.flush(null, { status: 401, statusText: 'Unauthorized' });
    } else request.flush(this.#issue(Number(family), sub));
  }

  async #look(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) await this.routed.settle();
    for (const request of this.routed.app.backend.match(() => true)) {
      if (request.request.url !== REFRESH_URL) this.#open.push(request);
      else {
        this.#exchanges.push(request);
        const { refreshToken } = request.request.body as { refreshToken: string };
        this.#refreshes.push({ at: Date.now(), family: Number(refreshToken.split(' ')[0]) });
      }
    }
    this.#check();
  }

  #check(): void {
    const { auth } = this.routed.app;
    const { record } = this.#store;
    const { refresh } = this.conditions;
    if (
      auth.isAuthenticated() &&
      refresh !== 'url' &&
      this.#refused.has(record?.accessToken ?? '')
    ) {
      throw new Error('signed in with a token that was refused, and nothing mends it');
    }
    const isGuarded = /\[(?:account|movies)\]/.test(this.routed.text);
    if (isGuarded && !auth.isAuthenticated() && !this.routed.isNavigating) {
      throw new Error('a guarded page is shown, and the session is over');
    }
    const end = this.#issued.get(record?.accessToken ?? '')?.end;
    // The server counts in whole seconds. Of a session that is over the record may stay a moment longer:
    // a tab that was frozen removes it when the ledger has answered.
    if (end && auth.isAuthenticated() && (auth.expiresAt()?.getTime() ?? Infinity) > end + 1_000) {
      throw new Error('a token counts as good for longer than it is');
    }
    for (const { at, family } of this.#refreshes) {
      const inAMinute = this.#refreshes.filter(
        (other) => other.family === family && other.at >= at && other.at < at + 60_000,
      );
      if (inAMinute.length > MOST_IN_A_MINUTE) throw new Error('a storm of refreshes');
    }
  }
}

/** Takes out the first one that is not cancelled. */
function take(list: TestRequest[]): TestRequest | undefined {
  for (let one; (one = list.shift());) if (!one.cancelled) return one;
  return undefined;
}

describe('C19 the ends of a session in any order of events', () => {
  useSilentConsole();
  useNoTimeLimit();

  it('C19 nobody is left with a dead token, on a guarded page, or in a storm', async () => {
    await expectAsyncProperty(
      fc.asyncProperty(conditions, steps, async (given, order) => {
        jasmine.clock().install().mockDate(START);
        try {
          const world = await World.create(given);
          for (const step of order) await world.run(step);
          await world.drain();
        } finally {
          TestBed.resetTestingModule();
          jasmine.clock().uninstall();
        }
      }),
      0.03,
    );
  });
});
