import { inject } from '@angular/core';
import { OWN } from '../own';
import { TAB_CHANNEL, type TabNews } from '../tabs/tab-channel';
import { storeKey, TOKEN_STORE } from '../token/jwt-token-store';
import { endElsewhere } from './end-elsewhere';
import type { SessionHost } from './session-host';

/** Tells the other tabs what has become of a session. */
export type Announce = (kind: TabNews['kind'], sid: string) => void;

/**
 * Hears what the other tabs tell about the session, and gives back what tells them; called in an
 * injection context. `follow` takes up a cookie session that another tab has begun.
 */
export function joinTabs(
  session: SessionHost,
  follow: ((sid: string) => void) | undefined,
): Announce {
  const store = inject(TOKEN_STORE, OWN);
  const isShared = !!store && store.reach !== 'page' && store.reach !== 'tab';

  return inject(TAB_CHANNEL)(storeKey(store), (news) => {
    const { sid } = session;
    if (news.kind === 'signed-out') {
      session.ended.add(news.sid);
      // Where no store is shared each tab has a session of its own: they all end.
      if (!isShared || sid === news.sid) endElsewhere(session, 'signed-out', !isShared);
    } else if (isShared) {
      void session.stored?.reread();
    } else if (follow && sid !== news.sid) {
      follow(news.sid);
    }
  });
}
