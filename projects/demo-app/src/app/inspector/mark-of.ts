import type { JwtAuthEvent } from 'ngx-jwt-auth';
import type { Mark } from './timeline';
import type { TraceEntry } from './trace-entry';

type EndReason = Extract<JwtAuthEvent, { type: 'sessionEnded' }>['reason'];

const ENDED: Readonly<Record<EndReason, string>> = {
  'signed-out': 'signed out',
  expired: 'expired',
  'token-rejected': 'rejected',
  'refresh-rejected': 'refused',
  'subject-changed': 'other user',
  superseded: 'superseded',
  'session-changed': 'other session',
};

/** The sign for a session event, in a word or two; null for what the refresh row shows already. */
export function markOf(entry: TraceEntry): Mark | null {
  if (entry.kind !== 'event') return null;
  const { at, event } = entry;
  switch (event.type) {
    case 'signedIn':
      return inTab(event.from, { at, kind: 'in', label: 'signed in' });
    case 'refreshed':
      return event.from === 'here'
        ? null
        : inTab('elsewhere', { at, kind: 'tab', label: 'refreshed' });
    case 'refreshFailed':
      return { at, kind: 'trouble', label: 'no answer' };
    case 'sessionEnded':
      return inTab(event.from, { at, kind: 'out', label: ENDED[event.reason] });
  }
}

function inTab(from: 'here' | 'elsewhere', mark: Mark): Mark {
  return from === 'here' ? mark : { ...mark, kind: 'tab', label: `${mark.label} in another tab` };
}
