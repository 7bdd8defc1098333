import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { OtherTab } from '../../../spec-support/open-tab';
import { Outcome } from '../../../spec-support/outcome';
import { pass, settle, useFakeTime } from '../../../spec-support/set-up';
import { SlowStore } from '../../../spec-support/slow-store';
import {
  claimed,
  createFreshTokens,
  NO_LEDGER,
  SETTLE_DELAY,
  STORE_DELAY,
  theirs,
  ThisTab,
} from '../../../spec-support/this-tab';
import { asyncTokenStore } from '../token/async-token-store';

describe('a tab whose refresh token the server refused', () => {
  useFakeTime();
  useSilentConsole();

  let tab: ThisTab;
  beforeEach(() => (tab = new ThisTab()));

  async function refuse(): Promise<void> {
    tab.sent().flush({}, { status: 400, statusText: 'Bad Request' });
    await settle();
  }

  it('ends the session', async () => {
    tab.start();
    const refreshed = await tab.refresh();
    await refuse();
    expect([refreshed.code, tab.app.auth.status()]).toEqual(['REFRESH_REJECTED', 'anonymous']);
    expect([tab.browser.rows.get('s1')?.isOver, tab.store.record]).toEqual([true, null]);
  });

  it('ends the session without a ledger as well', async () => {
    tab.start();
    const refreshed = await tab.refresh();
    tab.browser.ledgerFailure = NO_LEDGER;
    await refuse();
    expect(refreshed.code).toBe('REFRESH_REJECTED');
    await pass(SETTLE_DELAY);
    expect(tab.store.record).toBeNull();
  });

  it('R6 writes down the refusal, and all tabs use the access token to its end', async () => {
    tab.start(createFreshTokens());
    const other = new OtherTab(tab.browser, ...tab.features());
    const { accessToken } = tab.store.record!;
    await tab.refresh();
    await flushRefresh(tab.app, 400, {});
    expect(tab.browser.rows.get('s1')).toEqual({ seq: 1, isRefused: true });
    const theirRefresh = new Outcome(other.auth.refresh());
    await settle();
    tab.expectNoneSent();
    expect(theirRefresh.code).toBe('REFRESH_REJECTED');
    for (const { auth } of [tab.app, other]) {
      expect(await auth.getAccessToken()).toBe(accessToken);
    }
    await pass(300_000);
    expect([tab.app.auth.status(), other.auth.status()]).toEqual(['anonymous', 'anonymous']);
    tab.expectNoneSent();
    other.close();
  });

  it('R4 adopts newer tokens that the store shows', async () => {
    tab.start();
    const refreshed = await tab.refresh();
    tab.store.record = theirs();
    await refuse();
    await tab.expectAdopted(refreshed);
    expect(tab.browser.rows.get('s1')?.isRefused).toBeUndefined();
  });

  it('R4 waits until the store shows what the ledger knows of', async () => {
    tab.start();
    const refreshed = await tab.refresh();
    tab.browser.rows.set('s1', { seq: 2 });
    await refuse();
    expect(refreshed.state).toBe('pending');
    tab.store.record = theirs();
    await pass(STORE_DELAY);
    await tab.expectAdopted(refreshed);
    expect(tab.browser.rows.get('s1')).toEqual({ seq: 2 });
  });

  it('R4 ends nothing when another tab has claimed since', async () => {
    tab.start(createFreshTokens());
    const refreshed = await tab.refresh();
    tab.browser.rows.set('s1', claimed());
    await refuse();
    expect([refreshed.code, tab.app.auth.status()]).toEqual([
      'REFRESH_UNAVAILABLE',
      'authenticated',
    ]);
    expect(tab.browser.rows.get('s1')).toEqual(claimed());
  });

  it('R4 ends nothing then though the ledger cannot keep what was decided', async () => {
    tab.start(createFreshTokens());
    const refreshed = await tab.refresh();
    tab.browser.rows.set('s1', claimed());
    tab.browser.whenWritten = () => {
      throw new DOMException('', 'AbortError');
    };
    await refuse();
    expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
  });

  it('R4 ends nothing when another tab got an answer as the refusal was written', async () => {
    tab.start();
    const refreshed = await tab.refresh();
    tab.browser.whenWritten = () => {
      if (!tab.browser.rows.get('s1')?.isRefused) return;
      tab.browser.rows.set('s1', { seq: 2 });
      tab.store.record = theirs();
    };
    await refuse();
    await tab.expectAdopted(refreshed);
    expect([tab.browser.rows.get('s1'), tab.store.record?.seq]).toEqual([{ seq: 2 }, 2]);
  });

  it('R4 asks an asynchronous store once more, and adopts what that shows', async () => {
    const slow = new SlowStore();
    tab.start(createStaleTokens(), asyncTokenStore(slow));
    await slow.answer('load', createStaleTokens());
    const refreshed = await tab.refresh();
    await slow.answer('load', createStaleTokens());
    await refuse();
    expect(refreshed.state).toBe('pending');
    await slow.answer('load', theirs());
    await tab.expectAdopted(refreshed);
    expect(slow.writes).toEqual([]);
  });
});
