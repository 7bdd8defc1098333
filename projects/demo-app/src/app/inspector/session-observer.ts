import { effect, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { JwtAuth } from 'ngx-jwt-auth';
import { Trace } from './trace';
import { TRACE_CLOCK } from './trace-clock';

/** Who renewed the token last, and when. */
export interface LastRefresh {
  readonly by: 'here' | 'elsewhere';
  readonly at: Date;
}

/** Writes into the trace what the library tells about the session: signals and events, nothing private. */
@Injectable({ providedIn: 'root' })
export class SessionObserver {
  readonly #lastRefresh = signal<LastRefresh | null>(null);
  readonly lastRefresh = this.#lastRefresh.asReadonly();

  constructor() {
    const auth = inject(JwtAuth);
    const trace = inject(Trace);
    const now = inject(TRACE_CLOCK);

    auth.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      trace.note({ kind: 'event', event });
      if (event.type === 'refreshed') this.#lastRefresh.set({ by: event.from, at: new Date() });
      if (event.type === 'signedIn') this.#lastRefresh.set(null);
    });

    let wasRefreshing = false;
    effect(() => {
      const isRefreshing = auth.isRefreshing();
      if (isRefreshing === wasRefreshing) return;
      wasRefreshing = isRefreshing;
      trace.note({ kind: isRefreshing ? 'refreshStarted' : 'refreshEnded' });
    });

    effect(() => {
      const expiresAt = auth.expiresAt()?.getTime();
      trace.note({
        kind: 'token',
        isThere: auth.isAuthenticated(),
        // From the time of day to the trace's clock.
        expiresAt: expiresAt === undefined ? null : expiresAt - Date.now() + now(),
      });
    });
  }
}
