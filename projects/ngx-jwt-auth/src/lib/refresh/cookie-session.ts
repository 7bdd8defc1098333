import { DOCUMENT, inject } from '@angular/core';
import { listen } from '../listen';
import { OWN } from '../own';
import { endElsewhere } from '../session/end-elsewhere';
import type { SessionCore } from '../session/session-core';
import { takeUp } from '../session/take-up';
import { TAB_LOCK } from '../tabs/tab-lock';
import type { TabRules } from '../tabs/tab-rules';
import { storeKey, TOKEN_STORE, type JwtStoredTokens } from '../token/jwt-token-store';
import { pendingTokens } from '../token/pending-tokens';
import type { Outcome } from './outcome';

/** How long an attempt may take on top of its exchange, in ms; then another tab goes on. */
const SLACK = 2_000;

/** A session whose refresh token is an HttpOnly cookie: of it the browser shows nothing but a hint. */
export interface CookieSession extends Pick<TabRules, 'takeTurn'> {
  /** Leaves the hint for the next start and for other tabs. */
  remember(sid: string): void;
  /** Takes the hint back, unless it is that of another session by now. */
  forget(sid: string): void;
  /** Starts to restore the session of the hint, if there is one. */
  restore(): boolean;
  /** Takes up the session that another tab has begun. */
  readonly follow: (sid: string) => void;
}

/**
 * Called in an injection context.
 *
 * @param timeout For how long an exchange may take, in ms.
 * @param refresh Brings the tokens of a session that is still pending.
 */
export type CreateCookieSession = (
  session: SessionCore,
  timeout: number,
  refresh: (tokens: JwtStoredTokens) => unknown,
) => CookieSession;

/** Makes what a cookie session leaves in the browser: its id in `localStorage`, no token. */
export const createCookieSession: CreateCookieSession = (session, timeout, refresh) => {
  const window = inject(DOCUMENT).defaultView;
  const lock = inject(TAB_LOCK);
  const name = storeKey(inject(TOKEN_STORE, OWN));
  const hint = `${name}.hint`;
  /** Whether the hint could be written: only then its absence tells of a sign-out. */
  let isHinted = false;

  const follow = (sid: string): void => {
    if (session.ended.has(sid)) return;
    const { epoch } = session;
    endElsewhere(session, 'session-changed', true);
    if (session.epoch !== epoch) return; // a listener has signed out or in
    const tokens = pendingTokens(sid);
    takeUp(session, tokens); // requests and guards wait for the rest
    if (session.current() === tokens) void refresh(tokens);
  };

  listen(window, 'pageshow', ({ persisted }) => {
    const sid = readHint(window, hint) ?? undefined;
    // In the back/forward cache it heard of nothing.
    if (!persisted || sid === session.sid) return;
    if (sid) follow(sid);
    else if (isHinted) endElsewhere(session, 'signed-out', true);
  });

  return {
    // Every tab sends the newest cookie, whatever it has seen: the lock is enough.
    takeTurn: (_tokens, attempt) =>
      lock(name, timeout + SLACK, async (isHeld): Promise<Outcome> => {
        session.stored?.reread();
        return isHeld === false ? { kind: 'unavailable' } : attempt();
      }),
    remember(sid) {
      writeHint(window, hint, sid);
      isHinted = readHint(window, hint) === sid;
    },
    forget(sid) {
      if (readHint(window, hint) === sid) writeHint(window, hint);
    },
    restore() {
      const sid = readHint(window, hint);
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
};

// Where storage is blocked so are cookies, and there is nothing to restore.

function readHint(window: Window | null, key: string): string | null {
  try {
    return window?.localStorage.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Without a sid it is forgotten. */
function writeHint(window: Window | null, key: string, sid?: string): void {
  try {
    if (sid) window?.localStorage.setItem(key, sid);
    else window?.localStorage.removeItem(key);
  } catch {
    // Without a hint the next start is anonymous; nothing else is lost.
  }
}
