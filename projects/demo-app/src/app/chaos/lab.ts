import { inject, Injectable, signal } from '@angular/core';
import { errorMessage } from '../shell/error-message';
import { Bench, type OnBoth, type SideName } from './bench/bench';
import { pause } from './bench/pause';
import type { Tally } from './bench/tally';
import { compare, type Verdict } from './compare';
import type { Experiment } from './experiment';
import { Tabs } from './tabs/tabs';

export interface Result {
  readonly experiment: Experiment;
  readonly sides: OnBoth<SideResult>;
}

interface SideResult {
  readonly tally: Tally;
  readonly verdict: Verdict;
  readonly why: string;
}

const TIME_LIMIT = 60_000;
/** Who signs in for an experiment where nobody is signed in. */
const GUEST = 'viewer';

/** Runs experiments, one at a time, and keeps what came out. */
@Injectable({ providedIn: 'root' })
export class Lab {
  readonly #bench = inject(Bench);
  readonly #tabs = inject(Tabs);
  readonly #running = signal<Experiment | null>(null);
  readonly #latest = signal<Result | null>(null);
  readonly #verdicts = signal<ReadonlyMap<string, OnBoth<Verdict>>>(new Map());
  readonly #problem = signal<string | null>(null);

  readonly running = this.#running.asReadonly();
  readonly latest = this.#latest.asReadonly();
  /** Of each experiment that has been run, by its id. */
  readonly verdicts = this.#verdicts.asReadonly();
  /** Why the bench itself failed. */
  readonly problem = this.#problem.asReadonly();

  async run(experiment: Experiment, times: number): Promise<void> {
    if (this.#running()) return;
    this.#running.set(experiment);
    this.#problem.set(null);
    try {
      this.#keep(await this.#result(experiment, times));
    } catch (error) {
      this.#problem.set(errorMessage(error));
    } finally {
      await this.#bench.reset().catch(() => undefined);
      this.#running.set(null);
    }
  }

  async #result(experiment: Experiment, times: number): Promise<Result> {
    const bench = this.#bench;
    const tabs = this.#tabs;
    tabs.close();
    await bench.reset();
    const username = bench.sides.library.user() ?? GUEST;
    const before = await bench.counters();
    await withinTime(experiment.run({ bench, tabs, username, times }));
    const tallies = await bench.tally(before, tabs.reports());
    const why = experiment.explain(tallies);
    const endsSession = experiment.endsSession ?? false;
    const sideResult = (own: SideName, other: SideName): SideResult => ({
      tally: tallies[own],
      verdict: compare(tallies[own], tallies[other], endsSession),
      why: why[own],
    });
    const sides = {
      library: sideResult('library', 'naive'),
      naive: sideResult('naive', 'library'),
    };
    return { experiment, sides };
  }

  #keep(result: Result): void {
    const { library, naive } = result.sides;
    const verdicts = { library: library.verdict, naive: naive.verdict };
    this.#latest.set(result);
    this.#verdicts.update((all) => new Map([...all, [result.experiment.id, verdicts]]));
  }
}

/** A tab that is taken away in the middle never answers: who leaves the page does that. */
function withinTime(work: Promise<void>): Promise<void> {
  const tooLong = pause(TIME_LIMIT).then(() => {
    throw new Error('The experiment took too long.');
  });
  return Promise.race([work, tooLong]);
}
