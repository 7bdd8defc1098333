import { DestroyRef, inject } from '@angular/core';
import type { TabChannel, TabNews } from '../../src/lib/tabs/tab-channel';
import { Inbox } from './inbox';
import type { TabProcess } from './tab-process';

/** How late news come at most, in ms. */
const DELAY = 60;

/** The channel between the tabs of a browser. */
export class TabChannels {
  readonly #inboxes = new Map<TabProcess, Inbox<TabNews>>();

  openTab(tab: TabProcess): TabChannel {
    return (_name, listener) => {
      let isOpen = true;
      inject(DestroyRef).onDestroy(() => (isOpen = false));
      const receive = (news: TabNews): void => {
        if (isOpen) listener(news);
      };
      this.#inboxes.set(tab, new Inbox(tab, receive));
      return (kind, sid) => {
        if (tab.isDead || !isOpen) return;
        for (const [other, inbox] of this.#inboxes) {
          if (other !== tab) inbox.put({ v: 1, kind, sid }, tab.time.between(0, DELAY));
        }
      };
    };
  }
}
