import { useSilentConsole } from '../../../spec-support/console';
import { createStaleTokens } from '../../../spec-support/create-stored-tokens';
import { LEDGER_PATIENCE } from '../../../spec-support/fake-browser';
import { flushRefresh, freshReply, PATIENCE } from '../../../spec-support/flush-refresh';
import { pass, settle, useFakeTime } from '../../../spec-support/set-up';
import { SlowStore } from '../../../spec-support/slow-store';
import { NO_LEDGER, SETTLE_DELAY, theirs, ThisTab } from '../../../spec-support/this-tab';
import { asyncTokenStore } from '../token/async-token-store';

describe('a tab without a ledger', () => {
  useFakeTime();
  useSilentConsole();

  let tab: ThisTab;
  beforeEach(() => {
    tab = new ThisTab();
    tab.browser.ledgerFailure = NO_LEDGER;
  });

  it('sends when it has had the lock for 450 ms', async () => {
    tab.start();
    const refreshed = await tab.refresh();
    await pass(SETTLE_DELAY - 1);
    tab.expectNoneSent();
    await pass(1);
    await flushRefresh(tab.app);
    expect([refreshed.state, tab.store.record?.seq]).toEqual(['resolved', 2]);
    expect(tab.browser.isLocked()).toBeFalse();
  });

  it('adopts what the store shows in that time', async () => {
    tab.start();
    const letGo = tab.browser.holdLock();
    const refreshed = await tab.refresh();
    await pass(100);
    letGo();
    await pass(SETTLE_DELAY - 100);
    tab.store.record = theirs();
    await pass(100);
    await tab.expectAdopted(refreshed);
  });

  it('asks a ledger once more that failed: the browser may have closed it', async () => {
    tab.browser.isLedgerSlow = true;
    tab.start();
    await tab.refresh();
    tab.browser.answerLedger();
    await settle();
    tab.browser.ledgerFailure = null;
    tab.browser.answerLedger();
    tab.browser.isLedgerSlow = false;
    await pass(SETTLE_DELAY - 1);
    tab.expectNoneSent(); // this tab may have been frozen
    await pass(1);
    tab.sent();
    expect(tab.browser.rows.get('s1')?.seq).toBe(1);
  });

  it('tries again after an outage', async () => {
    spyOn(Math, 'random').and.returnValue(0);
    tab.start();
    await tab.refresh();
    await pass(SETTLE_DELAY);
    await flushRefresh(tab.app, 503);
    await pass(1_000); // the pause
    await pass(SETTLE_DELAY);
    tab.sent();
  });

  it('does not send while another tab has the lock', async () => {
    tab.browser.holdLock();
    tab.start();
    const refreshed = await tab.refresh();
    for (let passed = 0; passed <= PATIENCE; passed += 500) {
      await pass(500);
      tab.expectNoneSent();
    }
    expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
  });

  it('T7 takes its chance within 450 ms where there are no locks either', async () => {
    tab.browser.hasLocks = false;
    spyOn(Math, 'random').and.returnValue(0.5);
    tab.start();
    const refreshed = await tab.refresh();
    await pass(SETTLE_DELAY / 2 - 1);
    tab.expectNoneSent();
    await pass(1);
    await flushRefresh(tab.app);
    expect([refreshed.state, tab.store.record?.seq]).toEqual(['resolved', 2]);
  });

  it('T7 looks at the store before it takes its chance', async () => {
    tab.browser.hasLocks = false;
    spyOn(Math, 'random').and.returnValue(0.5);
    tab.start();
    const refreshed = await tab.refresh();
    tab.store.record = theirs();
    await pass(SETTLE_DELAY / 2);
    await tab.expectAdopted(refreshed);
  });

  it('stores nothing over newer tokens that came while it waited for the answer', async () => {
    const slow = new SlowStore();
    tab.start(createStaleTokens(), asyncTokenStore(slow));
    await slow.answer('load', createStaleTokens());
    await tab.refresh();
    await slow.answer('load', createStaleTokens());
    await pass(SETTLE_DELAY);
    const late = tab.sent();
    slow.announceChange();
    await slow.answer('load', theirs(3));
    late.flush(freshReply());
    await settle();
    expect(slow.writes).toEqual([]);
    expect(await tab.app.auth.getAccessToken()).toBe('AT3');
  });

  describe('for the moment, because that does not answer,', () => {
    beforeEach(() => {
      tab.browser.ledgerFailure = null;
      tab.browser.isLedgerBlocked = true;
    });

    it('sends with the lock', async () => {
      tab.start();
      await tab.refresh();
      await pass(LEDGER_PATIENCE);
      await pass(SETTLE_DELAY);
      await pass(LEDGER_PATIENCE);
      await pass(SETTLE_DELAY - 1);
      tab.expectNoneSent(); // it may have been this tab that was late
      await pass(1);
      tab.sent();
    });

    for (const [what, locks] of Object.entries({
      'without locks': (): void => void (tab.browser.hasLocks = false),
      'without the lock': (): void => void tab.browser.holdLock(),
    })) {
      it(`does not send ${what}`, async () => {
        locks();
        tab.start();
        const refreshed = await tab.refresh();
        for (let passed = 0; passed <= PATIENCE; passed += 500) {
          await pass(500);
          tab.expectNoneSent();
        }
        expect([refreshed.code, tab.app.auth.status()]).toEqual([
          'REFRESH_UNAVAILABLE',
          'authenticated',
        ]);
      });
    }
  });
});
