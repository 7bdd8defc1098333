import { NgZone } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TAB_CHANNEL } from './tab-channel';
import { LEDGER } from './ledger';
import { TAB_LOCK } from './tab-lock';

/** Of use in the zone configuration only. */
const isZoned = 'Zone' in globalThis;

describe('what comes from the browser', () => {
  it('what has the lock runs in the zone that asked for it', async () => {
    const lock = TestBed.inject(TAB_LOCK);
    const inZone = await TestBed.inject(NgZone).run(() =>
      lock('review', 1_000, () => Promise.resolve(NgZone.isInAngularZone())),
    );
    expect(inZone).toBe(isZoned);
  });

  it('news are heard in Angular’s zone', async () => {
    const name = 'review';
    const inZone = await new Promise<boolean>((resolve) => {
      TestBed.inject(NgZone).run(() => {
        TestBed.runInInjectionContext(() => {
          TestBed.inject(TAB_CHANNEL)(name, () => {
            resolve(NgZone.isInAngularZone());
          });
        });
      });
      const other = new BroadcastChannel(name);
      other.postMessage({ v: 1, kind: 'changed', sid: 's1' });
    });
    expect(inZone).toBe(isZoned);
  });

  it('closes a database that it cannot use', async () => {
    TestBed.resetTestingModule();
    const remove = (): Promise<unknown> =>
      new Promise((resolve) => {
        const request = indexedDB.deleteDatabase('ngx-jwt-auth');
        request.onsuccess = resolve;
        request.onerror = resolve;
      });
    await remove();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('ngx-jwt-auth'); // somebody else's, without our object store
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const closed = spyOn(IDBDatabase.prototype, 'close').and.callThrough();
    const opened = spyOn(indexedDB, 'open').and.callThrough();
    const ledger = TestBed.inject(LEDGER);
    for (let round = 0; round < 5; round++) await ledger('k', () => 0).catch(() => 0);
    TestBed.resetTestingModule();
    const connections = closed.calls.all().map(({ object }) => object as unknown);
    expect(new Set(connections).size).toBe(opened.calls.count());
    await remove();
  });
});
