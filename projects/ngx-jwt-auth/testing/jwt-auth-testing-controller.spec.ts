import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import {
  authGuard,
  JwtAuth,
  type JwtAuthError,
  jwtAuthInterceptor,
  provideJwtAuth,
  type JwtAuthEvent,
} from 'ngx-jwt-auth';
import { firstValueFrom } from 'rxjs';
import { useSilentConsole } from '../spec-support/console';
import { settle } from '../spec-support/set-up';
import { JwtAuthTestingController } from './jwt-auth-testing-controller';
import { provideJwtAuthTesting } from './provide-jwt-auth-testing';

@Component({ template: '' })
class Page {}

const UNAUTHORIZED = { status: 401, statusText: '' };

describe('JwtAuthTestingController', () => {
  useSilentConsole();
  let session: JwtAuthTestingController;
  let auth: JwtAuth;
  let backend: HttpTestingController;
  let events: JwtAuthEvent[];

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'account', canActivate: [authGuard], component: Page },
          { path: '**', component: Page },
        ]),
        provideHttpClient(withInterceptors([jwtAuthInterceptor])),
        provideHttpClientTesting(),
        provideJwtAuthTesting({ signedInAs: 'ada', roles: ['viewer'] }),
      ],
    });
    session = TestBed.inject(JwtAuthTestingController);
    auth = TestBed.inject(JwtAuth);
    backend = TestBed.inject(HttpTestingController);
    events = [];
    auth.events.subscribe((event) => events.push(event));
  });

  function get(): Promise<unknown> {
    return firstValueFrom(TestBed.inject(HttpClient).get('/items'));
  }

  /** The token that the one request carries. */
  function sentToken(): string | null {
    return backend.expectOne('/items').request.headers.get('Authorization');
  }

  async function codeOf(failing: Promise<unknown>): Promise<unknown> {
    const error = (await failing.then(
      () => null,
      (reason: unknown) => reason,
    )) as JwtAuthError | { readonly error: JwtAuthError } | null;
    return error && ('code' in error ? error.code : error.error.code);
  }

  describe('signIn and signOut', () => {
    it('are those of the app', async () => {
      await session.signOut();
      expect(auth.status()).toBe('anonymous');
      await session.signIn('bob', { claims: { name: 'Bob' }, roles: ['admin'], expiresIn: 60 });
      expect(auth.claims()).toEqual(jasmine.objectContaining({ sub: 'bob', name: 'Bob' }));
      expect(auth.roles()).toEqual(['admin']);
      expect(events).toEqual([
        { type: 'sessionEnded', reason: 'signed-out', from: 'here' },
        { type: 'signedIn', from: 'here' },
      ]);
    });

    it('somebody signs in', async () => {
      await session.signIn();
      expect(auth.claims()?.sub).toBe('test-user');
    });
  });

  describe('expire', () => {
    it('has the next request wait for the refresh, and then go out with the new token', async () => {
      void get();
      const before = sentToken();
      session.expire();
      expect(auth.status()).toBe('authenticated');
      const items = get();
      backend.expectNone('/items');
      await session.refreshSucceeds();
      const request = backend.expectOne('/items');
      expect(request.request.headers.get('Authorization')).not.toBe(before);
      request.flush(['item']);
      expect(await items).toEqual(['item']);
    });

    it('ends a session that cannot be refreshed', () => {
      TestBed.resetTestingModule();
      TestBed.configureTestingModule({
        providers: [provideJwtAuth(), provideJwtAuthTesting({ signedInAs: 'ada' })],
      });
      const reasons: unknown[] = [];
      TestBed.inject(JwtAuth).events.subscribe((event) => reasons.push(event));
      TestBed.inject(JwtAuthTestingController).expire();
      expect(reasons).toEqual([{ type: 'sessionEnded', reason: 'expired', from: 'here' }]);
    });

    it('ends a session that was refused a refresh', async () => {
      await session.refreshIsRefused();
      expect(await codeOf(auth.refresh())).toBe('REFRESH_REJECTED');
      expect(auth.status()).toBe('authenticated');
      session.expire();
      expect(events.at(-1)).toEqual({
        type: 'sessionEnded',
        reason: 'refresh-rejected',
        from: 'here',
      });
    });

    it('has nothing to do with nobody', async () => {
      await session.signOut();
      expect(() => {
        session.expire();
      }).toThrowError(/Nobody is signed in/);
    });
  });

  describe('refreshSucceeds', () => {
    it('answers a refresh under way: the request that was refused is sent again', async () => {
      const items = get();
      backend.expectOne('/items').flush(null, UNAUTHORIZED);
      await session.refreshSucceeds();
      backend.expectOne('/items').flush(['item']);
      expect(await items).toEqual(['item']);
      expect(events).toEqual([{ type: 'refreshed', from: 'here' }]);
    });

    it('is said beforehand of the next one, for code that waits by itself', async () => {
      session.expire();
      await session.refreshSucceeds();
      await RouterTestingHarness.create('/account');
      expect(TestBed.inject(Router).url).toBe('/account');
      expect(events).toEqual([{ type: 'refreshed', from: 'here' }]);
    });

    it('answers a guard that waits', async () => {
      session.expire();
      const navigation = RouterTestingHarness.create('/account');
      await session.refreshSucceeds();
      await navigation;
      expect(TestBed.inject(Router).url).toBe('/account');
    });

    it('keeps the user and the claims; times and ids are new', async () => {
      await session.signIn('bob', { claims: { name: 'Bob', jti: 'first' }, roles: ['admin'] });
      const refresh = auth.refresh();
      await session.refreshSucceeds({ expiresIn: 60 });
      await refresh;
      const { iat, exp, jti, ...claims } = auth.claims()!;
      expect(claims).toEqual({ sub: 'bob', name: 'Bob', roles: ['admin'] });
      expect(jti).not.toBe('first');
      expect(exp! - iat!).toBe(60);
    });

    it('brings other roles when the server has changed its mind', async () => {
      const refresh = auth.refresh();
      await session.refreshSucceeds({ roles: ['admin'] });
      await refresh;
      expect(auth.roles()).toEqual(['admin']);
    });

    it('of somebody else ends the session', async () => {
      auth.refresh().catch(() => undefined);
      await session.refreshSucceeds({ claims: { sub: 'bob' } });
      expect(events).toEqual([{ type: 'sessionEnded', reason: 'subject-changed', from: 'here' }]);
    });

    it('gives a token without a subject none', async () => {
      await auth.signIn('opaque');
      await session.refreshSucceeds();
      await auth.refresh();
      expect(auth.claims()).toEqual(jasmine.objectContaining({ jti: jasmine.any(String) }));
      expect(auth.claims()?.sub).toBeUndefined();
    });

    it('comes too late for a session that is over', async () => {
      const code = codeOf(auth.refresh());
      await session.signOut();
      await session.refreshSucceeds();
      expect(await code).toBe('SESSION_OVER');
      expect(auth.status()).toBe('anonymous');
    });
  });

  describe('refreshFails', () => {
    for (const status of [503, 0]) {
      it(`with ${status} the session stands, and who waits hears of it at once`, async () => {
        session.expire();
        const code = codeOf(get());
        await session.refreshFails(status);
        expect(await code).toBe('REFRESH_UNAVAILABLE');
        expect(auth.status()).toBe('authenticated');
        const [event] = events as { type: string; error: JwtAuthError }[];
        expect(event?.type).toBe('refreshFailed');
        expect(event?.error.cause).toEqual(jasmine.objectContaining({ status }));
      });
    }

    it('lets the next one through: time goes on, also on a clock that stands', async () => {
      session.expire();
      const first = codeOf(get());
      await session.refreshFails();
      expect(await first).toBe('REFRESH_UNAVAILABLE');
      const second = get();
      await session.refreshSucceeds();
      backend.expectOne('/items').flush('item');
      expect(await second).toBe('item');
    });

    it('with what the app takes for a refusal it is one', async () => {
      session.expire();
      get().catch(() => undefined);
      await session.refreshFails(403);
      expect(events).toEqual([{ type: 'sessionEnded', reason: 'refresh-rejected', from: 'here' }]);
    });
  });

  describe('refreshIsRefused', () => {
    it('ends the session, and leaves a guarded page once', async () => {
      await RouterTestingHarness.create('/account');
      const refused = expectAsync(get()).toBeRejectedWith(
        jasmine.objectContaining({ status: 401 }),
      );
      backend.expectOne('/items').flush(null, UNAUTHORIZED);
      await session.refreshIsRefused();
      await refused;
      expect(auth.status()).toBe('anonymous');
      expect(events).toEqual([{ type: 'sessionEnded', reason: 'refresh-rejected', from: 'here' }]);
      expect(TestBed.inject(Router).url).toBe('/login?returnUrl=%2Faccount');
    });

    it('leaves an access token to its end, as always', async () => {
      await session.refreshIsRefused();
      expect(await codeOf(auth.refresh())).toBe('REFRESH_REJECTED');
      expect(auth.status()).toBe('authenticated');
    });
  });

  describe('otherTab', () => {
    it('is heard of at once', () => {
      void session.otherTab().signIn('bob');
      expect(auth.claims()?.sub).toBe('bob');
    });

    it('signs in as somebody else: another session', async () => {
      const before = auth.sessionKey();
      await session.otherTab().signIn('bob', { roles: ['admin'] });
      expect(auth.claims()?.sub).toBe('bob');
      expect(auth.roles()).toEqual(['admin']);
      expect(auth.sessionKey()).not.toBe(before);
      expect(events).toEqual([
        { type: 'sessionEnded', reason: 'session-changed', from: 'elsewhere' },
        { type: 'signedIn', from: 'elsewhere' },
      ]);
    });

    it('signs in again and again, each time another session', async () => {
      await session.otherTab().signIn();
      const before = auth.sessionKey();
      await session.otherTab().signIn();
      expect(auth.sessionKey()).not.toBe(before);
    });

    it('signs out: a guarded page is left', async () => {
      await RouterTestingHarness.create('/account');
      await session.otherTab().signOut();
      expect(events).toEqual([{ type: 'sessionEnded', reason: 'signed-out', from: 'elsewhere' }]);
      expect(TestBed.inject(Router).url).toBe('/login?returnUrl=%2Faccount');
    });

    it('refreshes: who waits here goes on with its token', async () => {
      session.expire();
      const items = get();
      await session.otherTab().refresh({ roles: ['admin'] });
      expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
      expect(auth.roles()).toEqual(['admin']);
      await session.refreshFails(); // that of this tab is too late
      backend.expectOne('/items').flush('item');
      expect(await items).toBe('item');
      expect(auth.claims()?.sub).toBe('ada');
    });

    it('refreshes one time after the other', async () => {
      await session.otherTab().refresh({ roles: ['editor'] });
      await session.otherTab().refresh({ roles: ['admin'] });
      expect(auth.roles()).toEqual(['admin']);
    });

    it('has nothing to refresh and to end where nobody is signed in', async () => {
      await session.signOut();
      const tab = session.otherTab();
      await expectAsync(tab.refresh()).toBeRejectedWithError(/Nobody is signed in/);
      await expectAsync(tab.signOut()).toBeRejectedWithError(/Nobody is signed in/);
    });

    it('is heard of by a session that is first asked for afterwards', async () => {
      TestBed.resetTestingModule();
      TestBed.configureTestingModule({ providers: [provideJwtAuthTesting()] });
      await TestBed.inject(JwtAuthTestingController).otherTab().signIn('bob');
      expect(TestBed.inject(JwtAuth).claims()?.sub).toBe('bob');
    });
  });

  describe('verify', () => {
    it('has nothing to say when all was answered', async () => {
      void auth.refresh();
      await session.refreshSucceeds();
      expect(() => {
        session.verify();
      }).not.toThrow();
    });

    it('names a refresh without an answer', () => {
      auth.refresh().catch(() => undefined);
      expect(() => {
        session.verify();
      }).toThrowError(/A refresh got no answer\. Call refreshSucceeds\(\)/);
    });

    it('names an answer without a refresh', async () => {
      await session.refreshSucceeds();
      expect(() => {
        session.verify();
      }).toThrowError(/Nothing asked for a refresh: 1 prepared/);
    });

    it('does not expect an answer to what has run out of time', async () => {
      jasmine.clock().install();
      try {
        const refresh = codeOf(auth.refresh());
        jasmine.clock().tick(15_000);
        await settle();
        jasmine.clock().tick(15_000);
        expect(await refresh).toBe('REFRESH_UNAVAILABLE');
        expect(() => {
          session.verify();
        }).not.toThrow();
      } finally {
        jasmine.clock().uninstall();
      }
    });
  });

  it('works on a fake clock', async () => {
    jasmine.clock().install();
    try {
      session.expire();
      const items = get();
      await session.refreshSucceeds();
      backend.expectOne('/items').flush('item');
      expect(await items).toBe('item');
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('works where fake timers hold queueMicrotask() too, as those of Jest do', async () => {
    spyOn(globalThis, 'queueMicrotask');
    await session.refreshSucceeds();
    session.expire();
    void get();
    await settle();
    expect(sentToken()).not.toBeNull();
    session.verify();
  });
});
