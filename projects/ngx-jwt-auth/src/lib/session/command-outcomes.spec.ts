import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { refreshStaysDown, flushRefresh } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import {
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type SetUp,
  type TestApp,
} from '../../../spec-support/set-up';
import { withTokenRefresh } from '../refresh/with-token-refresh';

/** What happens while the commands wait; they were called with a token that has expired. */
interface Case {
  readonly meanwhile: (app: TestApp) => Promise<unknown>;
  readonly refresh: string;
  readonly getAccessToken: string | null;
  readonly setUp?: SetUp;
  readonly isAnonymous?: boolean;
}

const unavailable = 'REFRESH_UNAVAILABLE';

const cases: Record<string, Case> = {
  'nobody is signed in': {
    isAnonymous: true,
    meanwhile: settle,
    refresh: 'NOT_SIGNED_IN',
    getAccessToken: null,
  },
  'the user signs out meanwhile': {
    meanwhile: ({ auth }) => auth.signOut(),
    refresh: 'SESSION_OVER',
    getAccessToken: null,
  },
  'another user signs in meanwhile': {
    meanwhile: ({ auth }) => auth.signIn('AT-other'),
    refresh: 'SESSION_CHANGED',
    getAccessToken: 'AT-other',
  },
  'the server refuses': {
    meanwhile: (app) => flushRefresh(app, 400, { error: 'invalid_grant' }),
    refresh: 'REFRESH_REJECTED',
    getAccessToken: null,
  },
  'the server cannot be reached': {
    meanwhile: (app) => refreshStaysDown(app, 0).then(() => undefined),
    refresh: unavailable,
    getAccessToken: unavailable,
  },
  'no refresh is configured': {
    setUp: { features: [] },
    meanwhile: settle,
    refresh: 'REFRESH_NOT_CONFIGURED',
    getAccessToken: null,
  },
  'the server refreshes': {
    meanwhile: (app) => flushRefresh(app, 200, { accessToken: 'AT-new' }),
    refresh: 'resolved',
    getAccessToken: 'AT-new',
  },
};

describe('the commands of JwtAuth, when', () => {
  useFakeTime();
  useSilentConsole();

  for (const [name, { meanwhile, isAnonymous, ...expected }] of Object.entries(cases)) {
    describe(name, () => {
      async function start(): Promise<TestApp> {
        const app = setUp(expected.setUp);
        if (!isAnonymous) await app.signIn(60);
        await pass(61_000);
        return app;
      }

      it(`refresh() ends with ${expected.refresh}`, async () => {
        const app = await start();
        const outcome = new Outcome(app.auth.refresh());
        await settle();
        await meanwhile(app);
        await settle();
        expect(outcome.code as string).toBe(expected.refresh);
      });

      it(`getAccessToken() ends with ${String(expected.getAccessToken)}`, async () => {
        const app = await start();
        const outcome = new Outcome(app.auth.getAccessToken());
        await settle();
        await meanwhile(app);
        await settle();
        const result = outcome.state === 'resolved' ? outcome.value : outcome.code;
        expect(result).toBe(expected.getAccessToken);
      });
    });
  }

  it('no refresh is configured: refresh() rejects, the token is used to its end', async () => {
    const app = setUp({ features: [] });
    const accessToken = await app.signIn(60);
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    expect(outcome.code).toBe('REFRESH_NOT_CONFIGURED');
    await pass(59_999);
    expect(await app.auth.getAccessToken()).toBe(accessToken);
    await pass(1);
    expect(await app.auth.getAccessToken()).toBeNull();
  });

  it('the server sent no refresh token: there is nothing to refresh with', async () => {
    const app = setUp();
    await app.auth.signIn(createFreshJwt(60));
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    expect(outcome.code).toBe('REFRESH_NOT_CONFIGURED');
    app.backend.expectNone(REFRESH_URL);
  });

  it('the token is stale but valid and the server cannot be reached: it is used', async () => {
    const app = setUp();
    const accessToken = await app.signIn(300);
    await pass(290_000);
    const outcome = new Outcome(app.auth.getAccessToken());
    await flushRefresh(app, 503, 'down');
    expect(outcome.value).toBe(accessToken);
  });

  it('the token is fresh: getAccessToken() gives it without a refresh', async () => {
    const app = setUp();
    const accessToken = await app.signIn();
    expect(await app.auth.getAccessToken()).toBe(accessToken);
    app.backend.expectNone(REFRESH_URL);
  });

  it('an API refused the token: refresh() fetches another although it is fresh', async () => {
    const app = setUp({ features: [withTokenRefresh(REFRESH_URL)] });
    await app.signIn();
    const outcome = new Outcome(app.auth.refresh());
    await flushRefresh(app);
    expect(outcome.code).toBe('resolved');
  });
});
