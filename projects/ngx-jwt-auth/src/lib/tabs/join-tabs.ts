import { inject } from '@angular/core';
import { OWN } from '../own';
import { endElsewhere } from '../session/end-elsewhere';
import type { SessionCore } from '../session/session-core';
import { storeKey, TOKEN_STORE } from '../token/jwt-token-store';
import { TAB_CHANNEL, type TabNews } from './tab-channel';

/** Tells the other tabs what has become of a session. */
export type Announce = (kind: TabNews['kind'], sid: string) => void;

/**
 * Hears what the other tabs tell about the session, and gives back what tells them; called in an
 * injection context.
 *
 * @param follow Takes up a cookie session that another tab has begun.
 */
export function joinTabs(
  session: SessionCore,
  follow: ((sid: string) => void) | undefined,
): Announce {
  const store = inject(TOKEN_STORE, OWN);
  const isShared = !!store && store.reach !== 'page' && store.reach !== 'tab';

  return inject(TAB_CHANNEL)(storeKey(store), ({ kind, sid }) => {
    if (kind === 'signed-out') {
      session.ended.add(sid);
      // Where no store is shared each tab has a session of its own: they all end.
      if (!isShared || session.sid === sid) endElsewhere(session, 'signed-out', !isShared);
    } else if (isShared) {
      session.stored?.catchUp();
    } else if (session.sid !== sid) {
      follow?.(sid);
    }
  });
}
