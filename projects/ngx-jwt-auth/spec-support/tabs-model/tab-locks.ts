import type { Held, TabLock } from '../../src/lib/tabs/tab-lock';
import type { TabProcess } from './tab-process';
import type { VirtualTime } from './virtual-time';

interface Waiting {
  readonly tab: TabProcess;
  readonly grant: () => void;
}

/** The Web Locks of a browser, of which the library needs one: a queue, and free when its tab dies. */
export class TabLocks {
  #holder: Waiting | undefined;
  #queue: Waiting[] = [];

  constructor(
    private readonly time: VirtualTime,
    private readonly areMissing: boolean,
  ) {}

  get isIdle(): boolean {
    return !this.#holder && this.#queue.length === 0;
  }

  openTab(tab: TabProcess): TabLock {
    tab.onDeath(() => {
      this.#queue = this.#queue.filter((waiting) => waiting.tab !== tab);
      if (this.#holder?.tab === tab) this.#free(this.#holder);
    });
    return (_name, patience, task) => {
      if (this.areMissing) return task(null);
      return new Promise((resolve, reject) => {
        let isOver = false;
        const begin = (held: Held): Promise<void> => {
          isOver = true;
          cancelTimer();
          return task(held).then(resolve, reject);
        };
        const waiting: Waiting = {
          tab,
          grant: () => {
            if (isOver) this.#free(waiting);
            else
              void begin(true).then(() => {
                this.#free(waiting);
              });
          },
        };
        const cancelTimer = tab.after(patience, () => {
          this.#queue = this.#queue.filter((other) => other !== waiting);
          void begin(false);
        });
        this.#queue.push(waiting);
        this.#next();
      });
    };
  }

  #next(): void {
    if (this.#holder) return;
    const next = (this.#holder = this.#queue.shift());
    next?.tab.after(this.time.between(0.1, 3), next.grant);
  }

  #free(holder: Waiting): void {
    if (this.#holder !== holder) return;
    this.#holder = undefined;
    this.#next();
  }
}
