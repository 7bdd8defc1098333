/** What the next refreshes are answered with instead of a token. */
export type RefreshFaultKind = '503' | '429' | 'hang' | 'drop' | 'redirect';

export interface RefreshFault {
  readonly kind: RefreshFaultKind;
  /** How many refreshes it still hits. */
  readonly times: number;
  /** Seconds in `Retry-After`, for 503 and 429; null sends no such header. */
  readonly retryAfter: number | null;
  /** Where `redirect` sends the client. */
  readonly location: string;
  /** true: the token is rotated and only the reply is lost. false: the request is not looked at. */
  readonly rotateFirst: boolean;
}

export interface Faults {
  /** Seconds. */
  readonly accessTokenLifetime: number;
  /** Seconds, renewed by each refresh. */
  readonly refreshTokenLifetime: number;
  /** Seconds in which a spent refresh token is honoured again; 0 = strict. */
  readonly overlapWindow: number;
  /** Milliseconds every answer is delayed by, those of the fault switches excepted. */
  readonly latency: number;
  /** Milliseconds that are added to the latency: to each answer another share of them. */
  readonly jitter: number;
  /** Every call loses its connection, those of the fault switches excepted. */
  readonly unplugged: boolean;
  /** Seconds the server's clock is ahead (or, negative, behind). */
  readonly clockOffset: number;
  readonly refreshFault: RefreshFault | null;
}

export const DEFAULT_FAULTS: Faults = {
  accessTokenLifetime: 300,
  refreshTokenLifetime: 14 * 24 * 60 * 60,
  overlapWindow: 0,
  latency: 0,
  jitter: 0,
  unplugged: false,
  clockOffset: 0,
  refreshFault: null,
};

/** The switches that make the server misbehave. They start, and are reset to, the values given here. */
export class FaultSwitches {
  readonly #initial: Faults;
  #current: Faults;

  constructor(initial: Partial<Faults> = {}) {
    this.#initial = { ...DEFAULT_FAULTS, ...initial };
    this.#current = this.#initial;
  }

  get current(): Faults {
    return this.#current;
  }

  /** Changes the switches that are named. */
  merge(faults: Partial<Faults>): void {
    this.#current = { ...this.#current, ...faults };
  }

  /** Sets all switches: those not named return to their start value. */
  replace(faults: Partial<Faults>): void {
    this.#current = { ...this.#initial, ...faults };
  }

  reset(): void {
    this.#current = this.#initial;
  }

  /** The fault this refresh has to suffer, which is then used up by one. */
  takeRefreshFault(): RefreshFault | null {
    const fault = this.#current.refreshFault;
    if (fault === null) return null;
    this.merge({ refreshFault: fault.times > 1 ? { ...fault, times: fault.times - 1 } : null });
    return fault;
  }
}
