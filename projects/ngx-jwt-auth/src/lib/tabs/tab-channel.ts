import { DestroyRef, DOCUMENT, inject, InjectionToken, NgZone } from '@angular/core';
import { listen } from '../listen';

declare const ngDevMode: unknown;

/** News of a session for the other tabs. There is no token in it. */
export interface TabNews {
  readonly v: 1;
  /** `changed`: there are other tokens, or another session. */
  readonly kind: 'changed' | 'signed-out';
  readonly sid: string;
}

/**
 * Joins those who share sessions under a name, in all tabs of this origin; gives back what tells
 * the others. Where the browser has no channel nobody hears of it. Called in an injection context.
 */
export type TabChannel = (
  name: string,
  listener: (news: TabNews) => void,
) => (kind: TabNews['kind'], sid: string) => void;

/**
 * The channel between tabs. While a page is left it is closed: an open one keeps the page out of
 * the back/forward cache.
 */
export const TAB_CHANNEL: InjectionToken<TabChannel> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'TAB_CHANNEL' : '',
  {
    providedIn: 'root',
    factory: injectTabChannel,
  },
);

function injectTabChannel(): TabChannel {
  const window = inject(DOCUMENT).defaultView;
  const zone = inject(NgZone); // where zone.js does not follow

  return (name, listener) => {
    let channel: BroadcastChannel | undefined;
    const close = (): void => {
      channel?.close();
      channel = undefined;
    };
    const open = (): void => {
      if (channel) return;
      try {
        channel = new BroadcastChannel(name);
        channel.onmessage = ({ data }) => {
          if (!isNews(data)) return;
          zone.run(() => {
            listener(data);
          });
        };
      } catch {
        // The store's change event is left.
      }
    };
    open();
    listen(window, 'pagehide', close);
    listen(window, 'pageshow', open);
    inject(DestroyRef).onDestroy(close);
    return (kind, sid) => {
      const news: TabNews = { v: 1, kind, sid };
      channel?.postMessage(news);
    };
  };
}

/** Anybody on this origin may post anything. */
function isNews(data: unknown): data is TabNews {
  const { v, kind, sid } = Object(data) as Partial<Record<keyof TabNews, unknown>>;
  return v === 1 && (kind === 'changed' || kind === 'signed-out') && typeof sid === 'string';
}
