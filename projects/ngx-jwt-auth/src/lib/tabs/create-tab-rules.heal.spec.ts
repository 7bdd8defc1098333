import { useCleanStorage } from '../../../spec-support/clean-storage';
import { useSilentConsole } from '../../../spec-support/console';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser, LEDGER_PATIENCE } from '../../../spec-support/fake-browser';
import {
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { NO_LEDGER, SETTLE_DELAY } from '../../../spec-support/this-tab';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import type { JwtAuthEvent } from '../jwt-auth-event';
import { withTokenStore } from '../session/with-token-store';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { JwtTokenStoreKind } from '../token/jwt-token-store-kind';
import { localStorageTokenStore } from '../token/local-storage-token-store';

const KEY = 'ngx-jwt-auth';

describe('a session whose record another tab has overwritten', () => {
  useFakeTime();
  useSilentConsole();
  useCleanStorage();

  let browser: FakeBrowser;
  let app: TestApp;
  let events: readonly JwtAuthEvent[];
  /** The session that it took the place of. */
  let old: JwtStoredTokens;
  let mine: JwtStoredTokens;

  function start(kind: JwtTokenStoreKind = localStorageTokenStore()): void {
    browser = new FakeBrowser();
    const features = [withTokenStore(kind), withTokenRefresh(REFRESH_URL)];
    app = setUp({ browser, features });
    app.auth.status(); // loads
  }

  beforeEach(async () => {
    start();
    await app.signIn();
    old = record()!;
    await app.signIn(300, { refreshToken: 'RT-next' });
    await settle();
    mine = record()!;
    events = app.recordEvents();
  });

  /** The record in localStorage. */
  function record(): JwtStoredTokens | null {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as JwtStoredTokens | null;
  }

  /** Another tab writes to localStorage, and this one hears of it. */
  async function changeElsewhere(next: JwtStoredTokens | null): Promise<void> {
    const newValue = next && JSON.stringify(next);
    if (newValue === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, newValue);
    const change = { key: KEY, newValue, storageArea: localStorage };
    window.dispatchEvent(new StorageEvent('storage', change));
    await settle();
  }

  function expectHealed(): void {
    expect([record(), app.auth.sessionKey()]).toEqual([mine, mine.sid]);
    expect(events).toEqual([]);
  }

  const older: Record<string, () => JwtStoredTokens | null> = {
    'with the session before': () => ({ ...old, seq: 2 }),
    'with nothing': () => null,
  };
  for (const [what, late] of Object.entries(older)) {
    it(`${what} is saved again`, async () => {
      await changeElsewhere(late());
      expectHealed();
    });

    it(`${what} is saved again without a ledger too`, async () => {
      browser.ledgerFailure = NO_LEDGER;
      await changeElsewhere(late());
      await pass(SETTLE_DELAY);
      expectHealed();
    });

    it(`${what} is saved again without a ledger however often the store shows it`, async () => {
      browser.ledgerFailure = NO_LEDGER;
      for (let round = 0; round < 5; round++) {
        await changeElsewhere(late());
        await pass(10);
      }
      await pass(SETTLE_DELAY);
      expectHealed();
    });

    it(`${what} is saved again where the ledger has forgotten the session`, async () => {
      browser.rows.clear();
      await changeElsewhere(late());
      expect(record()).toEqual(late()); // what it shows may be old
      await pass(SETTLE_DELAY);
      expectHealed();
    });

    it(`${what} is saved in the transaction of the ledger, not before`, async () => {
      browser.isLedgerSlow = true;
      await changeElsewhere(late());
      expect(record()).toEqual(late());
      expect(app.auth.sessionKey()).toBe(mine.sid);
      browser.answerLedger();
      await settle();
      expectHealed();
    });

    it(`T4 ${what} ends when the ledger says that it is over, and only here`, async () => {
      const { length } = browser.news;
      browser.rows.set(mine.sid, { seq: 0, isOver: true });
      await changeElsewhere(late());
      expect([app.auth.status(), record()]).toEqual(['anonymous', late()]);
      expect(events).toEqual([{ type: 'sessionEnded', reason: 'signed-out', from: 'elsewhere' }]);
      expect(browser.news.length).toBe(length);
    });

    it(`${what} waits when another tab has newer tokens of it`, async () => {
      browser.rows.set(mine.sid, { seq: 2 });
      await changeElsewhere(late());
      expect([app.auth.sessionKey(), record()]).toEqual([mine.sid, late()]);
      await changeElsewhere({ ...mine, seq: 2, accessToken: 'AT2' });
      expect(await app.auth.getAccessToken()).toBe('AT2');
      expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
    });

    it(`${what} is not saved for who has signed out meanwhile`, async () => {
      browser.isLedgerSlow = true;
      await changeElsewhere(late());
      void app.auth.signOut();
      browser.answerLedger();
      await settle();
      expect(record()?.sid).not.toBe(mine.sid);
    });
  }

  it('is saved again after a step that failed once the store has had time to show who came last', async () => {
    browser.isLedgerBlocked = true;
    void app.auth.refresh().catch(() => undefined);
    await pass(LEDGER_PATIENCE);
    browser.isLedgerBlocked = false;
    await changeElsewhere(null);
    expect(record()).toBeNull();
    await pass(SETTLE_DELAY);
    expectHealed();
  });

  it('is saved again as often as that happens, and however late', async () => {
    for (let minute = 0; minute < 3; minute++) {
      await pass(60_000);
      await changeElsewhere(null);
      expectHealed();
    }
  });

  it('is saved again where the session before has ended here already', async () => {
    await app.auth.signOut();
    await app.signIn();
    mine = record()!;
    await changeElsewhere(null);
    expect([record(), app.auth.status()]).toEqual([mine, 'authenticated']);
  });

  it('ends when somebody has signed in since', async () => {
    await changeElsewhere(createStoredTokens({ sid: 'third' }));
    expect([app.auth.sessionKey(), record()?.sid]).toEqual(['third', 'third']);
  });

  it('T4 ends when the store knows that it was signed out', async () => {
    localStorage.setItem(`${KEY}.ended.${mine.sid}`, '1');
    await changeElsewhere(null);
    expect([app.auth.status(), record()]).toEqual(['anonymous', null]);
  });
});

describe('a session in the store of an app', () => {
  useFakeTime();
  useSilentConsole();

  let store: SharedStore;
  let app: TestApp;

  beforeEach(() => {
    store = new SharedStore();
    app = setUp({ features: [withTokenStore(store), withTokenRefresh(REFRESH_URL)] });
    app.auth.status(); // loads
  });

  it('is saved again over a late write of the session that it replaced', async () => {
    const theirs = createStoredTokens({ sid: 'theirs', seq: 4 });
    store.record = theirs; // this tab has not heard of it
    await app.signIn();
    const mine = store.record;
    store.changeElsewhere({ ...theirs, seq: 5 });
    await settle();
    expect([store.record, app.auth.sessionKey()]).toEqual([mine, mine.sid]);
  });

  it('ends when its record is gone: such a store does not tell why', async () => {
    await app.signIn();
    store.changeElsewhere(null);
    await settle();
    expect([app.auth.status(), store.record]).toEqual(['anonymous', null]);
  });
});
