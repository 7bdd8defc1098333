import { inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { JwtAuth } from 'ngx-jwt-auth';
import { describeEvent } from './describe-event';

export interface LogEntry {
  readonly id: number;
  readonly at: Date;
  readonly text: string;
}

const MAX_ENTRIES = 50;

/** What happened to the session since the page was loaded, the latest first. */
@Injectable({ providedIn: 'root' })
export class EventLog {
  readonly #entries = signal<readonly LogEntry[]>([]);
  readonly entries = this.#entries.asReadonly();
  #nextId = 1;

  constructor() {
    inject(JwtAuth)
      .events.pipe(takeUntilDestroyed())
      .subscribe((event) => {
        const entry = { id: this.#nextId++, at: new Date(), text: describeEvent(event) };
        this.#entries.update((entries) => [entry, ...entries].slice(0, MAX_ENTRIES));
      });
  }
}
