import type { JwtAuthEvent } from 'ngx-jwt-auth';
import { errorMessage } from '../shell/error-message';

type EndReason = Extract<JwtAuthEvent, { type: 'sessionEnded' }>['reason'];

const ENDED: Readonly<Record<EndReason, string>> = {
  'signed-out': 'Signed out',
  expired: 'The session expired',
  'token-rejected': 'The server refused the access token',
  'refresh-rejected': 'The server refused to renew the session',
  'subject-changed': 'The renewed token was of another user, so the session ended',
  superseded: 'Another tab went on with this session, so it ended here',
  'session-changed': 'Another sign-in took the place of this session',
};

/** A session event in words. */
export function describeEvent(event: JwtAuthEvent): string {
  switch (event.type) {
    case 'signedIn':
      return `Signed in${where(event)}`;
    case 'refreshed':
      return `Access token refreshed${where(event)}`;
    case 'refreshFailed':
      return `Refresh failed: ${errorMessage(event.error)}`;
    case 'sessionEnded':
      return `${ENDED[event.reason]}${where(event)}`;
  }
}

function where({ from }: { readonly from: 'here' | 'elsewhere' }): string {
  return from === 'elsewhere' ? ' (in another tab)' : '';
}
