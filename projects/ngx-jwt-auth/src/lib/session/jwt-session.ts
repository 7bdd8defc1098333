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
import { firstValueFrom, isObservable, Subject } from 'rxjs';
import { CLOCK } from '../clock';
import { authError, type JwtAuthError } from '../errors';
import type { SessionHost } from '../refresh/session-host';
import { TOKEN_REFRESH, type TokenRefresh } from '../refresh/token-refresh';
import { TOKEN_REVOCATION } from '../refresh/with-token-revocation';
import type { JwtAuthEvent } from '../jwt-auth-event';
import { isPromise } from '../token/is-promise';
import { TOKEN_STORE, type JwtStoredTokens, type LoadedTokens } from '../token/jwt-token-store';
import { toStoredTokens } from '../token/stored-tokens';

/**
 * The session of one `provideJwtAuth()`. `JwtAuth` is its public face; interceptor and guards use
 * it directly.
 */
export interface JwtSession {
  readonly isBrowser: boolean;
  readonly refresh: TokenRefresh | undefined;
  readonly events: Subject<JwtAuthEvent>;
  /** Undefined while it is not known whether there is a session. */
  readonly tokens: Signal<JwtStoredTokens | null | undefined>;
  /** The tokens now; an effect in which a request happens to be sent does not depend on them. */
  readonly current: () => JwtStoredTokens | null | undefined;
  /** Settles when it is known whether there is a session; on the server at once, unknown. */
  readonly ready: Promise<void>;
  /**
   * What has to be waited for: the restore, then the refresh of a stale token. Nothing in the
   * usual case; else a promise that never rejects and tells why the refresh failed.
   */
  readonly prepare: () => Promise<JwtAuthError | undefined> | undefined;
  /** How often somebody signed in or out here: what was asked before belongs to nobody else. */
  readonly turns: () => number;
  /** Whether the access token can still be sent. */
  readonly isUsable: (tokens: JwtStoredTokens) => boolean;
  readonly signIn: (reply: unknown) => Promise<void>;
  readonly signOut: () => Promise<void>;
}

export const JWT_SESSION: InjectionToken<JwtSession> = new InjectionToken('JwtSession');

const SIGNED_OUT = {};

/** Every transition between unknown, anonymous and signed in; called in an injection context. */
export function createJwtSession(): JwtSession {
  const isBrowser = isPlatformBrowser(inject(PLATFORM_ID));
  const clock = inject(CLOCK);
  const store = isBrowser ? inject(TOKEN_STORE) : null;
  const revoke = inject(TOKEN_REVOCATION);
  const tokens = signal<JwtStoredTokens | null | undefined>(undefined);
  const events = new Subject<JwtAuthEvent>();
  /** Which sessions ended here: a store that is behind must not bring one back. */
  const ended = new Set<string>();
  /** The session that stands or is being restored: what comes in for another one is dropped. */
  let sid: string | null = null;
  /** The sign-in that was called last, or that there was a sign-out since. */
  let latestSignIn: object = SIGNED_OUT;
  let turns = 0;
  let isDestroyed = false;
  /** How often the session changed here: what was read before a change is out of date. */
  let changes = 0;
  let cancelTimer: (() => void) | undefined;
  let settleReady!: () => void;
  const ready = new Promise<void>((resolve) => (settleReady = resolve));

  const current = (): JwtStoredTokens | null | undefined => untracked(tokens);

  const isUsable = ({ expiresAt }: JwtStoredTokens): boolean =>
    expiresAt === null || clock.now() < expiresAt;

  const set = (next: JwtStoredTokens | null): void => {
    changes++;
    sid = next?.sid ?? null;
    untracked(() => {
      tokens.set(next);
    });
    settleReady();
    cancelTimer?.();
    cancelTimer = undefined;
    if (next && isBrowser && !refresh?.arm(next) && next.expiresAt !== null) {
      cancelTimer = clock.after(next.expiresAt - clock.now(), () => {
        expire(next);
      });
    }
  };

  const end: SessionHost['end'] = (reason, from = 'here') => {
    const before = current();
    const endedSid = sid;
    set(null);
    refresh?.abandon(reason === 'session-changed' ? 'SESSION_CHANGED' : 'SESSION_OVER');
    let cleared;
    if (from === 'here') {
      if (endedSid) ended.add(endedSid);
      refresh?.remember(null);
      cleared = store?.clear(endedSid ?? undefined);
    }
    if (before) events.next({ type: 'sessionEnded', reason, from });
    return cleared;
  };

  const expire = (expired: JwtStoredTokens): void => {
    void end(refresh?.refusalOf(expired) ? 'refresh-rejected' : 'expired');
  };

  const save = (next: JwtStoredTokens): void | Promise<void> => {
    refresh?.remember(next.sid);
    return store?.save(next);
  };

  /** Takes over what another tab wrote. */
  const adopt = (stored: LoadedTokens): void => {
    const before = current() ?? null;
    const isSame = stored?.sid === before?.sid;
    if (stored === undefined || isDestroyed || (stored && ended.has(stored.sid))) return;
    if (isSame && (stored?.seq ?? 0) <= (before?.seq ?? 0)) return;
    const now = changes + 1;
    if (!isSame && before) void end(stored ? 'session-changed' : 'signed-out', 'elsewhere');
    // A listener may have signed out or in.
    if (!stored || changes > now) return;
    set(stored);
    events.next({ type: isSame ? 'refreshed' : 'signedIn', from: 'elsewhere' });
  };

  const reread = (use: (stored: LoadedTokens) => void, isFirst = false): void | Promise<void> => {
    const before = changes;
    const stored = store?.load();
    if (!isPromise(stored)) use(stored);
    else {
      return stored.then((loaded) =>
        isFirst || changes === before || isDestroyed ? use(loaded) : reread(use),
      );
    }
  };

  const prepare = (): Promise<JwtAuthError | undefined> | undefined => {
    const now = current();
    if (now === undefined && isBrowser) {
      return ready.then(() => (current() ? prepare() : undefined));
    }
    if (!now) return undefined;
    if (refresh?.canRefresh(now)) return refresh.prepare(now);
    if (!isUsable(now)) expire(now);
    return undefined;
  };

  const host: SessionHost = {
    events,
    current,
    isCurrent: (id) => id === sid,
    restoring: (id) => {
      sid = id;
    },
    isUsable,
    set,
    save,
    end,
    reread: (id) =>
      reread((stored) => {
        // An empty store is no news here: it may never have kept anything.
        if (id === sid) adopt(stored ?? undefined);
      }),
    prepare,
    // A cookie is the one of the session that stands now: it must not be revoked.
    drop: (late, isCookie) => {
      if (!isDestroyed && !(isCookie && sid !== null)) revoke?.(late);
    },
  };
  const refresh = isBrowser ? inject(TOKEN_REFRESH)?.(host) : undefined;

  if (isBrowser) {
    void reread((stored) => {
      if (isDestroyed || current() !== undefined) return;
      if (stored && (refresh?.canRefresh(stored) || isUsable(stored))) {
        set(stored);
        return;
      }
      if (stored) ended.add(stored.sid); // never again, even if it cannot be removed
      if (!refresh?.restore()) set(null);
    }, true);
    const stopListening = store?.onExternalChange?.(() => void reread(adopt));
    inject(DestroyRef).onDestroy(() => {
      isDestroyed = true;
      sid = null;
      latestSignIn = SIGNED_OUT;
      stopListening?.();
      cancelTimer?.();
      settleReady();
      events.complete();
    });
  } else {
    settleReady();
  }

  return {
    isBrowser,
    refresh,
    events,
    tokens,
    current,
    ready,
    prepare,
    turns: () => turns,
    isUsable,
    async signIn(reply) {
      const call = (latestSignIn = {});
      const value = await (isObservable(reply)
        ? firstValueFrom(reply, { defaultValue: null })
        : reply);
      const checkIsLatest = (): void => {
        if (latestSignIn === call) return;
        throw authError(latestSignIn === SIGNED_OUT ? 'SESSION_OVER' : 'SESSION_CHANGED');
      };
      checkIsLatest();
      const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
      const next = toStoredTokens(value, id, null, clock.now());
      if (sid) void end('session-changed');
      checkIsLatest(); // whoever heard of the end may have signed out, or in
      turns++;
      set(next);
      const saved = save(next);
      events.next({ type: 'signedIn', from: 'here' });
      await saved;
      checkIsLatest();
    },
    async signOut() {
      turns++;
      latestSignIn = SIGNED_OUT;
      const before = current();
      const cleared = end('signed-out');
      if (before) revoke?.(before);
      await cleared;
    },
  };
}
