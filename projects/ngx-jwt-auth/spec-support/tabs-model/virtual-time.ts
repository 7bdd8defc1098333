interface Due {
  readonly at: number;
  /** Of what is due at the same time anything can come first. */
  readonly tie: number;
  readonly task: () => void;
  isCancelled: boolean;
}

/** Time and chance of a model: whatever takes time in it is due at a moment, and drawn by a seed. */
export class VirtualTime {
  now: number = Date.UTC(2026, 2, 1, 12);
  #due: Due[] = [];
  #state: number;
  readonly #channel = new MessageChannel();

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 to less than 1 (mulberry32). */
  readonly random = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let hash = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    hash ^= hash + Math.imul(hash ^ (hash >>> 7), 61 | hash);
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
  };

  between(least: number, most: number): number {
    return least + this.random() * (most - least);
  }

  /** Calls `task` at a time; gives back what cancels it. */
  at(time: number, task: () => void): () => void {
    const due: Due = {
      at: Math.max(time, this.now),
      tie: this.random(),
      task,
      isCancelled: false,
    };
    let index = this.#due.length;
    while (index > 0 && isBefore(due, this.#due[index - 1])) index--;
    this.#due.splice(index, 0, due);
    return () => (due.isCancelled = true);
  }

  /** Lets so much time pass, or so much happen; `look` is called after everything that happens. */
  async pass(ms: number, look: () => void, most = Infinity): Promise<void> {
    const end = this.now + ms;
    await this.#settle(look);
    for (let count = 0; count < most; count++) {
      const next = this.#due.find(({ isCancelled }) => !isCancelled);
      if (!next || next.at > end) {
        this.now = end;
        return;
      }
      this.#due.splice(0, this.#due.indexOf(next) + 1);
      this.now = next.at;
      next.task();
      await this.#settle(look);
    }
  }

  /** Forgets everything that is due. */
  stop(): void {
    this.#due = [];
    this.#channel.port1.close();
  }

  /** By then everything has happened that waits for no timer; and the browser can breathe. */
  #nextMacrotask(): Promise<void> {
    return new Promise((resolve) => {
      this.#channel.port1.onmessage = () => {
        resolve();
      };
      this.#channel.port2.postMessage(null);
    });
  }

  async #settle(look: () => void): Promise<void> {
    await this.#nextMacrotask();
    jasmine.clock().tick(1); // what the library leaves to a macrotask of its own
    look();
  }
}

function isBefore(one: Due, other: Due | undefined): boolean {
  return !other || one.at < other.at || (one.at === other.at && one.tie < other.tie);
}
