import { inject, Injectable } from '@angular/core';
import { LibrarySide } from './library-side';
import { NaiveSide } from './naive-side';
import { pause } from './pause';
import { RequestBatch } from './request-batch';
import type { RequestRecord } from './request-record';
import type { Side } from './side';
import { Switches, type RefreshFaultKind, type Stats } from './switches';
import { tallyOf, type Tally } from './tally';

/** So long after the last sign of life, with the library's side done, nobody comes any more. */
const PATIENCE = 3000;

const SIDES = ['library', 'naive'] as const;
export type SideName = (typeof SIDES)[number];
export type OnBoth<T> = Readonly<Record<SideName, T>>;

/** The test bench: whatever is done, is done to both sides at the same time. */
@Injectable({ providedIn: 'root' })
export class Bench {
  readonly sides: OnBoth<Side> = { library: inject(LibrarySide), naive: inject(NaiveSide) };
  // The library's client throws the switches of both: they are no part of what is compared.
  readonly #switches = this.#both((side) => new Switches(this.sides.library.http, side.api));
  #batches = this.#newBatches();

  /** Everything as at the start; what an experiment before this one has left open is given up. */
  async reset(): Promise<void> {
    for (const name of SIDES) {
      this.#batches[name].stop();
      this.sides[name].restart();
    }
    this.#batches = this.#newBatches();
    await this.onSwitches((switches) => switches.reset());
  }

  /** Throws the same switch on both servers. */
  async onSwitches(action: (switches: Switches) => Promise<unknown>): Promise<void> {
    await Promise.all(SIDES.map((name) => action(this.#switches[name])));
  }

  /** Both sign in anew, as the same user. */
  async signIn(username: string): Promise<void> {
    await Promise.all(SIDES.map(async (name) => (await this.sides[name].fetchTokens(username))()));
  }

  /** Both sign in, and their access tokens run out: nothing but time has passed. */
  async signInAndExpire(username: string): Promise<void> {
    await this.onSwitches((switches) => switches.set({ accessTokenLifetime: 1 }));
    await this.signIn(username);
    await this.onSwitches((switches) => switches.set({ accessTokenLifetime: 300 }));
    // A quiet moment more: in the inspector what comes now begins a new picture.
    await pause(1300);
  }

  send(count: number): void {
    for (const name of SIDES) this.#batches[name].send(count, this.sides[name].user());
  }

  /** Until all requests are done, or it is clear that some of the naive side never will be. */
  async settle(): Promise<void> {
    const { library, naive } = this.#batches;
    let libraryDoneAt = Infinity;
    while (library.open > 0 || naive.open > 0) {
      await pause(50);
      if (library.open > 0) continue;
      libraryDoneAt = Math.min(libraryDoneAt, Date.now());
      const quiet = Date.now() - Math.max(libraryDoneAt, naive.changedAt);
      if (quiet > PATIENCE) return;
    }
  }

  /** Of this tab alone, for the one that has opened it. */
  report(): OnBoth<OtherTab> {
    return this.#both((side, name) => ({
      isSignedIn: side.isSignedIn(),
      records: this.#batches[name].records,
    }));
  }

  /** Until both have met the fault that is switched on, or a side has no refresh to meet it with. */
  async untilBothMet(kind: RefreshFaultKind): Promise<void> {
    const before = await this.counters();
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      const now = await this.counters();
      if (SIDES.every((name) => now[name].refreshes[kind] > before[name].refreshes[kind])) return;
      await pause(100);
    }
  }

  counters(): Promise<OnBoth<Stats>> {
    return this.#bothAsync((name) => this.#switches[name].stats());
  }

  /** What has become of it, counted from `before` on; `others` is what other tabs have sent. */
  async tally(before: OnBoth<Stats>, others: readonly OnBoth<OtherTab>[]): Promise<OnBoth<Tally>> {
    const after = await this.counters();
    const own = this.report();
    return this.#both((_side, name) => {
      const all = [own[name], ...others.map((tab) => tab[name])];
      return tallyOf(
        all.flatMap(({ records }) => records),
        {
          refreshCalls: after[name].refreshCalls - before[name].refreshCalls,
          reuses: after[name].reusesDetected - before[name].reusesDetected,
          signedInTabs: all.filter(({ isSignedIn }) => isSignedIn).length,
          tabs: all.length,
        },
      );
    });
  }

  #newBatches(): OnBoth<RequestBatch> {
    return this.#both((side) => new RequestBatch(side.http, side.api));
  }

  #both<T>(make: (side: Side, name: SideName) => T): OnBoth<T> {
    const { library, naive } = this.sides;
    return { library: make(library, 'library'), naive: make(naive, 'naive') };
  }

  async #bothAsync<T>(make: (name: SideName) => Promise<T>): Promise<OnBoth<T>> {
    const [library, naive] = await Promise.all([make('library'), make('naive')]);
    return { library, naive };
  }
}

/** What another tab tells of itself. */
export interface OtherTab {
  readonly isSignedIn: boolean;
  readonly records: readonly RequestRecord[];
}
