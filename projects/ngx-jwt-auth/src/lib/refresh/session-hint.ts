import { DOCUMENT, inject } from '@angular/core';
import { storeKey, TOKEN_STORE } from '../token/jwt-token-store';

/**
 * What a cookie session leaves in `localStorage`: its id, no token. It spares anonymous visitors a
 * refresh at start-up. Where storage is blocked so are cookies, and there is nothing to restore.
 */
export interface SessionHint {
  read(): string | null;
  /** Null forgets it. */
  write(sid: string | null): void;
}

export function injectSessionHint(): SessionHint {
  const window = inject(DOCUMENT).defaultView;
  const key = `${storeKey(inject(TOKEN_STORE))}.hint`;
  return {
    read: () => {
      try {
        return window!.localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write: (sid) => {
      try {
        if (sid === null) window!.localStorage.removeItem(key);
        else window!.localStorage.setItem(key, sid);
      } catch {
        // Without a hint the next start is anonymous; nothing else is lost.
      }
    },
  };
}
