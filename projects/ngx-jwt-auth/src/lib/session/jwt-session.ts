import { isPlatformBrowser } from '@angular/common';
import {
  DestroyRef,
  inject,
  InjectionToken,
  PLATFORM_ID,
  signal,
  untracked,
  type Signal,
} from '@angular/core';
import type { Navigation } from '@angular/router';
import { isObservable, Subject, take, type Observable } from 'rxjs';
import { CLOCK } from '../clock';
import { devOnly } from '../dev-mode';
import { authError } from '../errors';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import type { JwtAuthEvent, SessionEndReason } from '../jwt-auth-event';
import { OWN } from '../own';
import { injectRule } from '../refresh/inject-rule';
import { isTokenRejected } from '../refresh/is-token-rejected';
import type { SessionHost, SessionKeeper, StoredSession } from '../refresh/session-host';
import { TOKEN_REFRESH, type TokenRefresh } from '../refresh/token-refresh';
import { TOKEN_REVOCATION } from '../refresh/with-token-revocation';
import { checkRefreshToken } from '../token/check-reply';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import { toStoredTokens } from '../token/stored-tokens';
import { noteSession, noteSignIn } from './dev-notes';
import { STORED_SESSION } from './stored-session';

/**
 * The session of one `provideJwtAuth()`. `JwtAuth` is its public face; interceptor and guards use
 * it directly.
 */
export interface JwtSession extends SessionHost {
  readonly isBrowser: boolean;
  readonly events: Subject<JwtAuthEvent>;
  refresh?: TokenRefresh | undefined;
  stored?: StoredSession | undefined;
  isDestroyed?: boolean;
  turns: number;
  previous?: JwtStoredTokens;
  /** Undefined while it is not known whether there is a session. */
  readonly tokens: Signal<JwtStoredTokens | null | undefined>;
  /** The routes that our guards have let it into, once there is one. */
  admitted?: WeakSet<object>;
  /** The last navigation, if it is to a page of theirs. */
  asked?: Navigation | null;
  readonly signIn: (reply: unknown) => Promise<void>;
  readonly signOut: () => Promise<void>;
}

export const JWT_SESSION: InjectionToken<JwtSession> = new InjectionToken('');

const SIGNED_OUT = {};

/** Every transition between unknown, anonymous and signed in; called in an injection context. */
export function createJwtSession(): JwtSession {
  const isBrowser = isPlatformBrowser(inject(PLATFORM_ID));
  const clock = inject(CLOCK);
  const { isTokenRejected: rule, scheme = 'Bearer' } = inject(JWT_AUTH_CONFIG);
  const isRejected = injectRule(
    rule ?? ((error) => isTokenRejected(error, scheme)),
    () => session.isDestroyed,
  );
  const revoke = inject(TOKEN_REVOCATION, OWN);
  const tokens = signal<JwtStoredTokens | null | undefined>(undefined);
  const events = new Subject<JwtAuthEvent>();
  /** What the listeners are being told, and what is to come after it. */
  const news: JwtAuthEvent[] = [];
  /** The sign-in that was called last, or that there was a sign-out since. */
  let latestSignIn: object = SIGNED_OUT;
  let cancelTimer: (() => void) | undefined;
  let settleReady!: () => void;
  const ready = new Promise<void>((resolve) => (settleReady = resolve));

  /** What `tokens` shows, for the requests: each asks a few times, and none depends on it. */
  let shown: ReturnType<JwtSession['current']>;

  const current: JwtSession['current'] = () => shown;

  const isUsable: JwtSession['isUsable'] = ({ expiresAt }) =>
    expiresAt === null || clock.now() < expiresAt;

  const set: JwtSession['set'] = (next) => {
    if (session.isDestroyed) return;
    session.sid = next?.sid;
    shown = next;
    untracked(() => {
      tokens.set(next);
    });
    settleReady();
    cancelTimer?.();
    cancelTimer = undefined;
    if (!session.refresh?.arm(next) && isBrowser && next && next.expiresAt !== null) {
      cancelTimer = clock.after(next.expiresAt - clock.now(), () => {
        giveUp(next, 'expired');
      });
    }
  };

  const end: JwtSession['end'] = (reason, from = 'here') => {
    if (session.isDestroyed) return undefined;
    const before = current();
    const { sid } = session;
    if (before) session.previous = before;
    session.continued = undefined;
    set(null);
    session.refresh?.abandon();
    // What a sign-in replaces it overwrites: other tabs must not see a sign-out in between.
    const isForgotten = from === 'here' && reason !== 'session-changed';
    const cleared = isForgotten ? keeper()?.clear(sid, reason) : undefined;
    if (before) session.emit({ type: 'sessionEnded', reason, from });
    return cleared;
  };

  /** What outlives the page: the refresh tells the other tabs, and saves in the store if there is one. */
  const keeper = (): SessionKeeper | undefined => session.refresh ?? session.stored;

  /** Ends the session of tokens that nothing can renew. */
  const giveUp = (spent: JwtStoredTokens, reason: SessionEndReason): void => {
    void end(session.refresh?.isRefused(spent) ? 'refresh-rejected' : reason);
  };

  /** There is nothing in a store. */
  const start = (): void => {
    if (session.isDestroyed || current() !== undefined) return;
    if (!session.refresh?.restore()) set(null);
  };

  const prepare: JwtSession['prepare'] = () => {
    const now = current();
    if (now === undefined && isBrowser) {
      return ready.then(() => (current() ? prepare() : undefined));
    }
    if (!now) return undefined;
    const wait = session.refresh?.prepare(now);
    if (!wait && !isUsable(now)) giveUp(now, 'expired');
    return wait;
  };

  const session: JwtSession = {
    isBrowser,
    events,
    emit: (event) => {
      // What a listener causes the others hear of when they have heard of its cause.
      if (news.push(event) > 1) return;
      untracked(() => {
        for (const next of news) events.next(next);
      });
      news.length = 0;
    },
    tokens,
    isRefreshing: signal(false),
    ready,
    turns: 0,
    ended: new Set(),
    current,
    isUsable,
    isTokenRejected: (error) => !session.isDestroyed && isRejected(error),
    reject(carried) {
      void session.stored?.reread(); // another tab may have signed in since, by which this one ended
      const now = current();
      const isCarried = now?.sid === carried.sid && now.seq <= carried.seq;
      if (isCarried && !session.refresh?.canRefresh(now)) giveUp(now, 'token-rejected');
    },
    set,
    end,
    prepare,
    async signIn(reply) {
      const call = session.isDestroyed ? {} : (latestSignIn = {});
      const checkIsLatest = (): void => {
        if (latestSignIn === call) return;
        throw authError(latestSignIn === SIGNED_OUT ? 'SESSION_OVER' : 'SESSION_CHANGED');
      };
      const answer = isObservable(reply) ? firstOf(reply) : reply;
      devOnly(() => {
        noteSignIn(session, answer);
      });
      const value: unknown = await answer;
      checkIsLatest();
      const sid = crypto.getRandomValues(new Uint32Array(4)).join('-');
      const next = toStoredTokens(value, sid, null, clock.now());
      const replaced = session.sid;
      devOnly(() => {
        if (session.refresh?.canRefresh(next) === false) checkRefreshToken(value);
      });
      if (replaced) {
        session.ended.add(replaced);
        void end('session-changed');
      }
      checkIsLatest(); // whoever heard of the end may have signed out, or in
      session.turns++;
      set(next);
      const saved = keeper()?.save(next, replaced);
      // The app's store may have signed out in it.
      if (session.sid === sid) session.emit({ type: 'signedIn', from: 'here' });
      await saved;
      checkIsLatest();
    },
    async signOut() {
      session.turns++;
      latestSignIn = SIGNED_OUT;
      const { sid } = session;
      const before = current();
      const cleared = end('signed-out');
      if (sid && !session.isDestroyed) revoke?.(sid, before);
      await cleared;
    },
  };

  if (isBrowser) {
    session.refresh = inject(TOKEN_REFRESH, OWN)?.(session);
    session.stored = inject(STORED_SESSION, OWN)?.(session);
    if (session.stored) session.stored.restore(start);
    else start();
    inject(DestroyRef).onDestroy(() => {
      session.isDestroyed = true; // its sid stays: what was sent before is finished for it
      latestSignIn = SIGNED_OUT;
      cancelTimer?.();
      settleReady();
      events.complete();
    });
  } else {
    settleReady();
  }
  noteSession(session);
  return session;
}

/** The first value, if any; `firstValueFrom()` would be one more operator in most apps. */
async function firstOf(values: Observable<unknown>): Promise<unknown> {
  let first: unknown;
  await values.pipe(take(1)).forEach((value) => (first = value));
  return first;
}
