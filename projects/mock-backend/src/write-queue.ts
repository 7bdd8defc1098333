/**
 * Writes one at a time, each time all there is. Who asks while a write is under way cannot know whether
 * it has their change in it: they get the next one, together with everybody else who asked meanwhile.
 */
export class WriteQueue {
  readonly #write: () => Promise<void>;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  /** `write` must not reject. */
  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** Resolves when what is there now has been written. */
  written(): Promise<void> {
    this.#next ??= this.#last = this.#last.then(() => {
      this.#next = null;
      return this.#write();
    });
    return this.#next;
  }
}
