import { useSilentConsole } from '../../../spec-support/console';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { Outcome } from '../../../spec-support/outcome';
import {
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { withTokenStore } from './with-token-store';

/** A store that calls back while it saves. */
class CallingStore extends SharedStore {
  before: () => void = () => undefined;
  after: () => void = () => undefined;

  override save(tokens: JwtStoredTokens): void {
    this.before();
    super.save(tokens);
    this.after();
  }
}

describe('a store that calls back while it saves', () => {
  useFakeTime();
  useSilentConsole();

  let store: CallingStore;
  let app: TestApp;
  let seen: string[];

  beforeEach(() => {
    store = new CallingStore();
    app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    seen = [];
    app.auth.events.subscribe((event) => {
      seen.push('from' in event ? `${event.type} ${event.from}` : event.type);
    });
  });

  it('to tell of its own write is no news', async () => {
    store.after = () => {
      store.changeElsewhere(store.record);
    };
    await app.signIn();
    const outcome = new Outcome(app.auth.refresh());
    await flushRefresh(app);
    expect(outcome.state).toBe('resolved');
    expect(seen).toEqual(['signedIn here', 'refreshed here']);
  });

  for (const when of ['before', 'after'] as const) {
    const signOutOnce = (): void => {
      store[when] = () => {
        store[when] = () => undefined;
        void app.auth.signOut();
      };
    };

    it(`to sign out ${when} it has saved a sign-in: nobody is signed in`, async () => {
      signOutOnce();
      const outcome = new Outcome(app.signIn());
      await settle();
      expect(outcome.code).toBe('SESSION_OVER');
      expect([app.auth.status(), store.record]).toEqual(['anonymous', null]);
      expect(seen).toEqual(['sessionEnded here']);
    });

    it(`to sign out ${when} it has saved a refresh: the session stays over`, async () => {
      await app.signIn();
      signOutOnce();
      const outcome = new Outcome(app.auth.refresh());
      await flushRefresh(app);
      expect(outcome.code).toBe('SESSION_OVER');
      expect([app.auth.status(), store.record]).toEqual(['anonymous', null]);
      expect(seen).toEqual(['signedIn here', 'sessionEnded here']);
    });
  }
});
