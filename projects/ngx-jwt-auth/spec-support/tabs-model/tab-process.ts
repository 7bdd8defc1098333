import type { Clock } from '../../src/lib/clock';
import type { VirtualTime } from './virtual-time';

/** How long a tab that was frozen takes to work off what has come in, in ms. */
const THAW = 150;

/**
 * The event loop of a tab: it can stand still for a while, or for ever, between any two tasks.
 * What comes in meanwhile happens afterwards, in an order of its own.
 */
export class TabProcess {
  diedAt = Infinity;
  #frozenUntil = 0;
  readonly #freezes: { readonly from: number; to: number }[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #onDeath: (() => void)[] = [];

  constructor(readonly time: VirtualTime) {}

  get isDead(): boolean {
    return this.diedAt <= this.time.now;
  }

  get isFrozen(): boolean {
    return this.time.now < this.#frozenUntil;
  }

  get isRunning(): boolean {
    return !this.isDead && !this.isFrozen;
  }

  /** Runs a task in this tab, as soon as it is not frozen; never if it has died. */
  run(task: () => void): void {
    if (this.isDead) return;
    if (this.isFrozen) this.#waiting.push(task);
    else task();
  }

  /** Runs a task in this tab after so many ms; gives back what cancels it. */
  readonly after = (ms: number, task: () => void): (() => void) => {
    let isCancelled = false;
    this.time.at(this.time.now + Math.max(0, ms), () => {
      this.run(() => {
        if (!isCancelled) task();
      });
    });
    return () => (isCancelled = true);
  };

  readonly clock: Clock = { now: () => this.time.now, after: this.after };

  /** Whether it stood still at some time from then to then. */
  wasFrozen(from: number, to: number = this.time.now): boolean {
    return this.#freezes.some((freeze) => freeze.from <= to && freeze.to >= from);
  }

  freeze(ms: number): void {
    const from = this.time.now;
    const to = from + ms;
    this.#frozenUntil = to;
    this.#freezes.push({ from, to });
    this.time.at(to, () => {
      if (this.#frozenUntil === to) this.thaw();
    });
  }

  thaw(): void {
    if (this.#frozenUntil === 0) return;
    this.#frozenUntil = 0;
    for (const freeze of this.#freezes) freeze.to = Math.min(freeze.to, this.time.now);
    for (const task of this.#waiting.splice(0)) this.after(this.time.between(0, THAW), task);
  }

  /** What the browser does for a tab that is gone. */
  onDeath(task: () => void): void {
    this.#onDeath.push(task);
  }

  die(): void {
    if (this.isDead) return;
    this.diedAt = this.time.now;
    for (const task of this.#onDeath) task();
  }
}
