import { useSilentConsole } from '../../../spec-support/console';
import { flushRefresh } from '../../../spec-support/flush-refresh';
import { settle, useFakeTime } from '../../../spec-support/set-up';
import {
  claimed,
  createFreshTokens,
  NO_LEDGER,
  theirs,
  ThisTab,
} from '../../../spec-support/this-tab';

describe('a tab that got no definite answer', () => {
  useFakeTime();
  useSilentConsole();

  let tab: ThisTab;
  beforeEach(() => {
    tab = new ThisTab();
    tab.start(createFreshTokens());
  });

  it('releases its claim, and writes down what the others have to wait for', async () => {
    spyOn(Math, 'random').and.returnValue(0);
    const refreshed = await tab.refresh();
    const failedAt = Date.now();
    tab.sent().flush('down', {
      status: 503,
      statusText: 'Down',
      headers: { 'Retry-After': '20' },
    });
    await settle();
    expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
    expect(tab.browser.rows.get('s1')).toEqual({
      seq: 1,
      pause: {
        failures: 1,
        failedAt,
        retryAt: failedAt + 1_000,
        serverRetryAt: failedAt + 20_000,
      },
    });
  });

  it('counts the failures of all tabs', async () => {
    const failedAt = Date.now() - 10_000;
    const pause = { failures: 4, failedAt, retryAt: failedAt, serverRetryAt: 0 };
    tab.browser.rows.set('s1', { seq: 1, pause });
    await tab.refresh();
    await flushRefresh(tab.app, 503);
    expect(tab.browser.rows.get('s1')?.pause?.failures).toBe(5);
  });

  it('releases nothing that another tab has claimed since', async () => {
    await tab.refresh();
    tab.browser.rows.set('s1', claimed());
    await flushRefresh(tab.app, 503);
    expect(tab.browser.rows.get('s1')).toEqual(claimed());
  });

  it('releases nothing of newer tokens', async () => {
    await tab.refresh();
    tab.browser.rows.set('s1', { seq: 2 });
    await flushRefresh(tab.app, 503);
    expect(tab.browser.rows.get('s1')).toEqual({ seq: 2 });
  });

  it('releases nothing of a session that is over', async () => {
    await tab.refresh();
    tab.browser.rows.set('s1', { seq: 0, isOver: true });
    await flushRefresh(tab.app, 503);
    expect(tab.browser.rows.get('s1')).toEqual({ seq: 0, isOver: true });
    expect(tab.app.auth.status()).toBe('anonymous');
  });

  it('adopts what the store shows by then', async () => {
    const refreshed = await tab.refresh();
    tab.store.record = theirs();
    await flushRefresh(tab.app, 503);
    await tab.expectAdopted(refreshed);
  });

  it('releases its claim when it has nothing to send any more', async () => {
    tab.browser.whenWritten = () => {
      tab.browser.whenWritten = null;
      tab.store.record = theirs();
    };
    await tab.expectAdopted(await tab.refresh());
    tab.expectNoneSent();
  });

  for (const [what, failure] of [
    ['', null],
    [' where the ledger fails by then', NO_LEDGER],
  ] as const) {
    it(`gives the lock back${what}`, async () => {
      await tab.refresh();
      expect(tab.browser.isLocked()).toBeTrue();
      tab.browser.ledgerFailure = failure;
      await flushRefresh(tab.app, 503);
      expect(tab.browser.isLocked()).toBeFalse();
    });
  }
});
