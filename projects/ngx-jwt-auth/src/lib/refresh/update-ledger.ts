import type { LedgerRows } from '../tabs/ledger-row';

/** Changes the ledger in one step. */
export type UpdateLedger = <T>(change: (rows: LedgerRows) => T) => Promise<T>;

/**
 * Changes the ledger, with a second try when it was late: that may mean that this tab was frozen,
 * and has to see what others wrote meanwhile.
 */
export async function updateOrRetry<T>(
  update: UpdateLedger,
  change: (rows: LedgerRows) => T,
): Promise<T> {
  try {
    return await update(change);
  } catch (error) {
    if (isBlocked(error)) return update(change);
    throw error;
  }
}

/** Whether a ledger that failed may be had later. */
export function isBlocked(error: unknown): boolean {
  return (error as Error).name === 'TimeoutError';
}
