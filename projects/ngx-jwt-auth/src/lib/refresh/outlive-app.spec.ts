import {
  FetchBackend,
  HttpBackend,
  HttpClient,
  type HttpErrorResponse,
  provideHttpClient,
  withXhr,
} from '@angular/common/http';
import { XhrFactory } from '@angular/common';
import {
  inject,
  Injectable,
  InjectionToken,
  provideZoneChangeDetection,
  provideZonelessChangeDetection,
  type Provider,
} from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { provideRouter, withAutoCleanupInjectors } from '@angular/router';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser } from '../../../spec-support/fake-browser';
import { FakeXhr } from '../../../spec-support/fake-xhr';
import { freshReply } from '../../../spec-support/flush-refresh';
import { OtherTab } from '../../../spec-support/open-tab';
import { Outcome } from '../../../spec-support/outcome';
import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes } from '../../../spec-support/set-up-routes';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import { provideJwtAuth } from '../provide-jwt-auth';
import { JwtAuth } from '../session/jwt-auth';
import { withTokenStore } from '../session/with-token-store';
import { asyncTokenStore } from '../token/async-token-store';
import type { JwtTokenResponse } from '../token/token-response';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { localStorageTokenStore } from '../token/local-storage-token-store';
import { sessionStorageTokenStore } from '../token/session-storage-token-store';
import type { JwtRefreshFn } from './jwt-refresh-options';
import { withCookieRefresh } from './with-cookie-refresh';
import { withTokenRefresh } from './with-token-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';

const KEY = 'ngx-jwt-auth';
const REVOKE = `${API}/auth/logout`;
const REPLY = '{"accessToken":"AT2","refreshToken":"RT2","expires_in":300}';

describe('an exchange that was sent before its app was destroyed', () => {
  useFakeTime();
  const told = useSilentConsole();
  let browser: FakeBrowser;

  beforeEach(() => (browser = new FakeBrowser()));
  afterEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  describe('and the next app of the page', () => {
    const kinds = {
      localStorage: { make: () => localStorageTokenStore(), area: localStorage },
      sessionStorage: { make: () => sessionStorageTokenStore(), area: sessionStorage },
    };

    for (const [name, { make, area }] of Object.entries(kinds)) {
      it(`L15 adopts from ${name} what the one before has brought: one exchange`, async () => {
        area.setItem(KEY, JSON.stringify(createStaleTokens()));
        const { backend } = setUp();
        const first = new OtherTab(browser, withTokenStore(make()), withTokenRefresh(REFRESH_URL));
        const asked = new Outcome(first.auth.getAccessToken());
        await settle();
        const late = backend.expectOne(REFRESH_URL);
        first.close();
        await settle();
        expect(asked.code).toBe('REFRESH_UNAVAILABLE');

        const next = new OtherTab(browser, withTokenStore(make()), withTokenRefresh(REFRESH_URL));
        const outcome = new Outcome(next.auth.getAccessToken());
        await pass(3_000);
        backend.expectNone(REFRESH_URL);
        expect([outcome.state, next.auth.isRefreshing()]).toEqual(['pending', true]);
        const reply = freshReply();
        late.flush(reply);
        await pass(60_000);
        expect(outcome.value).toBe(reply.accessToken);
        expect(next.events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
        expect((JSON.parse(area.getItem(KEY)!) as JwtStoredTokens).refreshToken).toBe('RT2');
        backend.expectNone(REFRESH_URL);

        const again = new Outcome(next.auth.refresh());
        await settle();
        expect(backend.expectOne(REFRESH_URL).request.body).toEqual({ refreshToken: 'RT2' });
        next.close();
        await settle();
        expect(again.code).toBe('REFRESH_UNAVAILABLE');
      });
    }

    it('L15 adopts from an asynchronous store what is written there late', async () => {
      const { backend } = setUp();
      const open = (): [OtherTab, SlowStore] => {
        const store = new SlowStore();
        const tab = new OtherTab(
          browser,
          withTokenStore(asyncTokenStore(store)),
          withTokenRefresh(REFRESH_URL),
        );
        return [tab, store];
      };
      const old = createStaleTokens();
      const [first, store] = open();
      await store.answer('load', old);
      first.auth.refresh().catch(() => undefined);
      await store.answer('load', old);
      const late = backend.expectOne(REFRESH_URL);
      first.close();
      late.flush(freshReply());
      await store.answer('load', old);
      const [saved] = store.writes;
      expect([saved?.name, browser.rows.get('s1')]).toEqual(['save', { seq: 2 }]);

      const [next, nextStore] = open();
      await nextStore.answer('load', old);
      const outcome = new Outcome(next.auth.getAccessToken());
      await nextStore.answer('load', old);
      await pass(500);
      backend.expectNone(REFRESH_URL);
      saved!.resolve();
      await pass(1_500);
      await nextStore.answer('load', saved!.argument);
      expect(outcome.value).toBe((saved!.argument as JwtStoredTokens).accessToken);
      backend.expectNone(REFRESH_URL);
      next.close();
    });

    it('L15 does not spend the cookie while the one before does', async () => {
      localStorage.setItem(`${KEY}.hint`, 's1');
      const { backend } = setUp();
      const open = (): OtherTab => new OtherTab(browser, withCookieRefresh(REFRESH_URL));
      const first = open();
      await settle();
      const late = backend.expectOne(REFRESH_URL);
      first.close();
      const next = open();
      await pass(3_000);
      backend.expectNone(REFRESH_URL);
      expect([next.auth.status(), localStorage.getItem(`${KEY}.hint`)]).toEqual(['unknown', 's1']);
      late.flush({ accessToken: createFreshJwt() });
      await settle();
      backend.expectOne(REFRESH_URL).flush({ accessToken: createFreshJwt() });
      await settle();
      expect([first.auth.status(), next.auth.status()]).toEqual(['unknown', 'authenticated']);
      next.close();
    });

    it('L15 ends the session when the one before was refused, and asks the server no more', async () => {
      const store = new SharedStore(createStaleTokens());
      const { backend } = setUp();
      const open = (): OtherTab =>
        new OtherTab(browser, withTokenStore(store), withTokenRefresh(REFRESH_URL));
      const first = open();
      first.auth.refresh().catch(() => undefined);
      await settle();
      const late = backend.expectOne(REFRESH_URL);
      first.close();
      const next = open();
      const outcome = new Outcome(next.auth.getAccessToken());
      late.flush({}, { status: 400, statusText: 'Bad Request' });
      await pass(1_000);
      backend.expectNone(REFRESH_URL);
      expect([outcome.value, next.auth.status(), store.record]).toEqual([null, 'anonymous', null]);
      next.close();
    });

    it('L15 signs out: what the one before brings then is revoked, and not stored', async () => {
      const store = new SharedStore(createStaleTokens());
      const { backend } = setUp();
      const open = (): OtherTab =>
        new OtherTab(
          browser,
          withTokenStore(store),
          withTokenRefresh(REFRESH_URL),
          withTokenRevocation(REVOKE),
        );
      const first = open();
      first.auth.refresh().catch(() => undefined);
      await settle();
      const late = backend.expectOne(REFRESH_URL);
      first.close();
      const next = open();
      await next.auth.signOut();
      expect(backend.expectOne(REVOKE).request.body).toEqual({ refreshToken: 'RT1' });
      late.flush(freshReply());
      await pass(60_000);
      expect(backend.expectOne(REVOKE).request.body).toEqual({ refreshToken: 'RT2' });
      expect([store.record, next.auth.status()]).toEqual([null, 'anonymous']);
      backend.expectNone(REFRESH_URL);
      next.close();
    });

    it('L15 comes with its route again, whose injector the router has destroyed', async () => {
      localStorage.setItem(KEY, JSON.stringify(createStaleTokens()));
      const seen: JwtAuth[] = [];
      const providers = [
        provideJwtAuth({}, withTokenStore(localStorageTokenStore()), withTokenRefresh(REFRESH_URL)),
        browser.openTab(),
      ];
      const canActivate = [(): boolean => !!seen.push(inject(JwtAuth))];
      const routed = await setUpRoutes(
        [page('admin', { providers, canActivate }), page('public')],
        { providers: [provideRouter([], withAutoCleanupInjectors())] },
      );
      const { backend } = routed.app;
      await routed.go('/admin');
      const asked = new Outcome(seen[0]!.refresh());
      await settle();
      const late = backend.expectOne(REFRESH_URL);
      await routed.go('/public');
      expect(asked.code).toBe('REFRESH_UNAVAILABLE');
      await routed.go('/admin');
      expect(seen[1]).not.toBe(seen[0]);
      const outcome = new Outcome(seen[1]!.getAccessToken());
      await settle();
      backend.expectNone(REFRESH_URL);
      const reply = freshReply();
      late.flush(reply);
      await settle();
      expect(outcome.value).toBe(reply.accessToken);
      backend.expectNone(REFRESH_URL);
      await routed.go('/public'); // destroys it
    });
  });

  for (const [what, isSessionOver, isOver] of [
    ['as the app says', ({ status }: HttpErrorResponse) => status === 418, true],
    ['as an outage where the app cannot inject any more', () => !!inject(HttpClient), false],
  ] as const) {
    it(`L14 is judged ${what}`, async () => {
      const { backend } = setUp();
      const store = new SharedStore(createStaleTokens());
      const features = [withTokenStore(store), withTokenRefresh(REFRESH_URL, { isSessionOver })];
      const tab = new OtherTab(browser, ...features);
      tab.auth.refresh().catch(() => undefined);
      await settle();
      const late = backend.expectOne(REFRESH_URL);
      tab.close();
      late.flush({}, { status: 418, statusText: 'no' });
      await pass(60_000); // a mistake that is reported would be thrown here
      expect([browser.rows.get('s1')?.isRefused, browser.isLocked()]).toEqual([
        isOver ? true : undefined,
        false,
      ]);
      expect(store.record?.refreshToken).toBe('RT1');
    });
  }

  afterEach(() => {
    expect(told.errors).toEqual([]);
  });
});

describe('an answer that comes when the injector of the HTTP backend is destroyed', () => {
  const told = useSilentConsole();
  let store: SharedStore;
  let answer: () => void;

  beforeEach(() => {
    store = new SharedStore(createStaleTokens({ accessToken: 'AT1', expiresAt: 1 }));
    FakeXhr.sent.length = 0;
    spyOn(globalThis, 'fetch').and.callFake((url) => {
      if (url !== REFRESH_URL) return Promise.reject(new Error('not the refresh'));
      const body = new ReadableStream({
        start: (controller) => {
          const bytes = new TextEncoder().encode(REPLY);
          controller.enqueue(bytes.slice(0, 20)); // the headers and the first bytes are there
          answer = () => {
            controller.enqueue(bytes.slice(20));
            controller.close();
          };
        },
      });
      return Promise.resolve(new Response(body));
    });
  });

  /** What the store holds when the answer has come after the destruction of an app. */
  async function refreshTokenAfter(
    http: ReturnType<typeof provideHttpClient>,
    refresh: string | JwtRefreshFn = REFRESH_URL,
    ...more: Provider[]
  ): Promise<string | undefined> {
    const app = await createApplication({
      providers: [
        http,
        'Zone' in globalThis ? provideZoneChangeDetection() : provideZonelessChangeDetection(),
        provideJwtAuth({}, withTokenStore(store), withTokenRefresh(refresh)),
        new FakeBrowser().openTab(),
        { provide: XhrFactory, useValue: { build: () => new FakeXhr() } },
        more,
      ],
    });
    const outcome = new Outcome(app.injector.get(JwtAuth).refresh());
    await aWhile();
    app.destroy();
    await settle();
    expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
    if (FakeXhr.sent[0]) FakeXhr.sent[0].answer(200, REPLY);
    else answer();
    await aWhile();
    expect(told.errors).toEqual([]);
    // Where Angular has lost the answer, it comes as an empty one.
    const isLost = store.record?.refreshToken !== 'RT2';
    expect(told.warnings.every((text) => isLost && text.includes('no usable access'))).toBeTrue();
    return store.record?.refreshToken;
  }

  /** Until everything is done that waits for nothing. */
  async function aWhile(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) {
      await settle();
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          resolve();
        };
        port2.postMessage(null);
      });
    }
  }

  it('L16 is read by the fetch backend', async () => {
    expect(await refreshTokenAfter(provideHttpClient())).toBe('RT2');
  });

  it('L16 is read by the XHR backend', async () => {
    expect(await refreshTokenAfter(provideHttpClient(withXhr()))).toBe('RT2');
  });

  const SCHEME = new InjectionToken<string>('SCHEME');

  it('L16 is read by a backend of the app that extends that of Angular', async () => {
    const handled: string[] = [];
    @Injectable()
    class OwnBackend extends FetchBackend {
      readonly #scheme = inject(SCHEME);
      override handle(
        ...all: Parameters<FetchBackend['handle']>
      ): ReturnType<FetchBackend['handle']> {
        handled.push(this.#scheme);
        return super.handle(...all);
      }
    }
    const providers = [
      { provide: HttpBackend, useClass: OwnBackend },
      { provide: SCHEME, useValue: 'own' },
    ];
    expect(await refreshTokenAfter(provideHttpClient(), REFRESH_URL, providers)).toBe('RT2');
    expect(handled).toEqual(['own']);
  });

  it('L16 a backend that cannot be made again is used as it is', async () => {
    const handled: string[] = [];
    class OwnBackend extends FetchBackend {
      constructor(readonly name: string) {
        super();
      }
      override handle(
        ...all: Parameters<FetchBackend['handle']>
      ): ReturnType<FetchBackend['handle']> {
        handled.push(this.name);
        return super.handle(...all);
      }
    }
    const providers = { provide: HttpBackend, useFactory: () => new OwnBackend('own') };
    await refreshTokenAfter(provideHttpClient(), REFRESH_URL, providers);
    expect(handled).toEqual(['own']);
  });

  it('L16 is read by a function that uses fetch', async () => {
    const refresh: JwtRefreshFn = () =>
      fetch(REFRESH_URL).then((response) => response.json() as Promise<JwtTokenResponse>);
    expect(await refreshTokenAfter(provideHttpClient(), refresh)).toBe('RT2');
  });

  it("L16 is lost in Angular's fetch backend, to which a function of the app has sent it", async () => {
    const refresh: JwtRefreshFn = ({ context }) =>
      inject(HttpClient).post<JwtTokenResponse>(REFRESH_URL, {}, { context });
    expect(await refreshTokenAfter(provideHttpClient(), refresh)).toBe('RT1');
  });
});
