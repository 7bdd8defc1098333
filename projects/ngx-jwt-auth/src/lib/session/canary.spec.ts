import { makeStateKey, TransferState } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { everything } from '../../../spec-support/everything';
import { Outcome } from '../../../spec-support/outcome';
import { API, pass, REFRESH_URL, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { MARK, TokenWatch } from '../../../spec-support/token-watch';
import { JwtAuthError } from '../errors';
import { requireJwtAuth } from '../http/require-jwt-auth';
import type { JwtRefreshFn } from '../refresh/jwt-refresh-options';
import { withCookieRefresh } from '../refresh/with-cookie-refresh';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';
import { localStorageTokenStore } from '../token/local-storage-token-store';
import { withTokenStore } from './with-token-store';

const ITEMS = `${API}/items`;
const LOGOUT = `${API}/auth/logout`;
const STORE_KEY = 'ngx-jwt-auth';

describe('a token', () => {
  useFakeTime();
  let watch: TokenWatch;
  let issued = 0;

  beforeEach(() => {
    localStorage.clear();
    watch = new TokenWatch();
  });
  afterEach(() => localStorage.clear());

  /** Marked in what nobody may look at: the claims are for the app to see. */
  function accessToken(lifetime = 300, sub = 'ann'): string {
    return createFreshJwt(lifetime, { sub }).replace(/[^.]+$/, `${MARK}-${String(++issued)}`);
  }

  it('of a stored session is met in the store, in API headers and in the refresh, nowhere else', async () => {
    await live(false);
    expect(watch.places).toEqual([
      'authorization of GET /items',
      'authorization of POST /auth/logout',
      'body of POST /auth/logout',
      'body of POST /auth/refresh',
      `storage ${STORE_KEY}`,
    ]);
  });

  it('of a cookie session is met in API headers, nowhere else', async () => {
    await live(true);
    expect(watch.places).toEqual([
      'authorization of GET /items',
      'authorization of POST /auth/logout',
    ]);
  });

  /** All that can happen to a session, of one user and then of others. */
  async function live(cookie: boolean): Promise<void> {
    const app = setUp({
      features: [
        ...(cookie
          ? [withCookieRefresh(REFRESH_URL)]
          : [withTokenStore(localStorageTokenStore()), withTokenRefresh(REFRESH_URL)]),
        withTokenRevocation(LOGOUT),
      ],
    });
    const { auth } = app;
    const codes = new Set<string>();
    auth.events.subscribe((event) => {
      watch.note('event', event);
    });

    const reply = (lifetime?: number, sub?: string): { accessToken: string } => ({
      accessToken: accessToken(lifetime, sub),
      // In a cookie session no script ever gets to see that one.
      ...(!cookie && { refreshToken: `${MARK}-${String(++issued)}` }),
    });

    /** Looks at what a promise or a request failed with. */
    const look = (error: unknown): void => {
      watch.note('error', error);
      watch.look();
      watch.note('signals', [auth.status(), auth.claims(), auth.roles(), auth.expiresAt()]);
      watch.note('signals', auth.sessionKey());
      const inner: unknown = (error as { error?: unknown } | undefined)?.error ?? error;
      if (inner instanceof JwtAuthError) codes.add(inner.code);
    };

    /** Answers the calls to a URL for as long as a refresh may try again. */
    const answer = async (url: string, status: number, body: object | string): Promise<void> => {
      for (let time = 0; time < 20_000; time += 500) {
        await settle();
        for (const sent of app.backend.match(url)) watch.answer(sent, status, body);
        await pass(500);
      }
    };

    /** Does what needs a refresh, which is answered so; afterwards another one may be tried. */
    const during = async (status: number, body: object | string): Promise<void> => {
      const refresh = new Outcome(auth.refresh());
      const request = app.get();
      const token = new Outcome(auth.getAccessToken());
      await answer(REFRESH_URL, status, body);
      await answer(ITEMS, 200, 'fine');
      for (const error of [refresh.error, request.error, token.error]) look(error);
      await pass(61_000);
    };

    await auth.signIn(reply());
    app.get();
    await answer(ITEMS, 200, 'fine');
    const refused = app.get();
    await settle();
    watch.answer(app.backend.expectOne(ITEMS), 401, 'no');
    await answer(REFRESH_URL, 200, reply(60));
    // Without a mark: what the API itself says is for whoever asked.
    app.backend.expectOne(ITEMS).flush('no', { status: 401, statusText: 'Unauthorized' });
    look(refused.error);
    await pass(61_000);

    // A server that says what it should keep to itself, in every answer that is no success.
    await during(503, `${MARK}-html`);
    await during(200, { accessToken: `${MARK} with a space` });
    await during(200, `${MARK}\n`);
    await during(200, { tokens: [MARK] });
    await during(200, reply(60));
    await during(400, { error: MARK });
    expect(auth.status()).toBe('anonymous');

    for (const bad of [{ accessToken: `${MARK}\r\n` }, { jwt: { token: MARK } }, MARK + '\u00e9']) {
      const outcome = new Outcome(auth.signIn(bad as never));
      await settle();
      look(outcome.error);
    }

    // Another user; then the refresh brings the token of a third one.
    await auth.signIn(reply(60, 'bob'));
    await pass(61_000);
    await during(200, reply(60, 'eve'));
    expect(auth.status()).toBe('anonymous');

    // One user takes the place of the other, who had a request waiting; then a sign-out.
    await auth.signIn(reply(60, 'bob'));
    await pass(61_000);
    const ofBob = [app.get(), app.get()];
    await settle();
    await auth.signIn(reply(300, 'ann'));
    await answer(REFRESH_URL, 200, reply(60, 'bob'));
    for (const { error } of ofBob) look(error);
    app.get();
    await auth.signOut();
    await answer(LOGOUT, 500, `${MARK}-html`);
    const afterwards = app.get('/items', { context: requireJwtAuth() });
    await pass(1);
    look(afterwards.error);

    // Or it would have been no whole life.
    expect([...codes].sort()).toEqual([
      'NOT_SIGNED_IN',
      'REFRESH_REJECTED',
      'REFRESH_UNAVAILABLE',
      'SESSION_CHANGED',
      'SESSION_OVER',
      'TOKEN_RESPONSE_INVALID',
    ]);
  }

  const FAILURES: readonly [name: string, fail: JwtRefreshFn][] = [
    [
      'throws',
      ({ refreshToken }) => {
        throw new Error(refreshToken!);
      },
    ],
    [
      'throws a text',
      ({ refreshToken }) => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- apps do, and it must not be told
        throw refreshToken as never;
      },
    ],
    [
      'rejects with a cause',
      ({ refreshToken }) => Promise.reject(new TypeError('', { cause: refreshToken })),
    ],
    [
      'throws an error of the library',
      ({ refreshToken: cause }) => {
        throw new JwtAuthError('REFRESH_REJECTED', cause!, { cause });
      },
    ],
    ['gives something else', ({ refreshToken }) => ({ data: refreshToken }) as never],
  ];
  for (const [name, fail] of FAILURES) {
    it(`is in no error and no event when the refresh function ${name}`, async () => {
      const app = setUp({ features: [withTokenRefresh(fail)] });
      app.auth.events.subscribe((event) => {
        watch.note('event', event);
      });
      await app.auth.signIn({ accessToken: accessToken(60), refreshToken: MARK });
      await pass(61_000);
      const outcome = new Outcome(app.auth.refresh());
      const request = app.get();
      await pass(60_000);
      expect(outcome.error).toBeInstanceOf(JwtAuthError);
      watch.note('error', [outcome.error, request.error]);
      watch.look();
      expect(watch.places).toEqual([]);
    });
  }

  /** Each is a way to let go of a token; the watch has to meet it there. */
  const LEAKS: Readonly<Record<string, () => unknown>> = {
    DOM: () => (document.body.dataset['token'] = MARK),
    TransferState: () => {
      TestBed.inject(TransferState).set(makeStateKey<string>('token'), MARK);
    },
    'URL of the page': () => {
      location.hash = MARK;
    },
    broadcast: () => {
      new BroadcastChannel('news').postMessage({ token: MARK });
    },
    console: () => {
      console.table([{ token: MARK }]);
    },
    cookie: () => (document.cookie = `token=${MARK}`),
    history: () => {
      history.replaceState({ token: MARK }, '');
    },
    message: () => {
      new MessageChannel().port1.postMessage({ token: MARK });
    },
    performance: () => performance.mark(MARK),
    'storage other': () => {
      sessionStorage.setItem('other', MARK);
    },
    'window.name': () => (window.name = MARK),
  };
  for (const [place, leak] of Object.entries(LEAKS)) {
    it(`that gets out is met: ${place}`, () => {
      leak();
      watch.look();
      expect(watch.places).toContain(place);
      delete document.body.dataset['token'];
      document.cookie = 'token=; max-age=0';
      history.replaceState(null, '', location.pathname + location.search);
      performance.clearMarks();
      sessionStorage.clear();
      window.name = '';
    });
  }

  const HIDDEN: Readonly<Record<string, unknown>> = {
    message: new Error(MARK),
    stack: Object.assign(new Error(), { stack: MARK }),
    'cause of a cause': new Error('', { cause: new Error('', { cause: { a: [MARK] } }) }),
    'property that is not enumerable': Object.defineProperty({}, 'a', { value: MARK }),
    symbol: { [Symbol('a')]: MARK },
    key: { [MARK]: 1 },
    getter: new (class {
      get token(): string {
        return MARK;
      }
    })(),
    map: new Map([['token', MARK]]),
    toString: { toString: () => MARK },
    toJSON: { toJSON: () => MARK },
  };
  for (const [name, value] of Object.entries(HIDDEN)) {
    it(`is found in what is told: ${name}`, () => {
      expect(everything({ error: value })).toContain(MARK);
    });
  }
});
