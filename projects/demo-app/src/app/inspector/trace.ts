import { computed, inject, Injectable, signal } from '@angular/core';
import { TRACE_CLOCK } from './trace-clock';
import type { LaneOutcome, TraceEntry, TraceNews } from './trace-entry';

/** Quiet for so long, the next thing begins a new picture. */
const PAUSE = 800;

/** What the requests and the session did, since the last quiet moment. */
@Injectable({ providedIn: 'root' })
export class Trace {
  readonly #now = inject(TRACE_CLOCK);
  // Pushed to: a thousand requests would copy an immutable list some thousand times.
  #entries: TraceEntry[] = [];
  readonly #version = signal(0);
  readonly #open = new Set<number>();
  #isRefreshing = false;
  #nextLane = 1;

  /** Changes with every entry. Thousands may come at once: look at the entries now and then only. */
  readonly version = this.#version.asReadonly();
  /** Whether something is under way. */
  readonly isBusy = computed(() => (this.#version(), this.#isUnderWay));

  /** How many entries there are at this moment. */
  get count(): number {
    return this.#entries.length;
  }

  /** All entries at this moment. */
  entries(): readonly TraceEntry[] {
    return [...this.#entries];
  }

  get #isUnderWay(): boolean {
    return this.#open.size > 0 || this.#isRefreshing;
  }

  /** A request begins; returns its lane. */
  ask(label: string): number {
    const lane = this.#nextLane++;
    this.note({ kind: 'asked', lane, label });
    return lane;
  }

  settle(lane: number, outcome: LaneOutcome): void {
    this.note({ kind: 'settled', lane, outcome });
  }

  note(news: TraceNews): void {
    const at = this.#now();
    const last = this.#entries.at(-1);
    if (last && !this.#isUnderWay && at - last.at > PAUSE) this.#startOver();
    this.#entries.push({ ...news, at });
    if (news.kind === 'asked') this.#open.add(news.lane);
    if (news.kind === 'settled') this.#open.delete(news.lane);
    if (news.kind === 'refreshStarted') this.#isRefreshing = true;
    if (news.kind === 'refreshEnded') this.#isRefreshing = false;
    this.#version.update((version) => version + 1);
  }

  /** The token that there is remains known: the next picture begins with it. */
  #startOver(): void {
    this.#entries = this.#entries.filter(({ kind }) => kind === 'token').slice(-1);
  }
}
