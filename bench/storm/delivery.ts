/** What any answer takes, in milliseconds. */
const LATENCY = 10;
/** Answers whose times differ by less arrive together, as they do when a page is busy. */
const SLOT = 4;

/** Brings the answers of the server to the page: all that are on their way at once, or one by one. */
export class Delivery {
  readonly #spread: number;
  readonly #random: () => number;
  readonly #batches = new Map<number, (() => void)[]>();
  #underWay = 0;

  /**
   * @param spread Over how many milliseconds answers arrive; with 0 all together.
   * @param random When in that time: the same each time, or rounds could not be compared.
   */
  constructor(spread: number, random: () => number) {
    this.#spread = spread;
    this.#random = random;
  }

  /** Answers that have not arrived yet. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Brings the answer to a request to the API. */
  deliver(answer: () => void): void {
    this.#deliverAfter(this.#random() * this.#spread, answer);
  }

  /** Brings the answer to a refresh, which takes as long as the others do in the mean. */
  deliverRefresh(answer: () => void): void {
    this.#deliverAfter(this.#spread / 2, answer);
  }

  #deliverAfter(extra: number, answer: () => void): void {
    this.#underWay++;
    const delay = LATENCY + extra;
    // Together: with whatever is under way, be it sent a little earlier.
    const slot = this.#spread === 0 ? 0 : Math.ceil((performance.now() + delay) / SLOT);
    const batch = this.#batches.get(slot);
    if (batch) {
      batch.push(answer);
      return;
    }
    const answers = [answer];
    this.#batches.set(slot, answers);
    setTimeout(() => {
      this.#batches.delete(slot);
      for (const each of answers) {
        this.#underWay--;
        each();
      }
    }, delay);
  }
}
