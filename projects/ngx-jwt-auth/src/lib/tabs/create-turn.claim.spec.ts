import type { TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { createStaleTokens, createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { FakeBrowser, LEDGER_PATIENCE } from '../../../spec-support/fake-browser';
import { flushRefresh, freshReply, REFUSAL_DELAY } from '../../../spec-support/flush-refresh';
import { OtherTab } from '../../../spec-support/open-tab';
import { Outcome } from '../../../spec-support/outcome';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { SharedStore } from '../../../spec-support/shared-store';
import { SlowStore } from '../../../spec-support/slow-store';
import type { JwtAuthEvent } from '../jwt-auth-event';
import { withTokenStore } from '../session/with-token-store';
import type { LedgerRow } from '../tabs/ledger-row';
import { asyncTokenStore } from '../token/async-token-store';
import type { JwtStoredTokens, JwtTokenStore } from '../token/jwt-token-store';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { withTokenRevocation } from '../refresh/with-token-revocation';

const REVOKE = `${API}/auth/logout`;
/** For how long a claim stands, and how long a lock is waited for, in ms. */
const TERM = 12_000;
const SLACK = 2_000;
const STORE_DELAY = 2_000;
const SETTLE_DELAY = 1_000;
const PATIENCE = 15_000;

describe('the turn of a tab', () => {
  useFakeTime();
  useSilentConsole();

  let browser: FakeBrowser;
  let store: SharedStore;
  let app: TestApp;
  let events: readonly JwtAuthEvent[];

  function features(
    use: JwtTokenStore | (() => JwtTokenStore) = store,
  ): [ReturnType<typeof withTokenStore>, ReturnType<typeof withTokenRefresh>] {
    return [withTokenStore(use), withTokenRefresh(REFRESH_URL)];
  }

  function start(
    stored: JwtStoredTokens = createStaleTokens(),
    use?: JwtTokenStore | (() => JwtTokenStore),
  ): void {
    store = new SharedStore(stored);
    app = setUp({ browser, features: [...features(use), withTokenRevocation(REVOKE)] });
    events = app.recordEvents();
    app.auth.status(); // loads
  }

  beforeEach(() => (browser = new FakeBrowser()));

  /** A session whose access token is good for another 300 s. */
  function fresh(): JwtStoredTokens {
    const expiresAt = Date.now() + 300_000;
    return createStoredTokens({ accessToken: createFreshJwt(300), refreshToken: 'RT1', expiresAt });
  }

  /** What another tab has got for the session at that seq. */
  function theirs(seq = 2): JwtStoredTokens {
    return { ...createStoredTokens({ seq }), accessToken: `AT${String(seq)}` };
  }

  async function refresh(): Promise<Outcome<void>> {
    const outcome = new Outcome(app.auth.refresh());
    await settle();
    return outcome;
  }

  function owned(fields: Partial<LedgerRow> = {}): LedgerRow {
    return { seq: 1, owner: 'them', held: true, until: Date.now() + TERM, ...fields };
  }

  function sent(): TestRequest {
    const request = app.backend.expectOne(REFRESH_URL);
    expect(request.request.body).toEqual({ refreshToken: 'RT1' });
    return request;
  }

  function expectNoneSent(): void {
    app.backend.expectNone(REFRESH_URL);
  }

  async function expectAdopted(outcome: Outcome<void>): Promise<void> {
    expectNoneSent();
    expect(outcome.state).toBe('resolved');
    expect(await app.auth.getAccessToken()).toBe('AT2');
    expect(events).toEqual([{ type: 'refreshed', from: 'elsewhere' }]);
  }

  const signedOutElsewhere = {
    type: 'sessionEnded',
    reason: 'signed-out',
    from: 'elsewhere',
  } as const;
  const superseded = { type: 'sessionEnded', reason: 'superseded', from: 'elsewhere' } as const;

  it('by rule 1 adopts what the store shows when the lock is there', async () => {
    start();
    const letGo = browser.holdLock();
    const refreshed = await refresh();
    expectNoneSent();
    store.record = theirs();
    letGo();
    await settle();
    await expectAdopted(refreshed);
    expect(browser.rows.size).toBe(0);
  });

  it('by rule 1 adopts what it hears of though it waits for the lock', async () => {
    start();
    browser.holdLock();
    const refreshed = await refresh();
    store.changeElsewhere(theirs());
    await settle();
    await expectAdopted(refreshed);
  });

  it('by rule 1 lets who called go when their time is over, and goes on', async () => {
    start();
    browser.holdLock();
    const refreshed = await refresh();
    await pass(TERM);
    const late = sent();
    await pass(PATIENCE - TERM - 1);
    expect(refreshed.state).toBe('pending');
    await pass(1);
    expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
    late.flush(freshReply());
    await settle();
    expect([store.record?.seq, events.at(-1)]).toEqual([2, { type: 'refreshed', from: 'here' }]);
  });

  it('by rule 2 waits for the lock for its timeout and 2 s, then goes on without', async () => {
    start();
    browser.holdLock();
    await refresh();
    await pass(TERM - 1);
    expectNoneSent();
    await pass(1);
    sent();
    expect(browser.rows.get('s1')).toEqual(jasmine.objectContaining({ seq: 1, held: false }));
  });

  it('by rule 3 writes down who spends the token, and until when', async () => {
    start();
    await refresh();
    sent();
    expect(browser.rows.get('s1')).toEqual({
      seq: 1,
      owner: jasmine.any(String) as never,
      held: true,
      until: Date.now() + TERM,
      pause: undefined,
    });
  });

  it('T7 by rule 3 does so without locks', async () => {
    browser.hasLocks = false;
    start();
    const refreshed = await refresh();
    expect(browser.rows.get('s1')?.held).toBeFalse();
    await flushRefresh(app);
    expect(refreshed.state).toBe('resolved');
  });

  it('by rule 3 leaves when the store is ahead', async () => {
    start();
    store.record = theirs();
    await expectAdopted(await refresh());
    expect(browser.rows.size).toBe(0);
  });

  it('by rule 3 looks at the store once more in the transaction', async () => {
    start();
    browser.isLedgerSlow = true;
    const refreshed = await refresh();
    store.record = theirs();
    browser.answerLedger();
    await settle();
    await expectAdopted(refreshed);
    expect(browser.rows.size).toBe(0);
  });

  it('by rule 3 leaves when the session is not in the store any more', async () => {
    start();
    store.record = null;
    const refreshed = await refresh();
    expectNoneSent();
    expect([refreshed.code, events]).toEqual(['SESSION_OVER', [signedOutElsewhere]]);
  });

  it('by rule 3 leaves when somebody else is in the store', async () => {
    start();
    store.record = createStoredTokens({ sid: 's2' });
    const refreshed = await refresh();
    expectNoneSent();
    expect([refreshed.code, app.auth.sessionKey()]).toEqual(['SESSION_CHANGED', 's2']);
  });

  it('T4 by rule 3 is signed out when the session is over, and deletes nothing', async () => {
    start();
    browser.rows.set('s1', { seq: 1, isOver: true });
    const clear = spyOn(store, 'clear').and.callThrough();
    const refreshed = await refresh();
    expectNoneSent();
    expect([refreshed.code, events]).toEqual(['SESSION_OVER', [signedOutElsewhere]]);
    expect(clear).not.toHaveBeenCalled();
    store.changeElsewhere(store.record); // a store that is behind brings nothing back
    expect(app.auth.status()).toBe('anonymous');
  });

  it('by rule 3 does not end who signed in while it asked', async () => {
    const slow = new SlowStore();
    start(createStaleTokens(), asyncTokenStore(slow));
    await slow.answer('load', createStaleTokens());
    browser.rows.set('s1', { seq: 1, isOver: true });
    browser.isLedgerSlow = true;
    await refresh();
    await slow.answer('load', createStaleTokens());
    new Outcome(app.signIn());
    await settle();
    const sid = app.auth.sessionKey();
    browser.answerLedger();
    await slow.answer('load', createStaleTokens());
    expect([app.auth.status(), app.auth.sessionKey()]).toEqual(['authenticated', sid]);
  });

  it('by rule 3 waits for the store when the ledger knows of newer tokens', async () => {
    start();
    browser.rows.set('s1', { seq: 2 });
    const refreshed = await refresh();
    await pass(1_500);
    store.record = theirs();
    await pass(STORE_DELAY - 1_500);
    await expectAdopted(refreshed);
  });

  it('by rule 3 is without an answer when the store does not show them in 2 s', async () => {
    start(fresh());
    browser.rows.set('s1', { seq: 2 });
    const refreshed = await refresh();
    await pass(STORE_DELAY - 1);
    expect(refreshed.state).toBe('pending');
    await pass(1);
    expect([refreshed.code, app.auth.status()]).toEqual(['REFRESH_UNAVAILABLE', 'authenticated']);
    expectNoneSent();
  });

  it('by rule 3 is superseded when the store does not show them in 10 s either', async () => {
    start();
    browser.rows.set('s1', { seq: 2 });
    const clear = spyOn(store, 'clear').and.callThrough();
    await refresh();
    for (let passed = 0; passed < 9_000; passed += 500) await pass(500);
    expect(app.auth.status()).toBe('authenticated');
    for (let passed = 0; passed < 4_000; passed += 500) await pass(500);
    expect(events).toEqual([superseded]);
    expect(browser.rows.get('s1')).toEqual({ seq: 2 });
    expect(clear).not.toHaveBeenCalled();
    app.backend.verify(); // it revokes nothing
  });

  it('by rule 3 is not superseded while somebody is at work on them', async () => {
    start();
    browser.rows.set('s1', owned({ seq: 2 }));
    await refresh();
    for (let passed = 0; passed < TERM - 500; passed += 500) await pass(500);
    expect([app.auth.status(), events]).toEqual(['authenticated', []]);
  });

  it('by rule 3 is superseded after 2 s where the store is of this tab alone', async () => {
    start(
      createStaleTokens(),
      Object.assign(new SharedStore(createStaleTokens()), { reach: 'tab' }),
    );
    browser.rows.set('s1', { seq: 2 });
    const refreshed = await refresh();
    await pass(STORE_DELAY - 1);
    expect(refreshed.state).toBe('pending');
    await pass(1);
    expect([refreshed.code, events]).toEqual(['SESSION_OVER', [superseded]]);
    expect(browser.rows.get('s1')).toEqual({ seq: 2 });
    app.backend.verify(); // it revokes nothing
  });

  it('R6 by rule 3 uses the access token to its end where the server refused', async () => {
    start(fresh());
    browser.rows.set('s1', { seq: 1, isRefused: true });
    const refreshed = await refresh();
    expectNoneSent();
    expect([refreshed.code, app.auth.status()]).toEqual(['REFRESH_REJECTED', 'authenticated']);
    await pass(299_999);
    expect(app.auth.status()).toBe('authenticated');
    await pass(1);
    expect(events.at(-1)).toEqual({
      type: 'sessionEnded',
      reason: 'refresh-rejected',
      from: 'here',
    });
    expect(browser.rows.get('s1')?.isOver).toBeTrue();
  });

  it('R6 by rule 3 is over at once where the server refused and the access token is spent', async () => {
    start();
    browser.rows.set('s1', { seq: 1, isRefused: true });
    const refreshed = await refresh();
    expectNoneSent();
    expect([refreshed.code, app.auth.status()]).toEqual(['REFRESH_REJECTED', 'anonymous']);
    expect(browser.rows.get('s1')?.isOver).toBeTrue();
  });

  it('by rule 3 waits until the time of a live owner is over', async () => {
    start();
    browser.rows.set('s1', owned({ held: false, until: Date.now() + 5_000 }));
    const refreshed = await refresh();
    for (let passed = 0; passed < 5_000; passed += 100) {
      expectNoneSent();
      await pass(100);
    }
    await pass(SETTLE_DELAY - 1);
    expectNoneSent();
    await pass(100);
    await flushRefresh(app);
    expect(refreshed.state).toBe('resolved');
  });

  it('by rule 3 adopts what a live owner brings', async () => {
    start();
    browser.rows.set('s1', owned({ held: false }));
    const refreshed = await refresh();
    await pass(1_000);
    store.record = theirs();
    await pass(1_000);
    await expectAdopted(refreshed);
  });

  it('T13 asks the store seldom while it waits for a live owner', async () => {
    start();
    browser.rows.set('s1', owned({ held: false }));
    const load = spyOn(store, 'load').and.callThrough();
    await refresh();
    for (let passed = 0; passed < TERM - 500; passed += 50) await pass(50);
    expectNoneSent();
    expect(load.calls.count()).toBeLessThan(12 * 12);
  });

  it('T2 by rule 3 takes over after 1 s from an owner that died with the lock', async () => {
    start();
    const crash = browser.holdLock();
    browser.rows.set('s1', owned());
    const refreshed = await refresh();
    await pass(500);
    expectNoneSent();
    crash();
    await pass(SETTLE_DELAY - 1);
    expectNoneSent();
    await pass(1);
    expect(browser.rows.get('s1')?.owner).not.toBe('them');
    await flushRefresh(app);
    expect(refreshed.state).toBe('resolved');
  });

  it('T2 by rule 3 adopts what an owner has written before it died', async () => {
    start();
    browser.rows.set('s1', owned());
    const refreshed = await refresh();
    await pass(900);
    store.record = theirs(); // shows late
    await pass(100);
    await expectAdopted(refreshed);
  });

  it('by rule 3 holds back as long as another tab has been told to', async () => {
    start();
    const pause = { failures: 3, at: Date.now(), cool: 0, after: Date.now() + 6_000 };
    browser.rows.set('s1', { seq: 1, pause });
    const refreshed = await refresh();
    await pass(5_999);
    expectNoneSent();
    await pass(1);
    await flushRefresh(app);
    expect(refreshed.state).toBe('resolved');
  });

  it('by rule 3 gives up at once when another tab was told to come back later', async () => {
    start();
    const pause = { failures: 1, at: Date.now(), cool: 0, after: Date.now() + 3_600_000 };
    browser.rows.set('s1', { seq: 1, pause });
    expect((await refresh()).code).toBe('REFRESH_UNAVAILABLE');
    expect((await refresh()).code).toBe('REFRESH_UNAVAILABLE');
    expectNoneSent();
    expect(browser.written.length).toBe(1); // the second one knows
  });

  it('by rule 3 does not hold back for its own sake once the page has woken up', async () => {
    start();
    const at = Date.now() - 100;
    browser.rows.set('s1', { seq: 1, pause: { failures: 1, at, cool: at + 50_000, after: 0 } });
    window.dispatchEvent(new Event('online'));
    await settle();
    sent();
  });

  it('by rule 4 asks anew when it was frozen for more than 2 s after the claim', async () => {
    start();
    browser.whenWritten = () => {
      browser.whenWritten = null;
      jasmine.clock().mockDate(new Date(Date.now() + SLACK + 1));
      browser.rows.set('s1', { seq: 2 }); // somebody took over; the store is behind
    };
    const refreshed = await refresh();
    expectNoneSent();
    store.record = theirs();
    await pass(STORE_DELAY);
    await expectAdopted(refreshed);
  });

  it('by rule 4 sends when it was away for 2 s and no longer', async () => {
    start();
    browser.whenWritten = () => {
      browser.whenWritten = null;
      jasmine.clock().mockDate(new Date(Date.now() + SLACK));
    };
    await refresh();
    sent();
    expect(browser.written.length).toBe(1);
  });

  it('by rule 4 does not send when the store has changed since the claim', async () => {
    start();
    browser.whenWritten = () => {
      browser.whenWritten = null;
      store.record = theirs();
    };
    await expectAdopted(await refresh());
  });

  it('by rule 4 asks anew when the store took longer than 2 s to say that nothing changed', async () => {
    const slow = new SlowStore();
    start(createStaleTokens(), asyncTokenStore(slow));
    await slow.answer('load', createStaleTokens());
    browser.isLedgerSlow = true;
    await refresh();
    await slow.answer('load', createStaleTokens());
    browser.isLedgerSlow = false;
    browser.answerLedger();
    await settle();
    expect(slow.last.isAnswered).toBeFalse(); // the last look
    browser.rows.set('s1', owned({ until: Date.now() + TERM + SLACK }));
    await pass(SLACK + 1);
    await slow.answer('load', createStaleTokens());
    expectNoneSent();
  });

  it('by rule 4 does not send for who has signed out since the claim', async () => {
    start();
    browser.whenWritten = () => {
      browser.whenWritten = null;
      void app.auth.signOut();
    };
    const refreshed = await refresh();
    expectNoneSent();
    expect(refreshed.code).toBe('SESSION_OVER');
  });

  it('by rule 5 stores what it got, and writes down that there is something newer', async () => {
    start();
    const refreshed = await refresh();
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect(refreshed.state).toBe('resolved');
    expect(store.record).toEqual(jasmine.objectContaining({ seq: 2, accessToken: 'AT2' }));
    expect(browser.rows.get('s1')).toEqual({ seq: 2 });
  });

  it('by rule 5 has stored and shown it when the transaction is over', async () => {
    start();
    await refresh();
    const seen: unknown[] = [];
    browser.whenWritten = () => {
      seen.push([store.record?.seq, app.auth.isAuthenticated(), app.auth.expiresAt()?.getTime()]);
    };
    sent().flush(freshReply());
    await settle();
    expect(seen).toEqual([[2, true, Date.now() + 300_000]]);
  });

  it('by rule 5 keeps the first answer, whoever owns the row', async () => {
    start();
    const refreshed = await refresh();
    browser.rows.set('s1', owned());
    await flushRefresh(app, 200, { accessToken: 'AT2' });
    expect([refreshed.state, store.record?.seq]).toEqual(['resolved', 2]);
    expect(browser.rows.get('s1')).toEqual({ seq: 2 });
  });

  for (const [what, change] of Object.entries({
    'whose row is over': (): void => void browser.rows.set('s1', { seq: 1, isOver: true }),
    'that is not in the store': (): void => void (store.record = null),
    'whose store has another one': (): void =>
      void (store.record = createStoredTokens({ sid: 's2' })),
  })) {
    it(`T5 by rule 5 drops and revokes what it got for a session ${what}`, async () => {
      start();
      await refresh();
      change();
      const save = spyOn(store, 'save').and.callThrough();
      await flushRefresh(app, 200, { accessToken: 'AT-late', refreshToken: 'RT-late' });
      expect(app.backend.expectOne(REVOKE).request.body).toEqual({ refreshToken: 'RT-late' });
      expect(save).not.toHaveBeenCalled();
      expect(browser.rows.get('s1')?.seq ?? 1).toBe(1);
    });
  }

  it('T5 by rule 5 revokes the refresh token that stays the same of a session that is over', async () => {
    start();
    await refresh();
    browser.rows.set('s1', { seq: 1, isOver: true });
    sent().flush({ accessToken: 'AT-late' });
    await settle();
    expect(app.backend.expectOne(REVOKE).request.body).toEqual({ refreshToken: 'RT1' });
  });

  it('T5 by rule 5 drops and revokes what it got for who has signed out here', async () => {
    start();
    await refresh();
    await app.auth.signOut();
    app.backend.expectOne(REVOKE);
    await flushRefresh(app, 200, { accessToken: 'AT-late', refreshToken: 'RT-late' });
    expect(app.backend.expectOne(REVOKE).request.body).toEqual({ refreshToken: 'RT-late' });
    expect([app.auth.status(), store.record]).toEqual(['anonymous', null]);
    expect(browser.rows.get('s1')?.isOver).toBeTrue();
  });

  it('by rule 5 adopts what the store shows when that is ahead', async () => {
    start();
    const refreshed = await refresh();
    store.record = theirs();
    const late = sent();
    const save = spyOn(store, 'save').and.callThrough();
    late.flush({ accessToken: 'AT-ours' });
    await settle();
    await expectAdopted(refreshed);
    expect(save).not.toHaveBeenCalled();
  });

  for (const [what, tokens] of Object.entries({ stale: createStaleTokens, fresh })) {
    it(`by rule 5 waits for what the ledger knows of when that is ahead of ${what} tokens`, async () => {
      start(tokens());
      const refreshed = await refresh();
      browser.rows.set('s1', { seq: 2 });
      const late = sent();
      late.flush({ accessToken: 'AT-ours' });
      await settle();
      expect([refreshed.state, store.record?.seq]).toEqual(['pending', 1]);
      store.record = theirs();
      await pass(STORE_DELAY);
      await expectAdopted(refreshed);
    });
  }

  for (const failure of ['InvalidStateError', 'AbortError']) {
    it(`by rule 5 keeps what it got when the ledger fails with ${failure}`, async () => {
      start();
      const refreshed = await refresh();
      browser.ledgerFailure = new DOMException('', failure);
      await flushRefresh(app);
      expect([refreshed.state, store.record?.seq]).toEqual(['resolved', 2]);
    });
  }

  it('T10 by rule 5 has given the lock back when it tells of what it got', async () => {
    start();
    await refresh();
    const locked: boolean[] = [];
    app.auth.events.subscribe(() => locked.push(browser.isLocked()));
    await flushRefresh(app);
    expect(locked).toEqual([false]);
  });

  it('by rule 5 takes back what an asynchronous store kept of a session that is over', async () => {
    const slow = new SlowStore();
    start(createStaleTokens(), asyncTokenStore(slow));
    await slow.answer('load', createStaleTokens());
    await refresh();
    await slow.answer('load', createStaleTokens());
    sent().flush(freshReply());
    await slow.answer('load', createStaleTokens());
    expect(slow.writes.map(({ name }) => name)).toEqual(['save']);
    browser.rows.set('s1', { seq: 2, isOver: true }); // signed out in another tab
    await slow.answer('save');
    const [, clear] = slow.writes;
    expect([clear?.name, clear?.argument]).toEqual(['clear', 's1']);
  });

  for (const [what, failure] of [
    ['a session that stands', null],
    ['a session of which the ledger cannot tell', new DOMException('', 'InvalidStateError')],
  ] as const) {
    it(`by rule 5 leaves in an asynchronous store what it kept of ${what}`, async () => {
      const slow = new SlowStore();
      start(createStaleTokens(), asyncTokenStore(slow));
      await slow.answer('load', createStaleTokens());
      await refresh();
      await slow.answer('load', createStaleTokens());
      sent().flush(freshReply());
      await slow.answer('load', createStaleTokens());
      browser.ledgerFailure = failure;
      await slow.answer('save');
      expect(slow.writes.map(({ name }) => name)).toEqual(['save']);
    });
  }

  it('by rule 6 releases the row at the same seq, with what the others have to wait for', async () => {
    spyOn(Math, 'random').and.returnValue(0);
    start(fresh());
    const refreshed = await refresh();
    const at = Date.now();
    sent().flush('down', {
      status: 503,
      statusText: 'Down',
      headers: { 'Retry-After': '20' },
    });
    await settle();
    expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
    expect(browser.rows.get('s1')).toEqual({
      seq: 1,
      pause: { failures: 1, at, cool: at + 1_000, after: at + 20_000 },
    });
  });

  it('by rule 6 counts the failures of all tabs', async () => {
    start(fresh());
    const at = Date.now() - 10_000;
    browser.rows.set('s1', { seq: 1, pause: { failures: 4, at, cool: at, after: 0 } });
    await refresh();
    await flushRefresh(app, 503);
    expect(browser.rows.get('s1')?.pause?.failures).toBe(5);
  });

  it('by rule 6 releases nothing that somebody else has taken over', async () => {
    start(fresh());
    await refresh();
    browser.rows.set('s1', owned());
    await flushRefresh(app, 503);
    expect(browser.rows.get('s1')).toEqual(owned());
  });

  it('by rule 6 gives the lock back where the ledger fails by then', async () => {
    start(fresh());
    await refresh();
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    await flushRefresh(app, 503);
    expect(browser.isLocked()).toBeFalse();
  });

  it('by rule 6 gives the lock back', async () => {
    start(fresh());
    await refresh();
    expect(browser.isLocked()).toBeTrue();
    await flushRefresh(app, 503);
    expect(browser.isLocked()).toBeFalse();
  });

  it('R4 by rule 7 believes a refusal after 250 ms, not before', async () => {
    start();
    const refreshed = await refresh();
    sent().flush({}, { status: 400, statusText: 'Bad Request' });
    await pass(REFUSAL_DELAY - 1);
    expect([refreshed.state, app.auth.status()]).toEqual(['pending', 'authenticated']);
    await pass(1);
    expect([refreshed.code, app.auth.status()]).toEqual(['REFRESH_REJECTED', 'anonymous']);
    expect([browser.rows.get('s1')?.isOver, store.record]).toEqual([true, null]);
  });

  it('R4 by rule 7 adopts what explains a refusal in that time', async () => {
    start();
    const refreshed = await refresh();
    sent().flush({}, { status: 400, statusText: 'Bad Request' });
    await pass(200);
    store.record = theirs();
    await pass(50);
    await expectAdopted(refreshed);
  });

  it('R4 by rule 7 waits for what the ledger knows of', async () => {
    start();
    const refreshed = await refresh();
    sent().flush({}, { status: 400, statusText: 'Bad Request' });
    browser.rows.set('s1', { seq: 2 });
    await pass(REFUSAL_DELAY);
    expect(refreshed.state).toBe('pending');
    store.record = theirs();
    await pass(STORE_DELAY);
    await expectAdopted(refreshed);
    expect(browser.rows.get('s1')).toEqual({ seq: 2 });
  });

  it('R4 by rule 7 ends nothing when somebody else has taken over', async () => {
    start(fresh());
    const refreshed = await refresh();
    sent().flush({}, { status: 400, statusText: 'Bad Request' });
    browser.rows.set('s1', owned());
    await pass(REFUSAL_DELAY);
    await pass(STORE_DELAY);
    expect([refreshed.code, app.auth.status()]).toEqual(['REFRESH_UNAVAILABLE', 'authenticated']);
    expect(browser.rows.get('s1')?.owner).toBe('them');
  });

  it('R4 by rule 7 ends nothing when another tab got an answer as the refusal was written', async () => {
    start();
    const refreshed = await refresh();
    sent().flush({}, { status: 400, statusText: 'Bad Request' });
    browser.whenWritten = () => {
      if (!browser.rows.get('s1')?.isRefused) return;
      browser.rows.set('s1', { seq: 2 });
      store.record = theirs();
    };
    await pass(REFUSAL_DELAY);
    await expectAdopted(refreshed);
    expect([browser.rows.get('s1'), store.record?.seq]).toEqual([{ seq: 2 }, 2]);
  });

  it('R6 by rule 7 writes down the refusal, and all tabs use the access token to its end', async () => {
    start(fresh());
    const tab = new OtherTab(browser, ...features());
    const accessToken = store.record!.accessToken;
    await refresh();
    await flushRefresh(app, 400, {});
    expect(browser.rows.get('s1')).toEqual({ seq: 1, isRefused: true });
    const theirRefresh = new Outcome(tab.auth.refresh());
    await settle();
    expectNoneSent();
    expect(theirRefresh.code).toBe('REFRESH_REJECTED');
    for (const auth of [app.auth, tab.auth]) expect(await auth.getAccessToken()).toBe(accessToken);
    await pass(300_000);
    expect([app.auth.status(), tab.auth.status()]).toEqual(['anonymous', 'anonymous']);
    expectNoneSent();
    tab.close();
  });

  it('by rule 7 ends the session without a ledger as well', async () => {
    start();
    const refreshed = await refresh();
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    await flushRefresh(app, 400, {});
    expect([refreshed.code, store.record]).toEqual(['REFRESH_REJECTED', null]);
  });

  it('by rule 9 writes and deletes nothing where it reads', async () => {
    start();
    const [save, clear] = [spyOn(store, 'save'), spyOn(store, 'clear')];
    browser.rows.set('s1', owned({ held: false, until: Date.now() + 3_000 }));
    await refresh();
    await pass(2_000);
    store.record = theirs();
    await pass(1_000);
    store.changeElsewhere(createStoredTokens({ sid: 's2' }));
    store.changeElsewhere(null);
    await settle();
    expect(app.auth.status()).toBe('anonymous');
    expect([save.calls.count(), clear.calls.count()]).toEqual([0, 0]);
  });

  it('by rule 10 looks for 50 ms with the lock and without a ledger, then sends', async () => {
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    start();
    await refresh();
    await pass(49);
    expectNoneSent();
    await pass(1);
    sent();
  });

  it('by rule 10 looks for 1 s when it had to wait for the lock', async () => {
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    start();
    const letGo = browser.holdLock();
    await refresh();
    await pass(100);
    letGo();
    await pass(SETTLE_DELAY - 1);
    expectNoneSent();
    await pass(1);
    sent();
  });

  it('by rule 10 adopts what it sees in that time', async () => {
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    start();
    const letGo = browser.holdLock();
    const refreshed = await refresh();
    await pass(100);
    letGo();
    await pass(500);
    store.record = theirs();
    await pass(500);
    await expectAdopted(refreshed);
  });

  it('by rule 10 keeps the lock for 1 s after that, and lets nobody wait for it', async () => {
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    start();
    const refreshed = await refresh();
    await pass(50);
    await flushRefresh(app);
    expect([refreshed.state, store.record?.seq]).toEqual(['resolved', 2]);
    await pass(999);
    expect(browser.isLocked()).toBeTrue();
    await pass(1);
    expect(browser.isLocked()).toBeFalse();
  });

  it('by rule 10 sends with the lock when the ledger is merely blocked', async () => {
    browser.isLedgerBlocked = true;
    start();
    await refresh();
    await pass(LEDGER_PATIENCE);
    await pass(LEDGER_PATIENCE - 1);
    expectNoneSent(); // it may have been this tab that was late
    await pass(1);
    await pass(50);
    sent();
  });

  it('by rule 10 asks a ledger once more that failed: the browser may have closed it', async () => {
    browser.isLedgerSlow = true;
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    start();
    await refresh();
    browser.answerLedger();
    await settle();
    browser.ledgerFailure = null;
    browser.answerLedger();
    await settle();
    sent();
    expect(browser.rows.get('s1')?.seq).toBe(1);
  });

  for (const [what, locks] of Object.entries({
    'has no locks': (): void => void (browser.hasLocks = false),
    'has not got the lock': (): void => void browser.holdLock(),
  })) {
    it(`by rule 10 does not send when the ledger is merely blocked and it ${what}`, async () => {
      browser.isLedgerBlocked = true;
      locks();
      start();
      const refreshed = await refresh();
      for (let passed = 0; passed <= PATIENCE; passed += 500) {
        await pass(500);
        expectNoneSent();
      }
      expect([refreshed.code, app.auth.status()]).toEqual(['REFRESH_UNAVAILABLE', 'authenticated']);
    });
  }

  it('by rule 10 does not send without a ledger while another tab has the lock', async () => {
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    browser.holdLock();
    start();
    const refreshed = await refresh();
    for (let passed = 0; passed <= PATIENCE; passed += 500) {
      await pass(500);
      expectNoneSent();
    }
    expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
  });

  it('T7 by rule 10 takes its chance without a ledger and without locks', async () => {
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    browser.hasLocks = false;
    spyOn(Math, 'random').and.returnValue(0.5);
    start();
    const refreshed = await refresh();
    await pass(99);
    expectNoneSent();
    await pass(1);
    await flushRefresh(app);
    expect([refreshed.state, store.record?.seq]).toEqual(['resolved', 2]);
  });

  it('T7 by rule 10 looks at the store before it takes its chance', async () => {
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    browser.hasLocks = false;
    spyOn(Math, 'random').and.returnValue(0.5);
    start();
    const refreshed = await refresh();
    store.record = theirs();
    await pass(100);
    await expectAdopted(refreshed);
  });

  it('by rule 10 stores nothing over newer tokens that came while it looked at the store', async () => {
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    const slow = new SlowStore();
    start(createStaleTokens(), asyncTokenStore(slow));
    const old = createStaleTokens();
    await slow.answer('load', old);
    await refresh();
    await slow.answer('load', old);
    await pass(50);
    await slow.answer('load', old);
    sent().flush(freshReply());
    await settle();
    for (let step = 0; step < 2; step++) {
      const looking = slow.last;
      slow.announceChange();
      slow.last.resolve(theirs(3));
      await settle();
      looking.resolve(old);
      await settle();
    }
    await slow.answer('load', theirs(3));
    expect(slow.writes).toEqual([]);
    expect(await app.auth.getAccessToken()).toBe('AT3');
  });

  it('L1 outlives its app until the answer is there, and keeps the lock', async () => {
    start();
    await refresh();
    const late = sent();
    TestBed.resetTestingModule();
    await pass(5_000);
    expect(browser.isLocked()).toBeTrue();
    late.flush(freshReply());
    await settle();
    expect([store.record?.refreshToken, browser.isLocked()]).toEqual(['RT2', false]);
    expect(browser.rows.get('s1')).toEqual({ seq: 2 });
  });

  it('L1 outlives its app no longer than an exchange may take', async () => {
    start();
    await refresh();
    const late = sent();
    TestBed.resetTestingModule();
    await pass(9_999);
    expect([late.cancelled, browser.isLocked()]).toEqual([false, true]);
    await pass(1);
    expect([late.cancelled, browser.isLocked()]).toEqual([true, false]);
    expect(browser.rows.get('s1')?.owner).toBeUndefined();
  });

  it('L13 ends with its app while it waits for another tab', async () => {
    start();
    browser.rows.set('s1', owned({ held: false }));
    const { backend } = app;
    const refreshed = await refresh();
    expect(browser.isLocked()).toBeTrue();
    TestBed.resetTestingModule();
    await settle();
    expect([refreshed.code, browser.isLocked()]).toEqual(['REFRESH_UNAVAILABLE', false]);
    await pass(60_000);
    backend.expectNone(REFRESH_URL);
  });

  it('L13 ends with its app while it waits for the lock', async () => {
    start();
    const letGo = browser.holdLock();
    const { backend } = app;
    const refreshed = await refresh();
    TestBed.resetTestingModule();
    await settle();
    expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
    letGo();
    await settle();
    expect(browser.isLocked()).toBeFalse();
    await pass(60_000);
    backend.expectNone(REFRESH_URL);
    expect(browser.rows.size).toBe(0);
  });

  it('L13 gives back what it has claimed when its app ends before anything was sent', async () => {
    start();
    browser.isLedgerSlow = true;
    const { backend } = app;
    const refreshed = await refresh();
    TestBed.resetTestingModule();
    browser.isLedgerSlow = false;
    browser.answerLedger();
    await settle();
    expect([refreshed.code, browser.isLocked()]).toEqual(['REFRESH_UNAVAILABLE', false]);
    expect(browser.written.some((rows) => rows.includes('"owner"'))).toBeTrue();
    expect(browser.rows.get('s1')).toEqual({ seq: 1, pause: undefined });
    await pass(60_000);
    backend.expectNone(REFRESH_URL);
  });

  it('L13 keeps no lock for 1 s when its app ends before anything was sent', async () => {
    browser.ledgerFailure = new DOMException('', 'InvalidStateError');
    start();
    const { backend } = app;
    await refresh();
    expect(browser.isLocked()).toBeTrue();
    TestBed.resetTestingModule();
    await settle();
    expect(browser.isLocked()).toBeFalse();
    await pass(60_000);
    backend.expectNone(REFRESH_URL);
  });

  it('L13 does not try again when its app ends in a pause', async () => {
    start();
    const { backend } = app;
    const refreshed = await refresh();
    sent().flush('', { status: 503, statusText: 'Down' });
    await settle();
    TestBed.resetTestingModule();
    await settle();
    expect(refreshed.code).toBe('REFRESH_UNAVAILABLE');
    await pass(60_000);
    backend.expectNone(REFRESH_URL);
  });

  it('L13 does not try again when an outage is the answer after its app has ended', async () => {
    start();
    const { backend } = app;
    await refresh();
    const late = sent();
    TestBed.resetTestingModule();
    late.flush('', { status: 503, statusText: 'Down' });
    await settle();
    const { owner, pause } = browser.rows.get('s1')!;
    expect([owner, pause?.failures, browser.isLocked()]).toEqual([undefined, 1, false]);
    await pass(60_000);
    backend.expectNone(REFRESH_URL);
  });

  describe('L14 what is answered when its app has ended', () => {
    /** The answer comes late, and meanwhile something has happened in the browser. */
    async function answerAfter(change: () => void, status = 200): Promise<void> {
      await refresh();
      const late = sent();
      const { backend } = app;
      TestBed.resetTestingModule();
      change();
      late.flush(status === 200 ? freshReply() : {}, { status, statusText: 'Status' });
      await pass(60_000);
      expect(browser.isLocked()).toBeFalse();
      backend.expectNone(REFRESH_URL);
    }

    it('L14 is not stored when the session was signed out in another tab', async () => {
      start();
      await answerAfter(() => {
        store.record = null;
        browser.rows.set('s1', { seq: 0, isOver: true });
      });
      expect([store.record, browser.rows.get('s1')]).toEqual([null, { seq: 0, isOver: true }]);
    });

    it('L14 is not stored when the store shows that it was signed out', async () => {
      start();
      await answerAfter(() => (store.record = null));
      expect(store.record).toBeNull();
    });

    it('L14 is not stored when somebody else has signed in', async () => {
      start();
      const next = createStoredTokens({ sid: 'next' });
      await answerAfter(() => (store.record = next));
      expect(store.record).toBe(next);
    });

    it('L14 is not stored over newer tokens', async () => {
      start();
      const newer = theirs(3);
      await answerAfter(() => {
        store.record = newer;
        browser.rows.set('s1', { seq: 3 });
      });
      expect([store.record, browser.rows.get('s1')]).toEqual([newer, { seq: 3 }]);
    });

    it('L14 a refusal is written down for the next start, and clears nothing', async () => {
      start();
      const clear = spyOn(store, 'clear').and.callThrough();
      await answerAfter(() => undefined, 400);
      expect(browser.rows.get('s1')).toEqual({ seq: 1, isRefused: true });
      expect([store.record?.refreshToken, clear.calls.count()]).toEqual(['RT1', 0]);
    });

    it('L14 a refusal that newer tokens explain is not written down', async () => {
      start();
      await answerAfter(() => browser.rows.set('s1', { seq: 2 }), 400);
      expect(browser.rows.get('s1')).toEqual({ seq: 2 });
    });

    it('L14 a refusal is written down though its app ends just then', async () => {
      start();
      await refresh();
      sent().flush({}, { status: 400, statusText: 'Status' });
      await settle();
      TestBed.resetTestingModule();
      await settle();
      expect(browser.rows.get('s1')).toEqual({ seq: 1, isRefused: true });
      expect(browser.isLocked()).toBeFalse();
    });
  });
});
