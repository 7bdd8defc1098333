import { config as rxjsConfig } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
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
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenRevocation } from '../endpoint/with-token-revocation';
import { withTokenStore } from '../session/with-token-store';

describe('the events of JwtAuth', () => {
  useFakeTime();
  const told = useSilentConsole();
  afterEach(() => (rxjsConfig.onUnhandledError = null));

  it('come after the commit', async () => {
    const app = setUp();
    await app.signIn();
    const seen: unknown[] = [];
    app.auth.events.subscribe(({ type }) => seen.push(type, app.auth.claims()?.['n']));
    const outcome = new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, { accessToken: createFreshJwt(300, { n: 2 }) });
    expect(outcome.state).toBe('resolved');
    await app.auth.signIn(createFreshJwt(300, { n: 3 }));
    await app.auth.signOut();
    expect(seen).toEqual([
      ...['refreshed', 2, 'sessionEnded', undefined],
      ...['signedIn', 3, 'sessionEnded', undefined],
    ]);
  });

  it('tell of a failed refresh with its error, and the session stands', async () => {
    const app = setUp();
    await app.signIn();
    const events = app.recordEvents();
    const outcome = new Outcome(app.auth.refresh());
    await flushRefresh(app, 503, 'down');
    expect(events).toEqual([{ type: 'refreshFailed', error: outcome.error as never }]);
    expect(app.auth.status()).toBe('authenticated');
  });

  it('C9 refresh(), getAccessToken() and a request inside `refreshed` join what is there', async () => {
    const app = setUp();
    await app.signIn();
    const inner: Outcome<unknown>[] = [];
    app.auth.events.subscribe(({ type }) => {
      if (type !== 'refreshed') return;
      inner.push(new Outcome(app.auth.refresh()), new Outcome(app.auth.getAccessToken()));
      app.get();
    });
    const outer = new Outcome(app.auth.refresh());
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect([outer.state, ...inner.map(({ state }) => state)]).toEqual(Array(3).fill('resolved'));
    expect(inner[1]!.value).toBe('AT2');
    expect(app.tokenAt()).toBe('AT2');
    app.backend.verify();
  });

  it('C9 refresh() inside `refreshFailed` and `signedIn` does not hang', async () => {
    const app = setUp();
    const inner: Outcome<unknown>[] = [];
    app.auth.events.subscribe(() => {
      if (inner.length < 2) inner.push(new Outcome(app.auth.refresh()));
    });
    await app.signIn();
    await flushRefresh(app, 503, 'down');
    expect(inner.map(({ code }) => code)).toEqual(['REFRESH_UNAVAILABLE', 'REFRESH_UNAVAILABLE']);
    app.backend.verify();
  });

  it('C10 reach the others when one listener throws, and that is reported once', async () => {
    const reported = jasmine.createSpy('onUnhandledError');
    rxjsConfig.onUnhandledError = reported;
    const app = setUp();
    await app.signIn();
    const thrown = new Error('listener');
    app.auth.events.subscribe(() => {
      throw thrown;
    });
    const events = app.recordEvents();
    const outcome = new Outcome(app.auth.refresh());
    await flushRefresh(app);
    await pass(0);
    expect(outcome.state).toBe('resolved');
    expect(events).toEqual([{ type: 'refreshed', from: 'here' }]);
    expect(reported).toHaveBeenCalledOnceWith(thrown);
  });

  const happenings: Record<string, (app: TestApp) => Promise<void>> = {
    signedIn: () => Promise.resolve(),
    refreshed: async (app) => {
      app.auth.refresh().catch(() => undefined);
      await flushRefresh(app);
    },
    refreshFailed: async (app) => {
      app.auth.refresh().catch(() => undefined);
      await flushRefresh(app, 503, 'down');
    },
  };
  for (const [type, happen] of Object.entries(happenings)) {
    it(`come in the same order for all when one listener signs out at ${type}`, async () => {
      const app = setUp();
      app.auth.events.subscribe((event) => {
        if (event.type === type) void app.auth.signOut();
      });
      const events = app.recordEvents();
      app.signIn().catch(() => undefined);
      await settle();
      await happen(app);
      expect(events.map((event) => event.type).slice(-2)).toEqual([type as never, 'sessionEnded']);
      expect(app.auth.status()).toBe('anonymous');
      // None is told again with the next one.
      await app.auth.signIn('AT').catch(() => undefined);
      expect(events.filter((event) => event.type === 'sessionEnded').length).toBe(
        type === 'signedIn' ? 2 : 1,
      );
    });
  }

  it('never hold a token, nor does any error, in a whole life', async () => {
    const store = new SharedStore();
    const url = `${REFRESH_URL}?key=MARK-query`;
    const app = setUp({
      features: [withTokenStore(store), withTokenRefresh(url), withTokenRevocation('/revoke')],
    });
    const said: unknown[] = [];
    app.auth.events.subscribe((event) => said.push(event));
    const mark = (name: string): object => ({
      accessToken: createFreshJwt(60, { mark: `MARK-${name}` }),
      refreshToken: `MARK-RT-${name}`,
    });
    const refresh = async (status: number, body: object | string): Promise<void> => {
      const outcome = new Outcome(app.auth.refresh());
      await settle();
      app.backend
        .expectOne(url)
        .flush(body, { status, statusText: 'Status', headers: { 'X-Token': 'MARK-header' } });
      await pass(60_000); // the longest pause
      if (outcome.error) said.push(outcome.error);
    };
    const secrets = (): string[] => [
      ...['MARK', app.auth.claims() ? store.record!.accessToken : 'MARK'],
    ];
    await app.auth.signIn(mark('1'));
    const known = secrets();
    await refresh(200, mark('2'));
    await refresh(503, 'MARK-html');
    await refresh(200, { accessToken: 'MARK\n' });
    await refresh(200, 'MARK"bad');
    store.changeElsewhere({ ...store.record!, seq: 9, refreshToken: 'MARK-RT-3' });
    await refresh(400, { error: 'MARK-body' });
    await pass(61_000);
    await app.auth.signIn(mark('4')).catch((error: unknown) => said.push(error));
    await app.auth.signIn({ accessToken: 'MARK\r\n' }).catch((error: unknown) => said.push(error));
    store.changeElsewhere(createStoredTokens({ sid: 'S9', accessToken: 'MARK-other' }));
    await refresh(200, { access: 5 }).catch(() => undefined);
    await app.auth.signOut();
    app.backend.expectOne('/revoke').flush('MARK-no', { status: 500, statusText: 'MARK' });
    await settle();

    expect(said.length).toBeGreaterThan(10);
    const text = [...said, ...told.warnings, ...told.errors].map(everything).join('\n');
    for (const secret of [...known, 'MARK']) expect(text).not.toContain(secret);
  });
});

/** All that a value holds, hidden properties and causes included. */
function everything(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.getOwnPropertyNames(value)
    .map((name) => `${name}: ${everything((value as Record<string, unknown>)[name])}`)
    .join('; ');
}
