import {
  HttpClient,
  provideHttpClient,
  withInterceptors,
  withRequestsMadeViaParent,
  type HttpContext,
} from '@angular/common/http';
import { createEnvironmentInjector, EnvironmentInjector, PLATFORM_ID } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { retry, type Observable } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { refreshStaysDown } from '../../../spec-support/flush-refresh';
import { codeOf } from '../../../spec-support/http';
import {
  API,
  pass,
  REFRESH_URL,
  Result,
  setUp,
  settle,
  useFakeTime,
  type SetUp,
  type TestApp,
} from '../../../spec-support/set-up';
import { SlowStore } from '../../../spec-support/slow-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenStore } from '../session/with-token-store';
import { asyncTokenStore } from '../token/async-token-store';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';
import { optionalJwtAuth } from './optional-jwt-auth';
import { requireJwtAuth } from './require-jwt-auth';
import { skipJwtAuth } from './skip-jwt-auth';

/** What a request goes through: the interceptor of the root, or that of a lazy route as well. */
type Way = 'once' | 'twice';

/** An app, and what its server saw of it, as text to compare. */
class Play {
  readonly app: TestApp;
  readonly log: string[] = [];
  readonly #http: HttpClient;
  /** Tokens by the order in which they were seen: those of two apps differ. */
  readonly #tokens: string[] = [];

  constructor(way: Way, options: SetUp = {}) {
    this.app = setUp(options);
    const lazy = createEnvironmentInjector(
      [provideHttpClient(withRequestsMadeViaParent(), withInterceptors([jwtAuthInterceptor]))],
      TestBed.inject(EnvironmentInjector),
    );
    this.#http = way === 'twice' ? lazy.get(HttpClient) : this.app.http;
  }

  send(
    context?: HttpContext,
    around: (answer: Observable<unknown>) => Observable<unknown> = (answer) => answer,
  ): Result {
    const result = new Result(around(this.#http.get(`${API}/items`, context ? { context } : {})));
    result.subscription.add(() => {
      this.log.push(`ended: ${this.#outcome(result)}`);
    });
    return result;
  }

  /** The server answers all that it has got, in turn, with these statuses; the last one stays. */
  async answer(...statuses: number[]): Promise<void> {
    for (;;) {
      await settle();
      const requests = this.app.backend.match(({ url }) => url.startsWith(`${API}/`));
      if (requests.length === 0) return;
      for (const request of requests) {
        const { url, headers } = request.request;
        if (url === REFRESH_URL) {
          this.log.push('refresh');
          request.flush({
            accessToken: createFreshJwt(300, { jti: 'brought' }),
            refreshToken: 'RT2',
          });
          continue;
        }
        const status = (statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 200;
        this.log.push(`${this.#name(headers.get('Authorization'))} -> ${String(status)}`);
        request.flush(status === 200 ? 'items' : null, { status, statusText: String(status) });
      }
    }
  }

  #name(token: string | null): string {
    if (token === null) return 'anonymous';
    if (!this.#tokens.includes(token)) this.#tokens.push(token);
    return `token ${String(this.#tokens.indexOf(token) + 1)}`;
  }

  #outcome(result: Result): string {
    if (!result.error) return JSON.stringify(result.value);
    return String(codeOf(result) ?? (result.error as { status: unknown }).status);
  }
}

describe('jwtAuthInterceptor in a lazy route and at the root', () => {
  useSilentConsole();
  useFakeTime();

  /** What happens when it runs twice, which has to be what happens when it runs once. */
  async function logOf(play: (way: Way) => Promise<Play>): Promise<readonly string[]> {
    const once = await play('once');
    await pass(1000);
    once.app.backend.verify();
    TestBed.resetTestingModule();
    const twice = await play('twice');
    await pass(1000);
    twice.app.backend.verify();
    expect(twice.log).toEqual(once.log);
    return twice.log;
  }

  const withoutRefresh: SetUp = { features: [] };
  const MARKS = { '': undefined, ' with requireJwtAuth()': requireJwtAuth };

  for (const [mark, context] of Object.entries(MARKS)) {
    it(`V12 attaches a fresh token${mark}`, async () => {
      const log = await logOf(async (way) => {
        const play = new Play(way);
        await play.app.signIn();
        play.send(context?.());
        await play.answer(200);
        return play;
      });
      expect(log).toEqual(['token 1 -> 200', 'ended: "items"']);
    });

    it(`V12 waits once for one refresh of many${mark}`, async () => {
      const log = await logOf(async (way) => {
        const play = new Play(way);
        await play.app.signIn(60);
        await pass(61_000);
        for (let i = 0; i < 3; i++) play.send(context?.());
        await play.answer(200);
        return play;
      });
      expect(log.filter((line) => line === 'refresh').length).toBe(1);
      expect(log.filter((line) => line === 'token 1 -> 200').length).toBe(3);
      expect(log.length).toBe(7);
    });

    it(`V12 replays a refused request once, after one refresh${mark}`, async () => {
      const log = await logOf(async (way) => {
        const play = new Play(way);
        await play.app.signIn();
        play.send(context?.());
        await play.answer(401, 200);
        return play;
      });
      expect(log).toEqual(['token 1 -> 401', 'refresh', 'token 2 -> 200', 'ended: "items"']);
    });

    it(`V12 lets a second 401 through, without another refresh${mark}`, async () => {
      const log = await logOf(async (way) => {
        const play = new Play(way);
        await play.app.signIn();
        play.send(context?.());
        await play.answer(401);
        return play;
      });
      expect(log).toEqual(['token 1 -> 401', 'refresh', 'token 2 -> 401', 'ended: 401']);
    });

    it(`V12 fails when the refresh gets no answer${mark}`, async () => {
      const log = await logOf(async (way) => {
        const play = new Play(way);
        await play.app.signIn(60);
        await pass(61_000);
        play.send(context?.());
        const attempts = await refreshStaysDown(play.app);
        play.log.push(`${String(attempts)} attempts`);
        return play;
      });
      expect(log[0]).toBe('ended: REFRESH_UNAVAILABLE');
    });

    it(`V12 waits once for a store${mark}`, async () => {
      const log = await logOf(async (way) => {
        const store = new SlowStore();
        const play = new Play(way, {
          features: [withTokenStore(asyncTokenStore(() => store)), withTokenRefresh(REFRESH_URL)],
        });
        play.send(context?.());
        await play.answer(200);
        play.log.push('loaded');
        await store.answer('load', createStoredTokens({ accessToken: createFreshJwt() }));
        await play.answer(200);
        return play;
      });
      expect(log).toEqual(['loaded', 'token 1 -> 200', 'ended: "items"']);
    });

    it(`V12 sends nothing for a session that ended while it waited${mark}`, async () => {
      const log = await logOf(async (way) => {
        const play = new Play(way);
        await play.app.signIn(60);
        await pass(61_000);
        play.send(context?.());
        await settle();
        await play.app.auth.signOut();
        await pass(1);
        await play.answer(200);
        return play;
      });
      expect(log).toEqual(['ended: SESSION_OVER', 'refresh']);
    });

    it(`V12 hands a 401 on where there is nothing to refresh with${mark}`, async () => {
      const log = await logOf(async (way) => {
        const play = new Play(way, withoutRefresh);
        await play.app.signIn();
        play.send(context?.());
        await play.answer(401);
        return play;
      });
      expect(log).toEqual(['token 1 -> 401', 'ended: 401']);
    });
  }

  it('V12 sends the request of nobody once, and its 401 refreshes nothing', async () => {
    const log = await logOf(async (way) => {
      const play = new Play(way);
      play.send();
      await play.answer(401);
      play.send(requireJwtAuth());
      await pass(1);
      return play;
    });
    expect(log).toEqual(['anonymous -> 401', 'ended: 401', 'ended: NOT_SIGNED_IN']);
  });

  it('V12 gives an outer retry() the current token, and its own replay', async () => {
    const log = await logOf(async (way) => {
      const play = new Play(way);
      await play.app.signIn();
      play.send(undefined, retry(1));
      await play.answer(503, 401, 200);
      return play;
    });
    expect(log).toEqual([
      'token 1 -> 503',
      'token 1 -> 401',
      'refresh',
      'token 2 -> 200',
      'ended: "items"',
    ]);
  });

  it('V12 sends nothing for who has left', async () => {
    const log = await logOf(async (way) => {
      const play = new Play(way);
      await play.app.signIn(60);
      await pass(61_000);
      play.send().subscription.unsubscribe();
      await play.answer(200);
      return play;
    });
    expect(log).toEqual(['ended: undefined', 'refresh']);
  });

  for (const [name, options, expected] of [
    ['', {}, ['token 1 -> 401', 'anonymous -> 200', 'ended: "items"', 'refresh']],
    [
      ', without a refresh',
      withoutRefresh,
      ['token 1 -> 401', 'anonymous -> 200', 'ended: "items"'],
    ],
  ] as const) {
    it(`V12 sends an optional request again without the refused token${name}`, async () => {
      const log = await logOf(async (way) => {
        const play = new Play(way, options);
        await play.app.signIn();
        play.send(optionalJwtAuth());
        await play.answer(401, 200);
        return play;
      });
      expect([...log].sort()).toEqual([...expected].sort());
    });
  }

  it('V12 sends an optional request with the token again when the caller repeats it', async () => {
    const log = await logOf(async (way) => {
      const play = new Play(way);
      await play.app.signIn();
      play.send(optionalJwtAuth(), retry({ count: 1, delay: () => settle() }));
      await play.answer(401, 503, 200);
      return play;
    });
    expect(log).toEqual([
      'token 1 -> 401',
      'refresh',
      'anonymous -> 503',
      'token 2 -> 200',
      'ended: "items"',
    ]);
  });

  it('V12 leaves a skipped request alone in both places', async () => {
    const log = await logOf(async (way) => {
      const play = new Play(way);
      await play.app.signIn();
      play.send(skipJwtAuth());
      await play.answer(401);
      return play;
    });
    expect(log).toEqual(['anonymous -> 401', 'ended: 401']);
  });

  it('V12 tells the transfer cache of the lazy route on the server that it must not keep the answer', async () => {
    const log = await logOf(async (way) => {
      const play = new Play(way, { providers: [{ provide: PLATFORM_ID, useValue: 'server' }] });
      play.send();
      const request = play.app.backend.expectOne(`${API}/items`);
      expect(request.request.transferCache).toBeFalse();
      request.flush('items');
      await settle();
      return play;
    });
    expect(log).toEqual(['ended: "items"']);
  });
});
