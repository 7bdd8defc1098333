import { DestroyRef, DOCUMENT, inject, InjectionToken } from '@angular/core';
import { CLOCK } from '../clock';
import type { LedgerRow, LedgerRows } from './ledger-row';

declare const ngDevMode: unknown;

/**
 * Reads and writes the rows under a key in one step, with no other tab in between; `change` is
 * synchronous. It rejects where that cannot be had, with a `TimeoutError` if it may be had later.
 *
 * @param isEager Whether to go on as soon as the rows are on their way to the disk. Other tabs see
 * them in any case before they read or write; only a crash of the browser could lose them.
 */
export type Ledger = <T>(
  key: string,
  change: (rows: LedgerRows) => T,
  isEager?: boolean,
) => Promise<T>;

const NAME = 'ngx-jwt-auth';
const STORE = 'ledger';

/** How long one step may take, in ms. */
const PATIENCE = 2_000;

/**
 * The ledger of the tabs, in IndexedDB: of what tabs share in a browser it is the one place that
 * shows all of them the same at the same time.
 *
 * @see {@link https://www.w3.org/TR/IndexedDB/#transaction-concept}
 */
export const LEDGER: InjectionToken<Ledger> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'LEDGER' : '',
  {
    providedIn: 'root',
    factory: injectLedger,
  },
);

function injectLedger(): Ledger {
  const window = inject(DOCUMENT).defaultView;
  const clock = inject(CLOCK);
  let opening: Promise<IDBDatabase> | undefined;
  let database: IDBDatabase | undefined;
  let isDestroyed = false;

  /** A transaction that has begun goes on. */
  const close = (): void => {
    opening = undefined;
    database?.close();
  };

  const open = (): Promise<IDBDatabase> =>
    (opening ??= new Promise((resolve, reject) => {
      // Without a version: whatever version of the library made it.
      // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- it throws, as a blocked one does
      const request = window!.indexedDB.open(NAME);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(STORE);
      };
      request.onerror = reject; // an event: who asked is told in words of our own
      request.onsuccess = () => {
        database = request.result;
        // Another version of the library, or the user, wants to change or delete it.
        database.onversionchange = database.onclose = close;
        resolve(database);
      };
    }));

  inject(DestroyRef).onDestroy(() => {
    isDestroyed = true;
    close();
  });

  return (key, change, isEager = false) =>
    new Promise((resolve, reject) => {
      let isLate = false;
      const cancelTimer = clock.after(PATIENCE, () => {
        isLate = true;
        reject(new DOMException('', 'TimeoutError'));
      });
      const run = (opened: IDBDatabase): void => {
        // What was sent before is finished; others may wait for the same opening.
        if (isDestroyed) queueMicrotask(close);
        if (isLate) return;
        const transaction = opened.transaction(STORE, 'readwrite');
        const store = transaction.objectStore(STORE);
        const get = store.get(key);
        let result!: ReturnType<typeof change>;
        get.onsuccess = () => {
          if (isLate) return;
          const rows: unknown = get.result;
          const known = rows instanceof Map ? (rows as LedgerRows) : new Map<string, LedgerRow>();
          result = change(known);
          store.put(known, key);
          transaction.commit(); // from here on it does not need this tab any more
          if (isEager) resolve(result);
        };
        transaction.oncomplete = () => {
          cancelTimer();
          resolve(result);
        };
        transaction.onabort = () => {
          cancelTimer();
          reject(new DOMException('', 'AbortError'));
        };
      };
      open()
        .then(run)
        .catch(() => {
          close(); // another's database under our name
          cancelTimer();
          reject(new DOMException('', 'InvalidStateError'));
        });
    });
}
