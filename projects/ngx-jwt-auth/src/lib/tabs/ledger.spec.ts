import type { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { createApplication } from '@angular/platform-browser';
import { Outcome } from '../../../spec-support/outcome';
import { pass, settle, useFakeTime } from '../../../spec-support/set-up';
import { CLOCK } from '../clock';
import { LEDGER, type Ledger, writeRow, type LedgerRows } from './ledger';

const NAME = 'ngx-jwt-auth';
const KEY = 'ledger.spec';
const PATIENCE = 2_000;

/** Waits for what is asked of a database. */
function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('no reason'));
    };
  });
}

function countUp(rows: LedgerRows): number {
  const seq = (rows.get('s1')?.seq ?? 0) + 1;
  writeRow(rows, 's1', { seq });
  return seq;
}

describe('the ledger of the tabs', () => {
  let ledger: Ledger;
  beforeEach(() => (ledger = TestBed.inject(LEDGER)));
  afterEach(async () => {
    TestBed.resetTestingModule();
    await done(indexedDB.deleteDatabase(NAME));
  });

  it('is empty at first, keeps what is written, and gives back what comes of it', async () => {
    const first = await ledger(KEY, (rows) => {
      writeRow(rows, 's1', { seq: 2, isLocked: true, until: 5 });
      return rows.size;
    });
    expect(first).toBe(1);
    const row = await ledger(KEY, (rows) => rows.get('s1'));
    expect(row).toEqual({ seq: 2, isLocked: true, until: 5 });
  });

  for (const isEager of [false, true]) {
    it(`${isEager ? 'does not wait' : 'waits'} for the disk, and the others see what is written`, async () => {
      const commit = spyOn(IDBTransaction.prototype, 'commit'); // it commits by itself
      await ledger(KEY, countUp, isEager);
      const transaction = commit.calls.first().object as unknown as IDBTransaction;
      // It throws when that is over.
      const use = expect(() => transaction.objectStore('ledger'));
      (isEager ? use.not : use).toThrow();
      expect(await ledger(KEY, countUp)).toBe(2);
    });
  }

  it('has a set of rows for each key', async () => {
    await ledger(KEY, countUp);
    expect(await ledger(`${KEY}.2`, (rows) => rows.size)).toBe(0);
  });

  it('lets one change after the other, and none in between', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => ledger(KEY, countUp)));
    expect(all).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('lets no tab come between the reading and the writing of another one', async () => {
    const tab: ApplicationRef = await createApplication();
    const others = tab.injector.get(LEDGER);
    expect(others).not.toBe(ledger);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? ledger : others)(KEY, countUp)),
    );
    expect(await others(KEY, (rows) => rows.get('s1')?.seq)).toBe(40);
    tab.destroy();
  });

  it('takes what is no set of rows for none', async () => {
    await ledger(KEY, countUp);
    const database = await done(indexedDB.open(NAME));
    await done(database.transaction('ledger', 'readwrite').objectStore('ledger').put('junk', KEY));
    database.close();
    expect(await ledger(KEY, (rows) => rows.size)).toBe(0);
    expect(await ledger(KEY, countUp)).toBe(1);
  });

  it('is opened at its first use, and once', async () => {
    const open = spyOn(indexedDB, 'open').and.callThrough();
    await Promise.all([ledger(KEY, countUp), ledger(KEY, countUp)]);
    await ledger(KEY, countUp);
    expect(open).toHaveBeenCalledOnceWith(NAME);
  });

  it('lets another version of the library upgrade it, and goes on with that', async () => {
    await ledger(KEY, countUp);
    const upgrade = indexedDB.open(NAME, 2);
    const blocked = jasmine.createSpy('blocked');
    upgrade.onblocked = blocked;
    (await done(upgrade)).close();
    expect(blocked).not.toHaveBeenCalled();
    expect(await ledger(KEY, countUp)).toBe(2);
  });

  it('lets the user delete it, and starts anew', async () => {
    await ledger(KEY, countUp);
    const deletion = indexedDB.deleteDatabase(NAME);
    const blocked = jasmine.createSpy('blocked');
    deletion.onblocked = blocked;
    await done(deletion);
    expect(blocked).not.toHaveBeenCalled();
    expect(await ledger(KEY, countUp)).toBe(1);
  });

  it('opens it again when the browser has closed it', async () => {
    const transaction = spyOn(IDBDatabase.prototype, 'transaction').and.callThrough();
    const open = spyOn(indexedDB, 'open').and.callThrough();
    await ledger(KEY, countUp);
    const database = transaction.calls.mostRecent().object as unknown as IDBDatabase;
    database.close();
    database.dispatchEvent(new Event('close'));
    expect(await ledger(KEY, countUp)).toBe(2);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('opens it again after one that was closed without a word has failed once', async () => {
    const transaction = spyOn(IDBDatabase.prototype, 'transaction').and.callThrough();
    await ledger(KEY, countUp);
    (transaction.calls.mostRecent().object as unknown as IDBDatabase).close();
    await expectAsync(ledger(KEY, countUp)).toBeRejectedWith(invalidState);
    expect(await ledger(KEY, countUp)).toBe(2);
  });

  const invalidState = jasmine.objectContaining({ name: 'InvalidStateError' }) as unknown;

  it('rejects where the browser has no IndexedDB, and is tried again', async () => {
    const missing = spyOnProperty(window, 'indexedDB').and.returnValue(undefined as never);
    await expectAsync(ledger(KEY, countUp)).toBeRejectedWith(invalidState);
    missing.and.callThrough();
    expect(await ledger(KEY, countUp)).toBe(1);
  });

  it('rejects where it may not be opened', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('denied', 'SecurityError'));
    await expectAsync(ledger(KEY, countUp)).toBeRejectedWith(invalidState);
  });

  it('rejects where it cannot be opened, and is tried again', async () => {
    const request = new EventTarget() as IDBOpenDBRequest;
    const open = spyOn(indexedDB, 'open').and.returnValue(request);
    const failed = ledger(KEY, countUp);
    (request.onerror as unknown as () => void)();
    await expectAsync(failed).toBeRejectedWith(invalidState);
    open.and.callThrough();
    expect(await ledger(KEY, countUp)).toBe(1);
  });

  it('rejects when the transaction does not last, and keeps nothing of it', async () => {
    await ledger(KEY, countUp);
    const put = spyOn(IDBObjectStore.prototype, 'put').and.callFake(function (
      this: IDBObjectStore,
    ) {
      this.transaction.abort();
      return {} as IDBRequest<IDBValidKey>;
    });
    // A transaction that is over cannot be committed; it is over all the same.
    spyOn(IDBTransaction.prototype, 'commit');
    await expectAsync(ledger(KEY, countUp)).toBeRejectedWith(
      jasmine.objectContaining({ name: 'AbortError' }),
    );
    put.and.callThrough();
    expect(await ledger(KEY, countUp)).toBe(2);
  });

  describe('L3 when its injector has gone', () => {
    let open: jasmine.Spy<typeof indexedDB.open>;
    let close: jasmine.Spy<() => void>;

    beforeEach(() => {
      open = spyOn(indexedDB, 'open').and.callThrough();
      close = spyOn(IDBDatabase.prototype, 'close').and.callThrough();
    });

    /** How many connections it has made, and how many of them are still open. */
    const connections = (): number[] => {
      const closed = new Set(close.calls.all().map(({ object }) => object as unknown));
      return [open.calls.count(), open.calls.count() - closed.size];
    };

    it('L3 is closed with it', async () => {
      await ledger(KEY, countUp);
      expect(connections()).toEqual([1, 1]);
      TestBed.resetTestingModule();
      expect(connections()).toEqual([1, 0]);
    });

    it('L1 takes the steps of what was sent before, and is closed after each', async () => {
      await ledger(KEY, countUp);
      TestBed.resetTestingModule();
      expect(await ledger(KEY, countUp)).toBe(2);
      expect(connections()).toEqual([2, 0]);
      expect(await Promise.all([ledger(KEY, countUp), ledger(KEY, countUp)])).toEqual([3, 4]);
      expect(connections()).toEqual([3, 0]);
    });

    it('L1 finishes what has begun', async () => {
      await ledger(KEY, countUp);
      const results = [ledger(KEY, countUp), ledger(KEY, countUp)];
      await settle(); // the transactions are there, their answers are not
      TestBed.resetTestingModule();
      expect(await Promise.all(results)).toEqual([2, 3]);
      expect(connections()).toEqual([1, 0]);
    });

    it('L1 finishes what waits for it to be opened, and is closed then', async () => {
      const results = [ledger(KEY, countUp), ledger(KEY, countUp)];
      TestBed.resetTestingModule();
      results.push(ledger(KEY, countUp));
      expect(await Promise.all(results)).toEqual([1, 2, 3]);
      expect(connections()).toEqual([2, 0]);
    });
  });

  it('L3 leaves no timer', async () => {
    TestBed.resetTestingModule();
    const timers = new Set<object>();
    const after = (): (() => void) => {
      const timer = {};
      timers.add(timer);
      return () => void timers.delete(timer);
    };
    TestBed.configureTestingModule({
      providers: [{ provide: CLOCK, useValue: { after, now: () => 0 } }],
    });
    await TestBed.inject(LEDGER)(KEY, countUp);
    expect(timers.size).toBe(0);
    spyOn(indexedDB, 'open').and.throwError('no');
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [{ provide: CLOCK, useValue: { after, now: () => 0 } }],
    });
    await expectAsync(TestBed.inject(LEDGER)(KEY, countUp)).toBeRejected();
    expect(timers.size).toBe(0);
  });

  describe('that gives no answer', () => {
    useFakeTime();

    it('rejects with a TimeoutError after 2 s, and changes nothing when it is there', async () => {
      const opening = indexedDB.open(NAME);
      spyOn(indexedDB, 'open').and.returnValue(opening);
      const change = jasmine.createSpy('change');
      const result = new Outcome(ledger(KEY, change));
      const { onsuccess } = opening;
      opening.onsuccess = null;
      await pass(PATIENCE - 1);
      expect(result.state).toBe('pending');
      await pass(1);
      expect((result.error as DOMException).name).toBe('TimeoutError');
      await new Promise((resolve) => {
        opening.addEventListener('success', resolve);
      });
      onsuccess!.call(opening, new Event('success'));
      await settle();
      expect(change).not.toHaveBeenCalled();
      // What was asked for later is answered by what is there now.
      expect(await ledger(KEY, countUp)).toBe(1);
    });

    it('rejects with a TimeoutError while another tab writes for longer than 2 s', async () => {
      await ledger(KEY, countUp);
      const database = await done(indexedDB.open(NAME));
      const store = database.transaction('ledger', 'readwrite').objectStore('ledger');
      let isBusy = true;
      const keepBusy = (): void => {
        store.get(KEY).onsuccess = () => {
          if (isBusy) keepBusy();
        };
      };
      keepBusy();
      const change = jasmine.createSpy('change');
      const result = new Outcome(ledger(KEY, change));
      await done(store.get(KEY)); // a turn of the browser
      await pass(PATIENCE);
      expect((result.error as DOMException).name).toBe('TimeoutError');
      isBusy = false;
      database.close();
      expect(await ledger(KEY, countUp)).toBe(2); // comes after the one that was given up
      expect(change).not.toHaveBeenCalled();
    });
  });
});
