import { DOCUMENT, inject, InjectionToken } from '@angular/core';
import { CLOCK } from '../clock';
import type { LedgerRow, LedgerRows } from './ledger-row';

/**
 * Reads and writes the rows under a key in one step, with no other tab in between; `change` is
 * synchronous. It rejects where that cannot be had, with a `TimeoutError` if it may be had later.
 */
export type Ledger = <T>(key: string, change: (rows: LedgerRows) => T) => Promise<T>;

const NAME = 'ngx-jwt-auth';
const STORE = 'ledger';

/** How long one step may take, in ms. */
const PATIENCE = 2_000;

/**
 * The ledger of the tabs, in IndexedDB: of what tabs share in a browser it is the one place that
 * shows all of them the same at the same time. It is open for one step at a time: whoever wants to
 * change or delete it need not wait, and nothing is left to be closed.
 *
 * @see {@link https://www.w3.org/TR/IndexedDB/#transaction-concept}
 */
export const LEDGER: InjectionToken<Ledger> = new InjectionToken('', {
  providedIn: 'root',
  factory: injectLedger,
});

function injectLedger(): Ledger {
  const window = inject(DOCUMENT).defaultView;
  const clock = inject(CLOCK);

  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      // Without a version: whatever version of the library made it.
      // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- it throws, as a blocked one does
      const request = window!.indexedDB.open(NAME);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(STORE);
      };
      request.onerror = reject; // an event: who asked is told in words of our own
      request.onsuccess = () => {
        resolve(request.result);
      };
    });

  return (key, change) =>
    new Promise((resolve, reject) => {
      let isLate = false;
      const fail = (name: string): void => {
        isLate = true;
        cancelTimer();
        reject(new DOMException('', name));
      };
      const cancelTimer = clock.after(PATIENCE, () => {
        fail('TimeoutError');
      });
      const run = (database: IDBDatabase): void => {
        try {
          const transaction = database.transaction(STORE, 'readwrite');
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
          };
          transaction.oncomplete = () => {
            cancelTimer();
            resolve(result);
          };
          transaction.onabort = () => {
            fail('AbortError');
          };
        } finally {
          database.close(); // as soon as the transaction is over
        }
      };
      open()
        .then(run)
        .catch(() => {
          fail('InvalidStateError');
        });
    });
}
