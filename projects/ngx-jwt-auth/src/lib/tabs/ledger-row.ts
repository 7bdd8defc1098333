/**
 * What the tabs of a browser agreed on about one session. Nothing in it is a token or derived from
 * one.
 */
export interface LedgerRow {
  /** The `seq` of the session's newest tokens. */
  readonly seq: number;
  /** The attempt that spends their refresh token, */
  readonly owner?: string;
  /** whether it held the lock when it claimed, */
  readonly held?: boolean;
  /** and until when it is alone, in ms since the epoch. */
  readonly until?: number;
  /** What the last failure asks for. */
  readonly pause?: Pause | undefined;
  /** Whether the server refused to refresh these tokens. */
  readonly isRefused?: true;
  /** Whether the session is over. */
  readonly isOver?: true;
}

/** How long a refresh has to wait after failures; times in ms since the epoch. */
export interface Pause {
  /** How many there were in a row, and when the last one was. */
  readonly failures: number;
  readonly at: number;
  /** Until when we hold back ourselves, and until when the server wants us to. */
  readonly cool: number;
  readonly after: number;
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
