import { useSilentConsole } from '../../../spec-support/console';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import {
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { REFRESH_POLICY, type RefreshPolicy } from './refresh-policy';

describe('the refresh policy', () => {
  useFakeTime();
  useSilentConsole();

  async function signedIn(policy: Partial<RefreshPolicy>): Promise<TestApp> {
    const useValue: RefreshPolicy = {
      exclusive: (_tokens, exchange) => exchange(),
      delayAfter: () => null,
      ...policy,
    };
    const app = setUp({ providers: [{ provide: REFRESH_POLICY, useValue }] });
    await app.signIn();
    return app;
  }

  it('is one attempt a refresh, at once, unless told otherwise', async () => {
    const app = setUp();
    await app.signIn();
    const outcome = new Outcome(app.auth.refresh());
    await flushRefresh(app, 503, 'down');
    expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
    await pass(60_000);
    app.backend.expectNone(REFRESH_URL);
  });

  it('says when this tab may spend the refresh token', async () => {
    let allow!: () => void;
    let claimed: JwtStoredTokens | undefined;
    const app = await signedIn({
      exclusive: async (tokens, exchange) => {
        claimed = tokens;
        await new Promise<void>((resolve) => (allow = resolve));
        return exchange();
      },
    });
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    expect(claimed).toEqual(jasmine.objectContaining({ seq: 1, refreshToken: 'RT1' }));
    app.backend.expectNone(REFRESH_URL);
    expect(app.auth.isRefreshing()).toBeTrue();
    allow();
    await flushRefresh(app);
    expect(outcome.state).toBe('resolved');
  });

  it('that fails itself is a transient failure', async () => {
    const app = await signedIn({ exclusive: () => Promise.reject(new Error('no lock')) });
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    expect(outcome.code).toBe('REFRESH_UNAVAILABLE');
    expect(app.auth.status()).toBe('authenticated');
  });

  it('says after which delay the same refresh tries again, and when it gives up', async () => {
    const delayAfter = jasmine
      .createSpy<RefreshPolicy['delayAfter']>('delayAfter')
      .and.returnValues(1_000, 2_000, null);
    const app = await signedIn({ delayAfter });
    const events = app.recordEvents();
    const outcome = new Outcome(app.auth.refresh());
    await flushRefresh(app, 503, 'down');
    for (const delay of [1_000, 2_000]) {
      await pass(delay - 1);
      app.backend.expectNone(REFRESH_URL);
      expect([outcome.state, app.auth.isRefreshing()]).toEqual(['pending', true]);
      await pass(1);
      await flushRefresh(app, 503, 'down');
    }
    expect([outcome.code, app.auth.isRefreshing()]).toEqual(['REFRESH_UNAVAILABLE', false]);
    expect(events.length).toBe(1);
    expect(delayAfter.calls.allArgs().map(([failures]) => failures)).toEqual([1, 2, 3]);
    expect(delayAfter.calls.first().args[1]).toEqual(jasmine.objectContaining({ status: 503 }));
  });

  it('is not asked after a definite answer', async () => {
    const delayAfter = jasmine.createSpy('delayAfter').and.returnValue(1_000);
    const app = await signedIn({ delayAfter });
    const outcomes = [new Outcome(app.auth.refresh())];
    await flushRefresh(app);
    outcomes.push(new Outcome(app.auth.refresh()));
    await flushRefresh(app, 400, {});
    expect(outcomes.map(({ code }) => code)).toEqual(['resolved', 'REFRESH_REJECTED']);
    expect(delayAfter).not.toHaveBeenCalled();
  });

  it('sends nothing again for a session that is over', async () => {
    const app = await signedIn({ delayAfter: () => 1000 });
    new Outcome(app.auth.refresh());
    await flushRefresh(app, 503, 'down');
    await app.auth.signOut();
    await pass(5000);
    expect(() => {
      app.backend.verify();
    }).not.toThrow();
  });
});
