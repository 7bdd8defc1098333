import type { SessionHost } from './session-host';

/** Ends the session in this tab, for good; `isPrivate`: its store is of this tab alone. */
export function endElsewhere(
  session: SessionHost,
  reason: 'signed-out' | 'session-changed' | 'superseded',
  isPrivate: boolean,
): void {
  const { sid } = session;
  if (!sid) return;
  session.ended.add(sid);
  // A shared one is cleared where the session was ended.
  if (isPrivate) void session.stored?.clear(sid);
  void session.end(reason, 'elsewhere');
}
