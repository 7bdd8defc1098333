import { DestroyRef, DOCUMENT, inject, InjectionToken } from '@angular/core';
import { CLOCK } from '../clock';

declare const ngDevMode: unknown;

/**
 * What the tabs of a browser agreed on about one session. Nothing in it is a token or derived from
 * one.
 */
export interface LedgerRow {
  /** The `seq` of the session's newest tokens. */
  readonly seq: number;
  /** Until when one tab alone may spend their refresh token, in ms since the epoch; it names the claim. */
  readonly until?: number;
  /** Whether that tab held the lock when it claimed. */
  readonly isLocked?: boolean;
  /** What the last failure asks for. */
  readonly pause?: Pause | undefined;
  /** Whether the server refused to refresh these tokens. */
  readonly isRefused?: true;
  /** Whether the session is over. */
  readonly isOver?: true;
}

/** How long a refresh waits after failures; times in ms since the epoch. */
export interface Pause {
  /** How many failures there were in a row. */
  readonly failures: number;
  /** When the last one was. */
  readonly failedAt: number;
  /** Until when the library itself holds back. */
  readonly retryAt: number;
  /** Until when the server asks to wait; 0 if it does not. */
  readonly serverRetryAt: number;
}

/** The rows by session id, the one that was written last at the end. */
export type LedgerRows = Map<string, LedgerRow>;

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
    (opening ??= openDatabase(window, (opened) => {
      database = opened;
      // Another version of the library, or the user, wants to change or delete it.
      database.onversionchange = database.onclose = close;
    }));

  inject(DestroyRef).onDestroy(() => {
    isDestroyed = true;
    close();
  });

  return (key, change, isEager = false) =>
    new Promise((resolve, reject) => {
      const askedAt = clock.now();
      let isLate = false;
      /** Not committed yet. */
      let waiting: IDBTransaction | undefined;
      const giveUp = (): void => {
        isLate = true;
        reject(new DOMException('', 'TimeoutError'));
        try {
          waiting?.abort(); // else it holds up the other tabs while this one is frozen
        } catch {
          // The browser has.
        }
        waiting = undefined;
      };
      const cancelTimer = clock.after(PATIENCE, giveUp);
      const run = (opened: IDBDatabase): void => {
        // What was sent before is finished; others may wait for the same opening.
        if (isDestroyed) queueMicrotask(close);
        if (isLate) return;
        const transaction = (waiting = opened.transaction(STORE, 'readwrite'));
        const store = transaction.objectStore(STORE);
        const get = store.get(key);
        let result!: ReturnType<typeof change>;
        get.onsuccess = () => {
          // The timer of a tab that was frozen may come later than this.
          if (clock.now() - askedAt > PATIENCE) giveUp();
          if (isLate) return;
          const rows: unknown = get.result;
          const known = rows instanceof Map ? (rows as LedgerRows) : new Map<string, LedgerRow>();
          result = change(known);
          store.put(known, key);
          transaction.commit(); // from here on it does not need this tab any more
          waiting = undefined;
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

/** Opens the database and hands it to `onOpen` before the promise resolves. */
function openDatabase(
  window: Window | null,
  onOpen: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // Without a version: whatever version of the library made it.
    // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- it throws, as a blocked one does
    const request = window!.indexedDB.open(NAME);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE);
    };
    request.onerror = reject; // an event: who asked is told in words of our own
    request.onsuccess = () => {
      onOpen(request.result);
      resolve(request.result);
    };
  });
}

/** How many sessions are remembered: as many as may still have tabs that know no better. */
const MAX_ROWS = 8;

/** Writes a row, and forgets those that nobody asks for any more. */
export function writeRow(rows: LedgerRows, sid: string, row: LedgerRow): void {
  rows.delete(sid);
  rows.set(sid, row);
  const [oldest] = rows.keys();
  if (rows.size > MAX_ROWS && oldest !== undefined) rows.delete(oldest);
}
