/** A request as the inspector draws it. Times are those of the trace; `to` is null while it goes on. */
export interface Lane {
  readonly id: number;
  readonly label: string;
  readonly phases: readonly Phase[];
  /** When the server answered 401. */
  readonly rejectedAt: readonly number[];
  readonly end: { readonly at: number; readonly outcome: 'done' | 'failed' | 'cancelled' } | null;
}

export interface Phase {
  readonly kind: 'waiting' | 'sent' | 'replay';
  readonly from: number;
  readonly to: number | null;
}

export interface RefreshSpan {
  readonly from: number;
  readonly to: number | null;
  readonly outcome: 'running' | 'here' | 'elsewhere' | 'failed';
}

/** A moment of the session that is worth a sign. */
export interface Mark {
  readonly at: number;
  readonly kind: 'in' | 'out' | 'tab' | 'trouble';
  readonly label: string;
}

/** Until when a token was good, or that there was none. */
export interface TokenSpan {
  readonly from: number;
  readonly to: number | null;
  readonly state: 'valid' | 'expired';
}

export interface Timeline {
  readonly from: number;
  readonly to: number;
  readonly lanes: readonly Lane[];
  readonly refreshes: readonly RefreshSpan[];
  readonly marks: readonly Mark[];
  readonly tokens: readonly TokenSpan[];
}
