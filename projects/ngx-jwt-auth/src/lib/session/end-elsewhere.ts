import type { SessionCore } from './session-core';

/**
 * Ends the session in this tab, for good.
 *
 * @param isPrivate Whether its store is of this tab alone: a shared one was cleared where it ended.
 */
export function endElsewhere(
  session: SessionCore,
  reason: 'signed-out' | 'session-changed' | 'superseded',
  isPrivate: boolean,
): void {
  const { sid } = session;
  if (!sid) return;
  session.ended.add(sid);
  if (isPrivate) void session.stored?.clear(sid);
  void session.end(reason, 'elsewhere');
}
