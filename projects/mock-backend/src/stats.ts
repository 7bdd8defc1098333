import type { RefreshFaultKind } from './faults.ts';
import type { Rotation } from './refresh-tokens.ts';

/** How a refresh ended. Those hit by a fault count as that fault, whatever they would have been. */
export type RefreshOutcome = Rotation['outcome'] | 'badRequest' | 'csrfRejected' | RefreshFaultKind;

export interface StatsSnapshot {
  readonly logins: { readonly succeeded: number; readonly failed: number };
  readonly logouts: number;
  /** Counted on arrival, so that one that hangs is seen as well. */
  readonly refreshCalls: number;
  readonly refreshes: Readonly<Record<RefreshOutcome, number>>;
  /** Counted also where a fault hid the answer. */
  readonly reusesDetected: number;
  /** `{ 'GET /movies': { '200': 3 } }`, without the base path. Status 0: the connection was dropped. */
  readonly requests: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const MAX_PATHS = 500;
const OTHER_PATHS = '(other)';

/** Counters, so that a test can say "there was one refresh". */
export class Stats {
  #logins = { succeeded: 0, failed: 0 };
  #logouts = 0;
  #refreshCalls = 0;
  #refreshes = noRefreshes();
  #reusesDetected = 0;
  readonly #requests = new Map<string, Map<string, number>>();

  loginEnded(outcome: 'succeeded' | 'failed'): void {
    this.#logins[outcome]++;
  }

  logoutEnded(): void {
    this.#logouts++;
  }

  refreshStarted(): void {
    this.#refreshCalls++;
  }

  refreshEnded(outcome: RefreshOutcome): void {
    this.#refreshes[outcome]++;
  }

  reuseDetected(): void {
    this.#reusesDetected++;
  }

  requestEnded(method: string, path: string, status: number): void {
    const full = this.#requests.size >= MAX_PATHS;
    const wanted = `${method} ${path}`;
    const key = full && !this.#requests.has(wanted) ? OTHER_PATHS : wanted;
    const byStatus = this.#requests.get(key) ?? new Map<string, number>();
    byStatus.set(String(status), (byStatus.get(String(status)) ?? 0) + 1);
    this.#requests.set(key, byStatus);
  }

  snapshot(): StatsSnapshot {
    return {
      logins: { ...this.#logins },
      logouts: this.#logouts,
      refreshCalls: this.#refreshCalls,
      refreshes: { ...this.#refreshes },
      reusesDetected: this.#reusesDetected,
      requests: Object.fromEntries(
        [...this.#requests].map(([key, byStatus]) => [key, Object.fromEntries(byStatus)]),
      ),
    };
  }

  restore(saved: StatsSnapshot): void {
    this.#logins = { ...saved.logins };
    this.#logouts = saved.logouts;
    this.#refreshCalls = saved.refreshCalls;
    this.#refreshes = { ...saved.refreshes };
    this.#reusesDetected = saved.reusesDetected;
    this.#requests.clear();
    for (const [key, byStatus] of Object.entries(saved.requests)) {
      this.#requests.set(key, new Map(Object.entries(byStatus)));
    }
  }

  reset(): void {
    this.#logins = { succeeded: 0, failed: 0 };
    this.#logouts = 0;
    this.#refreshCalls = 0;
    this.#refreshes = noRefreshes();
    this.#reusesDetected = 0;
    this.#requests.clear();
  }
}

/** All outcomes are listed with 0, so that a test never reads `undefined`. */
function noRefreshes(): Record<RefreshOutcome, number> {
  return {
    rotated: 0,
    overlapped: 0,
    unknown: 0,
    expired: 0,
    revoked: 0,
    reused: 0,
    badRequest: 0,
    csrfRejected: 0,
    '503': 0,
    '429': 0,
    hang: 0,
    drop: 0,
    redirect: 0,
  };
}
