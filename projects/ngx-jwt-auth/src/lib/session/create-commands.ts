import { inject } from '@angular/core';
import { isObservable, take, type Observable } from 'rxjs';
import { CLOCK } from '../clock';
import { devOnly } from '../dev-mode';
import { authError } from '../errors';
import { OWN } from '../own';
import { checkRefreshToken } from '../token/check-reply';
import { toStoredTokens } from '../token/stored-tokens';
import { noteSignIn } from './dev-notes';
import { TOKEN_REVOCATION, type JwtSession } from './session-core';

type Commands = Pick<JwtSession, 'signIn' | 'signOut'>;

const SIGNED_OUT = {};

/** Makes the commands of a session; called in an injection context. */
export function createCommands(session: JwtSession): Commands {
  const clock = inject(CLOCK);
  const revoke = inject(TOKEN_REVOCATION, OWN);
  /** The sign-in that was called last, or that there was a sign-out since. */
  let latestSignIn: object = SIGNED_OUT;

  return {
    async signIn(reply) {
      const call = (latestSignIn = {});
      const checkIsLatest = (): void => {
        const isOver = !!session.isDestroyed || latestSignIn === SIGNED_OUT;
        if (isOver || latestSignIn !== call) {
          throw authError(isOver ? 'SESSION_OVER' : 'SESSION_CHANGED');
        }
      };
      const answer = isObservable(reply) ? firstOf(reply) : reply;
      devOnly(() => {
        noteSignIn(session, answer);
      });
      const value: unknown = await answer;
      checkIsLatest();
      const sid = crypto.getRandomValues(new Uint32Array(4)).join('-');
      const next = toStoredTokens(value, sid, null, clock.now());
      const { refresh, sid: replaced } = session;
      devOnly(() => {
        if (refresh?.canRefresh(next) === false) checkRefreshToken(value);
      });
      if (replaced) {
        session.ended.add(replaced);
        void session.end('session-changed');
      }
      checkIsLatest(); // whoever heard of the end may have signed out, or in
      session.epoch++;
      session.set(next);
      const saved = (refresh?.recordSignIn ?? session.stored?.save)?.(next, replaced);
      // The app's store may have signed out in it.
      if (session.sid === sid) session.emit({ type: 'signedIn', from: 'here' });
      await saved;
      checkIsLatest();
    },
    async signOut() {
      session.epoch++;
      latestSignIn = SIGNED_OUT;
      const { sid } = session;
      const before = session.current();
      const cleared = session.end('signed-out');
      if (sid && !session.isDestroyed) revoke?.(sid, before);
      await cleared;
    },
  };
}

/** The first value, if any; `firstValueFrom()` would be one more operator in most apps. */
async function firstOf(values: Observable<unknown>): Promise<unknown> {
  let first: unknown;
  await values.pipe(take(1)).forEach((value) => (first = value));
  return first;
}
