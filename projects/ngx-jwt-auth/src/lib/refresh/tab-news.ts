import { inject } from '@angular/core';
import { OWN } from '../own';
import { TAB_CHANNEL, type TabNews } from '../tabs/tab-channel';
import { storeKey, TOKEN_STORE } from '../token/jwt-token-store';
import type { SessionHost } from './session-host';

/**
 * Hears what the other tabs tell about the session, and gives back what tells them; called in an
 * injection context. What is signed out elsewhere is added to `closed`; `follow` takes up a cookie
 * session that another tab has begun.
 */
export function joinTabs(
  session: SessionHost,
  closed: Set<string>,
  follow: ((sid: string) => void) | false | undefined,
): (kind: TabNews['kind'], sid: string) => void {
  const store = inject(TOKEN_STORE, OWN);
  const isShared = !!store && !store.isVolatile && !store.isPrivate;

  return inject(TAB_CHANNEL)(storeKey(store), (news) => {
    const { sid } = session;
    if (news.kind === 'signed-out') {
      closed.add(news.sid);
      session.stored?.disown(news.sid);
      // Where no store is shared each tab has a session of its own: they all end.
      if (!sid || (isShared && sid !== news.sid)) return;
      closed.add(sid);
      session.stored?.disown(sid);
      if (!isShared) void session.stored?.clear(sid);
      void session.end('signed-out', 'elsewhere');
    } else if (isShared) {
      void session.stored?.reread();
    } else if (follow && sid !== news.sid) {
      follow(news.sid);
    }
  });
}
