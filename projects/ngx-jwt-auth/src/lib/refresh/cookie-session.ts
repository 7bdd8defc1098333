import { DOCUMENT, inject } from '@angular/core';
import { listen } from '../listen';
import { OWN } from '../own';
import { storeKey, TOKEN_STORE, type JwtStoredTokens } from '../token/jwt-token-store';
import { pendingTokens } from '../token/pending-tokens';
import { endElsewhere } from './end-elsewhere';
import type { SessionHost } from './session-host';
import { readHint, writeHint } from './session-hint';

/** A session whose refresh token is an HttpOnly cookie: of it the browser shows nothing but a hint. */
export interface CookieSession {
  /** Leaves the hint for the next start and for other tabs. */
  remember(sid: string): void;
  /** Takes the hint back, unless it is that of another session by now. */
  forget(sid: string): void;
  /** Starts to restore the session of the hint, if there is one. */
  restore(): boolean;
  /** Takes up the session that another tab has begun. */
  readonly follow: (sid: string) => void;
}

/** Called in an injection context; `refresh` brings the tokens of a session that is still pending. */
export function createCookieSession(
  session: SessionHost,
  refresh: (tokens: JwtStoredTokens) => unknown,
): CookieSession {
  const window = inject(DOCUMENT).defaultView;
  const key = `${storeKey(inject(TOKEN_STORE, OWN))}.hint`;
  /** Whether the hint could be written: only then its absence tells of a sign-out. */
  let isHinted = false;

  const follow = (sid: string): void => {
    if (session.ended.has(sid)) return;
    const { turns } = session;
    endElsewhere(session, 'session-changed', true);
    if (session.turns !== turns) return; // a listener has signed out or in
    const tokens = pendingTokens(sid);
    session.set(tokens); // requests and guards wait for the rest
    session.emit({ type: 'signedIn', from: 'elsewhere' });
    if (session.current() === tokens) void refresh(tokens);
  };

  listen(window, 'pageshow', ({ persisted }) => {
    const sid = readHint(window, key) ?? undefined;
    // In the back/forward cache it heard of nothing.
    if (!persisted || sid === session.sid) return;
    if (sid) follow(sid);
    else if (isHinted) endElsewhere(session, 'signed-out', true);
  });

  return {
    remember(sid) {
      writeHint(window, key, sid);
      isHinted = readHint(window, key) === sid;
    },
    forget(sid) {
      if (readHint(window, key) === sid) writeHint(window, key);
    },
    restore() {
      const sid = readHint(window, key);
      if (!sid) return false;
      const tokens = pendingTokens(sid);
      session.sid = sid;
      // In a microtask: what the refresh calls may inject what is only being made here.
      void Promise.resolve().then(() => {
        if (session.sid === sid) void refresh(tokens);
      });
      return true;
    },
    follow,
  };
}
