import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { pause } from '../bench/pause';
import type { TabDriver } from './tab-driver';

/** A tab that takes longer to come up than this will not. */
const PATIENCE = 30_000;

/** The tabs that an experiment has open: documents in frames, which no popup blocker stops. */
@Injectable({ providedIn: 'root' })
export class Tabs {
  readonly #document = inject(DOCUMENT);
  readonly #numbers = signal<readonly number[]>([]);
  readonly numbers = this.#numbers.asReadonly();
  #opened = 0;

  /** Opens so many, and waits until their apps have started. */
  async open(count: number): Promise<readonly TabDriver[]> {
    // New numbers, so that the frames of the experiment before are not used again.
    this.#numbers.set(Array.from({ length: count }, () => ++this.#opened));
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const drivers = this.#drivers();
      if (drivers.length === count) return drivers;
      if (Date.now() > deadline) throw new Error('The tabs did not come up.');
      await pause(50);
    }
  }

  /** What the tabs tell of themselves. */
  reports(): ReturnType<TabDriver['report']>[] {
    return this.#drivers().map((driver) => driver.report());
  }

  close(): void {
    this.#numbers.set([]);
  }

  #drivers(): TabDriver[] {
    const frames = this.#numbers().map((number) => this.#document.getElementById(`tab-${number}`));
    return frames.flatMap((frame) =>
      frame instanceof HTMLIFrameElement ? (frame.contentWindow?.chaosTab ?? []) : [],
    );
  }
}
