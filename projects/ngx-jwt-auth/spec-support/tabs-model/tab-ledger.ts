import type { Ledger, LedgerRows } from '../../src/lib/tabs/ledger';
import type { TabProcess } from './tab-process';
import type { VirtualTime } from './virtual-time';

/** How long the library gives a transaction, in ms. */
const PATIENCE = 2_000;

interface Transaction {
  readonly tab: TabProcess;
  readonly run: (rows: LedgerRows) => void;
  readonly done: () => void;
  isCommitting: boolean;
}

/**
 * The ledger of a browser: one transaction after the other, each sees what those before it wrote.
 * The change of a tab that dies before the end of its transaction is lost, or not.
 */
export class TabLedger {
  rows: LedgerRows = new Map();
  #running: Transaction | undefined;
  #queue: Transaction[] = [];

  constructor(private readonly time: VirtualTime) {}

  get isIdle(): boolean {
    return !this.#running;
  }

  openTab(tab: TabProcess): Ledger {
    tab.onDeath(() => {
      this.#queue = this.#queue.filter((waiting) => waiting.tab !== tab);
      const lost = this.#running;
      const isLost = lost?.tab === tab && (!lost.isCommitting || this.time.random() < 0.5);
      if (isLost) this.#end(lost);
    });
    return (_key, change, isEager = false) =>
      new Promise((resolve, reject) => {
        const askedAt = this.time.now;
        let isLate = false;
        let result!: ReturnType<typeof change>;
        const giveUp = (): void => {
          isLate = true;
          reject(new DOMException('', 'TimeoutError'));
        };
        const cancelTimer = tab.after(PATIENCE, giveUp);
        this.#queue.push({
          tab,
          isCommitting: false,
          run: (rows) => {
            if (this.time.now - askedAt > PATIENCE) giveUp();
            if (isLate) return;
            result = change(rows);
            if (isEager) resolve(result);
          },
          done: () => {
            cancelTimer();
            resolve(result);
          },
        });
        this.#next();
      });
  }

  #next(): void {
    if (this.#running) return;
    const next = (this.#running = this.#queue.shift());
    next?.tab.after(this.#delay(), () => {
      const rows = new Map(this.rows);
      next.run(rows);
      next.isCommitting = true;
      this.time.at(this.time.now + this.#delay(), () => {
        if (this.#running !== next) return;
        this.rows = rows;
        next.tab.after(this.#delay(), next.done);
        this.#end(next);
      });
    });
  }

  #end(transaction: Transaction): void {
    if (this.#running !== transaction) return;
    this.#running = undefined;
    this.#next();
  }

  #delay(): number {
    return this.time.between(0.3, 5);
  }
}
