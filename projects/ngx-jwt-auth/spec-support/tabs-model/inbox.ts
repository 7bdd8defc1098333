import type { TabProcess } from './tab-process';

/** What another process sends to a tab: it comes late, and in the order in which it was sent. */
export class Inbox<T> {
  readonly #messages: T[] = [];
  #lastAt = 0;

  constructor(
    private readonly tab: TabProcess,
    private readonly receive: (message: T) => void,
  ) {}

  /** Delivers it after `ms`, or right after what is under way already. */
  put(message: T, ms: number): void {
    const { time } = this.tab;
    this.#messages.push(message);
    this.#lastAt = Math.max(this.#lastAt, time.now + ms) + 0.001;
    this.tab.after(this.#lastAt - time.now, () => {
      const [next] = this.#messages.splice(0, 1) as [T];
      this.receive(next);
    });
  }
}
