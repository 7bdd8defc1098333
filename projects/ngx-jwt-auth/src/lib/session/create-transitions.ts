import { DestroyRef, inject, untracked } from '@angular/core';
import { CLOCK } from '../clock';
import type { JwtAuthEvent, SessionEndReason } from '../jwt-auth-event';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { JwtSession } from './session-core';

type Transitions = Pick<
  JwtSession,
  'current' | 'emit' | 'isCurrent' | 'end' | 'ensureFresh' | 'isUsable' | 'reject' | 'set'
>;

/**
 * Makes every transition of a session between unknown, anonymous and signed in; called in an
 * injection context.
 *
 * @param settleReady Called when it is known whether there is a session.
 */
export function createTransitions(session: JwtSession, settleReady: () => void): Transitions {
  const clock = inject(CLOCK);
  /** What `tokens` shows: each request asks a few times, and none depends on it. */
  let shown: ReturnType<JwtSession['current']>;
  /** From when on, by this clock, the tokens are refreshed or over. */
  let freshUntil = Infinity;
  let cancelTimer: (() => void) | undefined;

  const isUsable: Transitions['isUsable'] = ({ expiresAt }) =>
    expiresAt === null || clock.now() < expiresAt;

  const set: Transitions['set'] = (next) => {
    if (session.isDestroyed) return;
    session.sid = next?.sid;
    shown = next;
    untracked(() => {
      session.tokens.set(next);
    });
    settleReady();
    cancelTimer?.();
    cancelTimer = undefined;
    const staleAt = session.refresh?.schedule(next);
    freshUntil = staleAt ?? next?.expiresAt ?? Infinity;
    if (staleAt === undefined && session.isBrowser && next && next.expiresAt !== null) {
      cancelTimer = clock.after(next.expiresAt - clock.now(), () => {
        giveUp(session, next, 'expired');
      });
    }
  };

  const ensureFresh: Transitions['ensureFresh'] = () => {
    const now = shown;
    if (now === undefined && session.isBrowser) {
      return session.ready.then(() => (shown ? ensureFresh() : undefined));
    }
    if (!now) return undefined;
    const { refresh, underWay } = session;
    if (underWay !== now.sid && clock.now() < freshUntil) return undefined;
    if (refresh && (underWay === now.sid || refresh.canRefresh(now))) return refresh.join(now);
    if (!isUsable(now)) giveUp(session, now, 'expired');
    return undefined;
  };

  inject(DestroyRef).onDestroy(() => cancelTimer?.());

  return {
    current: () => shown,
    isCurrent: (tokens) =>
      !session.isDestroyed && session.sid === tokens.sid && (shown ?? tokens) === tokens,
    isUsable,
    emit: createEmit(session),
    set,
    end: (reason, from) => end(session, reason, from),
    reject(carried) {
      session.stored?.catchUp(); // another tab may have signed in since
      const now = shown;
      const isCarried = now?.sid === carried.sid && now.seq <= carried.seq;
      if (isCarried && !session.refresh?.canRefresh(now)) giveUp(session, now, 'token-rejected');
    },
    ensureFresh,
  };
}

/** Makes what tells the listeners of an event. */
function createEmit(session: JwtSession): Transitions['emit'] {
  /** What the listeners are being told, and what comes after it. */
  const news: JwtAuthEvent[] = [];
  return (event) => {
    // What a listener causes the others hear of when they have heard of its cause.
    if (news.push(event) > 1) return;
    untracked(() => {
      for (const next of news) session.events.next(next);
    });
    news.length = 0;
  };
}

/** Ends the session of tokens that nothing can renew. */
function giveUp(session: JwtSession, spent: JwtStoredTokens, reason: SessionEndReason): void {
  void session.end(session.refresh?.isRefused(spent) ? 'refresh-rejected' : reason);
}

/** Ends the session, and tells the listeners. */
function end(
  session: JwtSession,
  reason: SessionEndReason,
  from: 'here' | 'elsewhere' = 'here',
): void | Promise<void> {
  if (session.isDestroyed) return undefined;
  const { refresh, sid, stored } = session;
  const before = session.current();
  if (before) session.previous = before;
  session.continued = undefined;
  session.set(null);
  refresh?.abandon();
  // What a sign-in replaces it overwrites: other tabs must not see a sign-out in between.
  const isForgotten = from === 'here' && reason !== 'session-changed';
  const forget = (): void | Promise<void> =>
    refresh ? refresh.recordEnd(sid, reason) : stored?.clear(sid);
  const cleared = isForgotten ? forget() : undefined;
  if (before) session.emit({ type: 'sessionEnded', reason, from });
  return cleared;
}
