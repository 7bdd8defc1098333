import { isPlatformBrowser } from '@angular/common';
import { DestroyRef, inject, PLATFORM_ID, signal } from '@angular/core';
import { Subject } from 'rxjs';
import { injectRule } from '../inject-rule';
import { JWT_AUTH_CONFIG } from '../jwt-auth-config';
import { OWN } from '../own';
import { createCommands } from './create-commands';
import { createTransitions } from './create-transitions';
import { noteSession } from './dev-notes';
import { isTokenRejected } from './is-token-rejected';
import { STORED_SESSION, TOKEN_REFRESH, type JwtSession } from './session-core';

/** Makes the session of one `provideJwtAuth()`; called in an injection context. */
export function createJwtSession(): JwtSession {
  const { isTokenRejected: rule, scheme = 'Bearer' } = inject(JWT_AUTH_CONFIG);
  const isRejected = injectRule(
    rule ?? ((error) => isTokenRejected(error, scheme)),
    () => session.isDestroyed,
  );
  let settleReady!: () => void;

  const session = {
    isBrowser: isPlatformBrowser(inject(PLATFORM_ID)),
    events: new Subject(),
    tokens: signal(undefined),
    isRefreshing: signal(false),
    ready: new Promise<void>((resolve) => (settleReady = resolve)),
    epoch: 0,
    ended: new Set(),
    isTokenRejected: (error) => !session.isDestroyed && isRejected(error),
  } as JwtSession;
  Object.assign(session, createTransitions(session, settleReady), createCommands(session));

  if (session.isBrowser) {
    start(session);
    inject(DestroyRef).onDestroy(() => {
      session.isDestroyed = true; // its sid stays: what was sent before is finished for it
      settleReady();
      session.events.complete();
    });
  } else {
    settleReady();
  }
  noteSession(session);
  return session;
}

/** Begins with what the store holds, else with the hint of a cookie session, else with nobody. */
function start(session: JwtSession): void {
  const begin = (): void => {
    if (session.isDestroyed || session.current() !== undefined) return;
    if (!session.refresh?.restore()) session.set(null);
  };
  session.refresh = inject(TOKEN_REFRESH, OWN)?.(session);
  session.stored = inject(STORED_SESSION, OWN)?.(session);
  if (session.stored) session.stored.restore(begin);
  else begin();
}
