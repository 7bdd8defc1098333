/**
 * What the tabs of a browser agreed on about one session. Nothing in it is a token or derived from
 * one.
 */
export interface LedgerRow {
  /** The `seq` of the session's newest tokens. */
  readonly seq: number;
  /** Until when one tab alone may spend their refresh token, in ms since the epoch; it names the claim. */
  readonly until?: number;
  /** Whether that tab held the lock when it claimed. */
  readonly isLocked?: boolean;
  /** What the last failure asks for. */
  readonly pause?: Pause | undefined;
  /** Whether the server refused to refresh these tokens. */
  readonly isRefused?: true;
  /** Whether the session is over. */
  readonly isOver?: true;
}

/** How long a refresh waits after failures; times in ms since the epoch. */
export interface Pause {
  /** How many failures there were in a row. */
  readonly failures: number;
  /** When the last one was. */
  readonly failedAt: number;
  /** Until when the library itself holds back. */
  readonly retryAt: number;
  /** Until when the server asks to wait; 0 if it does not. */
  readonly serverRetryAt: number;
}

/** The rows by session id, the one that was written last at the end. */
export type LedgerRows = Map<string, LedgerRow>;

/** How many sessions are remembered: as many as may still have tabs that know no better. */
const MAX_ROWS = 8;

/** Writes a row, and forgets those that nobody asks for any more. */
export function writeRow(rows: LedgerRows, sid: string, row: LedgerRow): void {
  rows.delete(sid);
  rows.set(sid, row);
  const [oldest] = rows.keys();
  if (rows.size > MAX_ROWS && oldest !== undefined) rows.delete(oldest);
}
