import type { Bench, OnBoth } from './bench/bench';
import type { Tally } from './bench/tally';
import type { Tabs } from './tabs/tabs';

/** A way to break things. */
export interface Experiment {
  readonly id: string;
  readonly title: string;
  /** What is done, in a sentence. */
  readonly what: string;
  /** Whether the server itself ends the session: then being signed out is right. */
  readonly endsSession?: boolean;
  run(setting: Setting): Promise<void>;
  /** In one sentence each: why it came out as it did. */
  explain(tallies: OnBoth<Tally>): OnBoth<string>;
}

/** What an experiment works with. */
interface Setting {
  readonly bench: Bench;
  readonly tabs: Tabs;
  /** Who signs in for it. */
  readonly username: string;
  /** How many refreshes are to fail, where it is about that. */
  readonly times: number;
}
