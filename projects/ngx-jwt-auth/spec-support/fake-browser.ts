import { DestroyRef, inject, type Provider } from '@angular/core';
import { CLOCK } from '../src/lib/clock';
import { LEDGER, type Ledger, type LedgerRows } from '../src/lib/tabs/ledger';
import { TAB_CHANNEL, type TabChannel, type TabNews } from '../src/lib/tabs/tab-channel';
import { TAB_LOCK, type TabLock } from '../src/lib/tabs/tab-lock';

/** What everything is called that no store names. */
const KEY = 'ngx-jwt-auth';

/** The lock of the session `s1`, under that key. */
const LOCK = `${KEY}.s1`;

/** How long the ledger waits for a database that does not answer, in ms. */
export const LEDGER_PATIENCE = 2_000;

type Listener = (news: TabNews) => void;

/** What the tabs of a browser share, besides their storage: locks, a ledger and channels. */
export class FakeBrowser {
  /** Everything that was told on a channel, in this order. */
  readonly news: TabNews[] = [];
  /** What a ledger that cannot be used fails with. */
  ledgerFailure: Error | null = null;
  /** Whether the database of the ledger gives no answer. */
  isLedgerBlocked = false;
  /** Whether it answers when the test says so. */
  isLedgerSlow = false;
  /** Whether the disk answers when the test says so: who is in a hurry does not wait for that. */
  isDiskSlow = false;
  hasLocks = true;
  /** Called when something was written to the ledger, before the tab that wrote it hears of that. */
  whenWritten: (() => void) | null = null;
  /** All that was ever written to the ledger, as text. */
  readonly written: string[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #ledgers = new Map<string, LedgerRows>();
  /** Who wants a lock, by its name: the first one holds it. */
  readonly #queues = new Map<string, (() => void)[]>();
  readonly #listeners = new Map<string, Set<Listener>>();

  /** What a tab needs of it. */
  openTab(): Provider[] {
    return [
      { provide: TAB_LOCK, useFactory: () => this.#injectLock() },
      { provide: LEDGER, useFactory: () => this.#injectLedger() },
      { provide: TAB_CHANNEL, useValue: this.#joinChannel },
    ];
  }

  /** What the tabs have written down under the default key. */
  get rows(): LedgerRows {
    return this.rowsOf(KEY);
  }

  /** What they have written down under another one. */
  rowsOf(key: string): LedgerRows {
    const rows = this.#ledgers.get(key) ?? (new Map() as LedgerRows);
    this.#ledgers.set(key, rows);
    return rows;
  }

  /** Lets a slow ledger, or its disk, go on with what was asked of it so far. */
  answerLedger(): void {
    for (const answer of this.#waiting.splice(0)) answer();
  }

  /** Another tab takes the lock; gives back what lets go of it, at the end or in a crash. */
  holdLock(name = LOCK): () => void {
    return this.#queue(name, () => undefined);
  }

  /** Whether a tab has the lock, or waits for it. */
  isLocked(name = LOCK): boolean {
    return !!this.#queues.get(name)?.length;
  }

  /** Another tab tells something under the default key. */
  tell(news: TabNews): void {
    this.#spread(KEY, news);
  }

  #injectLock(): TabLock {
    const clock = inject(CLOCK);
    return async (name, patience, task) => {
      if (!this.hasLocks) return task(null);
      let leave!: () => void;
      const held = await new Promise<boolean>((resolve) => {
        const cancelTimer = clock.after(patience, () => {
          leave();
          resolve(false);
        });
        leave = this.#queue(name, () => {
          cancelTimer();
          resolve(true);
        });
      });
      try {
        return await task(held);
      } finally {
        leave();
      }
    };
  }

  /** Stands in line for a lock; gives back what leaves it. */
  #queue(name: string, grant: () => void): () => void {
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    queue.push(grant);
    if (queue[0] === grant) grant();
    return () => {
      const place = queue.indexOf(grant);
      if (place >= 0) queue.splice(place, 1);
      if (place === 0) queue[0]?.();
    };
  }

  #injectLedger(): Ledger {
    const clock = inject(CLOCK);
    return async (key, change, isEager) => {
      const askedAt = clock.now();
      await Promise.resolve();
      if (this.isLedgerBlocked) {
        await new Promise<void>((resolve) => clock.after(LEDGER_PATIENCE, resolve));
        throw new DOMException('', 'TimeoutError');
      }
      if (this.isLedgerSlow) await this.#answer();
      if (clock.now() - askedAt > LEDGER_PATIENCE) throw new DOMException('', 'TimeoutError');
      if (this.ledgerFailure) throw this.ledgerFailure;
      const rows = structuredClone(this.rowsOf(key)); // as a database does
      const result = change(rows);
      this.#ledgers.set(key, rows);
      this.written.push(JSON.stringify([...rows]));
      this.whenWritten?.();
      if (this.isDiskSlow && !isEager) await this.#answer();
      return result;
    };
  }

  #answer(): Promise<void> {
    return new Promise((answer) => this.#waiting.push(answer));
  }

  readonly #joinChannel: TabChannel = (name, listener) => {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    let isClosed = false;
    inject(DestroyRef).onDestroy(() => {
      listeners.delete(listener);
      isClosed = true;
    });
    return (kind, sid) => {
      if (!isClosed) this.#spread(name, { v: 1, kind, sid }, listener);
    };
  };

  /** Tells everybody but the one who speaks. */
  #spread(name: string, news: TabNews, speaker?: Listener): void {
    this.news.push(news);
    for (const listener of this.#listeners.get(name) ?? []) {
      if (listener !== speaker) listener(news);
    }
  }
}
